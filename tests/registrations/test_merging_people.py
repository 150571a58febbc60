"""Somebody who is known twice becomes one person."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventreg.audit.actors import Actor
from eventreg.audit.models import AuditEntry
from eventreg.clock import now
from eventreg.database import db, write_tx
from eventreg.errors import Gone
from eventreg.people import queries
from eventreg.people.models import Person
from eventreg.people.services import change_person, person_values
from eventreg.registrations import services
from eventreg.registrations.invitations import Invitation
from tests.factories import (
    make_event,
    make_member,
    make_person,
    make_personal_link,
    make_registration,
)
from tests.house import text_of


@pytest.fixture
def twins(app):
    """Ada by one address and by another, of whom the office knows other things."""
    kept = make_person(given_name="Ada", family_name="Berg", email="ada@example.org")
    gone = make_person(
        make_member("Berg GmbH"),
        given_name="Ada",
        family_name="Berg",
        email="berg@example.org",
        position="Chair",
    )
    return kept, gone


def merge(kept, gone):
    with write_tx():
        services.merge_people(kept, gone, by=Actor.worker())


def test_registrations_of_both_become_those_of_one(twins):
    kept, gone = twins
    tied = make_registration(make_event(), person_id=gone.id)
    typed = make_registration(
        make_event(),
        email="berg@example.org",
        given_name="Ada",
        family_name="Berg",
    )
    other = make_registration(make_event(), email="berg@example.org")

    merge(kept, gone)
    db.session.expire_all()

    assert (tied.person_id, typed.person_id, other.person_id) == (
        kept.id,
        kept.id,
        None,
    )


def test_what_is_missing_is_taken_over_and_what_is_there_stays(twins):
    kept, gone = twins
    reference = gone.reference

    merge(kept, gone)

    found = db.session.scalars(sa.select(Person)).one()
    assert (found.email, found.position, found.company.name) == (
        "ada@example.org",
        "Chair",
        "Berg GmbH",
    )
    assert queries.person_by_reference(reference) is None
    entry = db.session.scalars(
        sa.select(AuditEntry).filter_by(act="person.merged")
    ).one()
    assert entry.changes["merged"] == [reference, found.reference]


def test_the_log_says_what_was_taken_from_whom_and_forgets_what_was_known(twins):
    kept, gone = twins
    references = [gone.reference, kept.reference]
    with write_tx():
        values = replace(person_values(gone), phone="+4924170001")
        change_person(gone, values, company=gone.company, by=Actor.worker())

    merge(kept, gone)

    query = sa.select(AuditEntry.act, AuditEntry.changes).order_by(AuditEntry.act)
    logged = {row.act: row.changes for row in db.session.execute(query)}
    assert logged["person.changed"] == {}
    assert logged["person.merged"] == {
        "merged": references,
        "taken": ["company", "position", "phone"],
    }


def test_an_address_is_taken_over_where_there_was_none(app):
    kept = make_person(given_name="Ada", family_name="Berg", email=None)
    gone = make_person(given_name="Ada", family_name="Berg", email="ada@example.org")

    merge(kept, gone)

    assert kept.email == "ada@example.org"


def test_an_invitation_to_the_same_event_is_kept_once(twins):
    kept, gone = twins
    both, one = make_event(), make_event()
    with write_tx() as session:
        session.add(Invitation(event_id=both.id, person_id=kept.id))
        for event in (both, one):
            session.add(
                Invitation(
                    event_id=event.id, person_id=gone.id, counts_as_approved=True
                )
            )

    merge(kept, gone)

    rows = db.session.scalars(sa.select(Invitation).order_by(Invitation.event_id))
    assert [(r.event_id, r.person_id, r.counts_as_approved) for r in rows] == [
        (both.id, kept.id, True),
        (one.id, kept.id, True),
    ]


def test_who_wanted_no_invitations_still_wants_none(twins):
    kept, gone = twins
    since = now() - timedelta(days=3)
    with write_tx():
        gone.no_invitations_since = since

    merge(kept, gone)

    assert kept.no_invitations_since == since


def test_the_link_of_the_one_that_is_gone_opens_nothing(client, twins):
    kept, gone = twins
    address = f"/members/{make_personal_link(gone).token}/details"
    before = client.get(address).status_code

    merge(kept, gone)

    assert (before, client.get(address).status_code) == (200, 404)
    assert queries.running_link(kept) is None


def test_merging_twice_is_no_mistake_of_ours(twins):
    kept, gone = twins
    merge(kept, gone)

    with pytest.raises(Gone):
        merge(kept, Person(id=gone.id))


def test_the_page_of_a_person_leads_there_and_the_office_merges(client, sign_in, twins):
    kept, gone = twins
    make_person(given_name="Ada", family_name="Wolf", email="ada@example.com")
    sign_in("office")
    address = f"/manage/people/{kept.reference}/merge/{gone.reference}"

    shown = client.get(f"/manage/people/{kept.reference}").page
    page = client.get(address).page
    response = client.post(address)
    after = client.get(response.location)

    [link] = shown.select("a[href*='/merge/']")
    assert link["href"] == address
    assert "berg@example.org" in text_of(page.main)
    assert after.flashes == ["Ada Berg is one person now."]
    assert after.page.select("a[href*='/merge/']") == []
    assert client.post(address).status_code == 404


def test_nobody_is_merged_with_themselves(client, sign_in, twins):
    kept, _gone = twins
    sign_in("office")

    response = client.post(f"/manage/people/{kept.reference}/merge/{kept.reference}")

    assert response.status_code == 409
    assert response.errors == ["Choose two different people."]


def test_the_travel_lead_merges_nobody(client, sign_in, twins):
    kept, gone = twins
    sign_in("travel_lead")

    page = client.get(f"/manage/people/{kept.reference}").page
    response = client.post(f"/manage/people/{kept.reference}/merge/{gone.reference}")

    assert page.select("a[href*='/merge/']") == []
    assert response.status_code == 403


def test_the_old_address_leads_to_the_one_who_stays(client, sign_in, twins):
    sign_in("office")
    kept, gone = twins
    last = make_person(given_name="Ada", family_name="Berg", email="a@example.org")
    old = [f"/manage/people/{each.reference}" for each in (gone, kept)]
    new = f"/manage/people/{last.reference}"

    merge(kept, gone)
    first = client.get(old[0]).location
    merge(last, kept)

    assert first == old[1]
    assert [client.get(address).location for address in old] == [new, new]
    assert client.get(new).heading == "Ada Berg"


def test_of_whom_all_is_deleted_no_address_leads_anywhere(client, sign_in, twins):
    sign_in("office")
    kept, gone = twins
    address = f"/manage/people/{gone.reference}"
    merge(kept, gone)

    with write_tx() as session:
        session.delete(session.get(Person, kept.id))

    assert client.get(address).status_code == 404
