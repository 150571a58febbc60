"""E-mails to staff who may not decide any more do not go out."""

from datetime import UTC, datetime, timedelta

import pytest

from eventreg.accounts import services as accounts
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.messages import services
from eventreg.messages.jobs import send_digests
from eventreg.outbox.states import LetterState
from eventreg.web.roles import Role
from tests.factories import make_account, make_event, make_letter
from tests.messages.links import letters_named, make_pending

pytestmark = pytest.mark.usefixtures("app")

#: 7:00 at home, in summer.
MORNING = datetime(2027, 6, 1, 5, 0, tzinfo=UTC)
WAITING, WITHDRAWN = LetterState.WAITING, LetterState.WITHDRAWN


@pytest.fixture
def two(clock_at):
    """Two directors; the digest of each waits in the outbox."""
    clock_at(MORNING)
    return [make_account(f"{name}@example.org", role="director") for name in "ab"]


def states(name="digest"):
    return {letter.to[0]: letter.state for letter in letters_named(name)}


def close(account):
    with write_tx():
        accounts.deactivate(account, by=Actor.worker())


def become(account, role):
    with write_tx():
        accounts.edit(
            account, name=account.name, role=role, language="en", by=Actor.worker()
        )


def make_failed():
    letter = make_letter(to="c@example.org")
    with write_tx():
        letter.state, letter.last_error = LetterState.FAILED, "550 no such user"
        letter.troubled_at = MORNING - timedelta(hours=1)


@pytest.mark.parametrize("waits", [True, False], ids=["waiting", "failures"])
@pytest.mark.parametrize("act", ["close", "office", "desk"])
def test_a_digest_to_who_may_not_read_it_is_withdrawn(two, waits, act):
    if waits:
        make_pending(make_event(needs_approval=True))
    make_failed()
    send_digests()

    close(two[0]) if act == "close" else become(two[0], Role(act))

    assert states() == {"a": WITHDRAWN, "b": WAITING}


def test_a_failed_one_is_no_alarm_any_more(two):
    make_failed()
    send_digests()
    with write_tx():
        for letter in letters_named("digest"):
            letter.state, letter.last_error = LetterState.FAILED, "550 no such user"

    close(two[0])

    assert states() == {"a": WITHDRAWN, "b": LetterState.FAILED}


def test_another_name_takes_nothing_back(two):
    make_pending(make_event(needs_approval=True))
    send_digests()

    become(two[0], Role.DIRECTOR)

    assert states() == {"a": WAITING, "b": WAITING}


@pytest.mark.parametrize("waits", [True, False], ids=["waiting", "failures"])
@pytest.mark.parametrize("closed", ["director", "deputy"])
def test_a_deputys_digest_goes_as_long_as_both_may_decide(two, waits, closed):
    ada, _ben = two
    cyd = make_account("c@example.org", role="office")
    day = MORNING.date()
    with write_tx():
        services.choose_digest(ada, hour=7, away_from=day, away_until=day, deputy=cyd)
    if waits:
        make_pending(make_event(needs_approval=True))
    make_failed()
    send_digests()
    before = states()["c"]

    become(cyd, Role.DESK) if closed == "deputy" else close(ada)

    gone = WITHDRAWN if waits or closed == "deputy" else WAITING
    assert (before, states()["c"]) == (WAITING, gone)


def test_a_closed_account_gets_no_letter_about_itself(two):
    with write_tx():
        accounts.request_password_reset("a@example.org")
        accounts.request_password_reset("b@example.org")

    close(two[0])

    assert states("password_reset") == {"a": WITHDRAWN, "b": WAITING}
