"""Links in letters: each works once, for its owner, for a while."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.accounts import passwords, queries, services
from eventreg.accounts.models import LinkToken, Purpose
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from tests.factories import make_account, make_link

pytestmark = pytest.mark.usefixtures("app")


NEW = "quite another thing"


def ask(email):
    with write_tx():
        services.request_password_reset(email)


def use(link, password=NEW):
    with write_tx():
        return services.reset_password(link, new_hash=passwords.hash_of(password))


def test_who_has_forgotten_the_password_gets_a_letter(letters):
    make_account()

    ask("ole@example.org")

    assert letters() == [("password_reset", "ole@example.org")]


@pytest.mark.parametrize("email", ["nobody@example.org", "una@example.org", ""])
def test_nobody_else_gets_one(email, letters):
    make_account("una@example.org", is_active=False)

    ask(email)

    assert letters() == []
    assert db.session.query(LinkToken).count() == 0


def test_the_database_does_not_keep_the_secret():
    link, token = make_link(make_account())

    assert token not in (link.token_hash, str(vars(link)))
    assert queries.link(token, Purpose.RESET) == link


def test_a_link_sets_the_password_and_ends_all_sign_ins():
    ole = make_account()
    link, _token = make_link(ole)

    use(link)

    assert passwords.matches(ole.password_hash, "quite another thing")
    assert link.used_at is not None


def test_a_link_works_once():
    link, _token = make_link(make_account())
    use(link)

    with pytest.raises(services.LinkIsOver):
        use(link, "something else again")


def test_a_newer_link_takes_the_place_of_the_older():
    ole = make_account()
    older, _token = make_link(ole)
    newer, _token = make_link(ole)

    with pytest.raises(services.LinkIsOver):
        use(older)
    assert use(newer) == ole


def test_asking_for_a_reset_leaves_an_invitation_alone():
    ben = make_account("ben@example.org", password=None)
    invitation, _token = make_link(ben, Purpose.INVITATION)

    ask(ben.email)

    assert not invitation.is_over


@pytest.mark.parametrize(
    ("purpose", "lasts"),
    [(Purpose.RESET, timedelta(hours=2)), (Purpose.INVITATION, timedelta(days=7))],
)
def test_a_link_runs_out(purpose, lasts, clock_at):
    clock_at(clock.now())
    link, _token = make_link(make_account(), purpose)

    clock_at(lasts - timedelta(seconds=1))
    was_over = link.is_over
    clock_at(timedelta(seconds=1))

    assert (was_over, link.is_over) == (False, True)


def test_a_closed_account_has_no_links():
    ole = make_account()
    link, _token = make_link(ole)
    with write_tx():
        services.deactivate(ole, by=Actor.worker())

    with pytest.raises(services.LinkIsOver):
        use(link)


def test_a_link_opens_only_what_it_is_for():
    _link, token = make_link(make_account(), Purpose.INVITATION)

    assert queries.link(token, Purpose.RESET) is None
    assert queries.link("forged", Purpose.INVITATION) is None
    assert queries.link("\ud800", Purpose.INVITATION) is None


def test_accepting_an_invitation_opens_the_account():
    ben = make_account("ben@example.org", password=None)
    link, _token = make_link(ben, Purpose.INVITATION)

    with write_tx():
        services.accept_invitation(
            link,
            name="Ben Office",
            language="tr",
            new_hash=passwords.hash_of("quite another thing"),
        )

    assert (ben.name, ben.language, ben.has_accepted) == ("Ben Office", "tr", True)
