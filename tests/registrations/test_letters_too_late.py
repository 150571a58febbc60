"""After a long time without a worker, letters that lost their reason stay home."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.database import write_tx
from eventreg.outbox import deliver_due
from eventreg.outbox.states import LetterState
from eventreg.registrations import letters
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.outbox.conftest import _forget, post
from tests.outbox.rows import first_letter

__all__ = ["_forget", "post"]


def queue(letter, state=State.WAITLISTED, **options):
    """A letter about somebody at an event in five days."""
    event = make_event(starts_in=timedelta(days=5), lasts=timedelta(hours=3))
    registration = make_registration(event, state)
    with write_tx():
        letter(registration, **options)


@pytest.mark.parametrize(
    ("away", "state"),
    [
        (timedelta(days=4), LetterState.SENT),
        (timedelta(days=6), LetterState.WITHDRAWN),
    ],
    ids=["before the event", "after it"],
)
def test_how_somebody_stands_is_not_told_after_the_event(
    app, post, clock_at, away, state
):
    clock_at(clock.now())
    queue(letters.waitlisted)

    clock_at(away)
    deliver_due()

    assert first_letter().state == state


def test_what_happens_after_the_event_is_told(app, post, clock_at):
    clock_at(clock.now())
    event = make_event(starts_in=timedelta(days=-2))
    registration = make_registration(event, State.CONFIRMED)

    with write_tx():
        letters.reconsidered(registration)
    deliver_due()

    assert first_letter().state == LetterState.SENT


def test_a_link_that_no_longer_works_is_not_sent(app, post, clock_at):
    clock_at(clock.now())
    until = clock.now() + timedelta(days=2)
    queue(letters.confirm_your_address, State.UNVERIFIED, until=until, not_before=None)

    clock_at(timedelta(days=3))
    deliver_due()

    assert first_letter().state == LetterState.WITHDRAWN
