"""After mornings without a mail server a director reads how things stand now, once."""

from datetime import UTC, datetime, timedelta

import pytest

from eventreg.database import db, write_tx
from eventreg.messages.jobs import send_digests
from eventreg.outbox import deliver_due
from eventreg.outbox.models import Letter
from eventreg.outbox.states import LetterState
from eventreg.registrations.states import State
from tests.factories import make_account, make_event, make_registration
from tests.house import text_of
from tests.mailbox import text_of as plain
from tests.messages.links import letters_named
from tests.outbox.conftest import _forget

__all__ = ["_forget"]

#: 7:00 at home, in summer.
MORNING = datetime(2027, 6, 1, 5, 0, tzinfo=UTC)
DAY = timedelta(days=1)
OLE = "ole@example.org"


@pytest.fixture
def mornings(app, clock_at):
    """Two mornings on which a digest was written for Ole and nothing left."""
    clock_at(MORNING - DAY)
    make_account(OLE, role="director")
    event = make_event(needs_approval=True)

    def pass_by(first=LetterState.WAITING, error=""):
        for day in range(2):
            clock_at(MORNING + day * DAY)
            make_registration(event, State.PENDING)
            send_digests()
            if not day:
                set_first(first, error)
        return [letter.state for letter in letters_named("digest")]

    return pass_by


def set_first(state, error):
    with write_tx():
        letter = db.session.query(Letter).filter_by(letter="digest").first()
        assert letter is not None
        letter.state, letter.last_error = state, error


def test_only_the_last_digest_arrives(mornings, post):
    states = mornings()
    deliver_due()

    [(to, message)] = post.letters()

    assert states == [LetterState.WITHDRAWN, LetterState.WAITING]
    assert to == OLE
    assert plain(message).count("Ada Berg") == 2


def test_one_that_the_server_puts_off_does_not_come_after_it(mornings, post):
    assert mornings(LetterState.RETRYING, "451 later")[0] == LetterState.WITHDRAWN


@pytest.mark.parametrize(
    ("state", "error"), [("failed", "550 unknown"), ("kept", "")], ids=str
)
def test_one_that_failed_or_is_at_rest_stays(mornings, state, error):
    assert mornings(LetterState(state), error)[0] == LetterState(state)


def test_another_reader_keeps_theirs(mornings, clock_at):
    clock_at(MORNING - DAY)
    make_account("ben@example.org", role="director")
    mornings()

    waiting = [
        letter.to
        for letter in letters_named("digest")
        if letter.state == LetterState.WAITING
    ]
    assert sorted(waiting) == ["ben@example.org", OLE]


def test_staff_read_why_it_did_not_go(mornings, client, sign_in):
    mornings()
    sign_in("office")
    first = letters_named("digest")[0].reference

    page = client.get(f"/manage/letters/{first}").page

    assert (
        "A newer e-mail of the same kind says how things are now, so this one is not "
        "sent any more." in text_of(page.main)
    )
