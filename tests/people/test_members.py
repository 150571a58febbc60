"""Who counts as a member, and when."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from eventreg.audit.actors import Actor
from eventreg.audit.models import AuditEntry
from eventreg.database import db, write_tx
from eventreg.people import queries, services
from eventreg.people.models import Membership
from eventreg.people.services.memberships import AlreadyMember, NotMember
from tests.factories import make_company, make_member, make_person

pytestmark = pytest.mark.usefixtures("app")

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("on", "expected"),
    [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)],
    ids=["day before", "first day", "last day", "day after"],
)
def test_a_member_is_one_from_the_first_to_the_last_day(on, expected):
    company = make_member(from_on=FIRST, until_on=LAST)

    assert queries.is_member(company, on) is expected
    assert queries.is_member(make_person(company), on) is expected


def test_without_an_end_a_member_stays_one():
    assert queries.is_member(make_member(from_on=FIRST), date(2099, 1, 1)) is True


def test_strangers_and_people_without_a_company_are_no_members():
    assert queries.is_member(None, FIRST) is False
    assert queries.is_member(make_person(), FIRST) is False
    assert queries.is_member(make_company(), FIRST) is False


def test_a_membership_starts_and_ends_and_is_noted():
    company = make_company("Ada AG")
    ole = Actor.worker()

    with write_tx():
        services.start_membership(company, from_on=FIRST, by=ole)
        services.end_membership(company, until_on=LAST, by=ole)

    assert [(m.from_on, m.until_on) for m in company.memberships] == [(FIRST, LAST)]
    noted = db.session.execute(
        sa.select(AuditEntry.act, AuditEntry.target, AuditEntry.changes).where(
            AuditEntry.act.startswith("membership.")
        )
    ).all()
    assert [tuple(row) for row in noted] == [
        ("membership.started", "ada-ag", {"from_on": [None, "2026-01-01"]}),
        ("membership.ended", "ada-ag", {"until_on": [None, "2026-12-31"]}),
    ]


@pytest.mark.parametrize("until_on", [None, LAST], ids=["open", "ending later"])
def test_memberships_never_overlap(until_on):
    company = make_member(from_on=FIRST, until_on=until_on)

    with pytest.raises(AlreadyMember), write_tx():
        services.start_membership(company, from_on=LAST, by=Actor.worker())


def test_a_former_member_can_come_back():
    company = make_member(from_on=FIRST, until_on=LAST)

    with write_tx():
        services.start_membership(company, from_on=LAST + DAY, by=Actor.worker())

    assert queries.is_member(company, LAST + DAY) is True


def test_a_membership_cannot_end_before_it_began():
    company = make_member(from_on=FIRST)

    with pytest.raises(NotMember), write_tx():
        services.end_membership(company, until_on=FIRST - DAY, by=Actor.worker())


def test_only_a_running_membership_can_end():
    company = make_member(from_on=FIRST, until_on=LAST)

    with pytest.raises(NotMember), write_tx():
        services.end_membership(company, until_on=LAST, by=Actor.worker())


def test_the_database_refuses_a_second_open_membership():
    company = make_member(from_on=FIRST)

    with pytest.raises(sa.exc.IntegrityError), write_tx() as session:
        session.add(Membership(company_id=company.id, from_on=LAST))


def test_the_database_refuses_an_end_before_the_beginning():
    with pytest.raises(sa.exc.IntegrityError):
        make_member(from_on=LAST, until_on=FIRST)


def test_a_member_is_found_by_its_own_mail_domain():
    company = make_member(mail_domain="Ada.example.org")
    make_company(mail_domain="other.example.org")

    assert queries.member_by_domain("ADA.example.org", FIRST) == company
    assert queries.member_by_domain("other.example.org", FIRST) is None
    assert queries.member_by_domain("", FIRST) is None


def test_a_domain_that_two_members_share_belongs_to_neither():
    make_member(mail_domain="shared.example.org")
    make_member(mail_domain="shared.example.org")

    assert queries.member_by_domain("shared.example.org", FIRST) is None
