"""After an event's end nothing is decided and nobody is written to, by any door."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.registrations import services
from eventreg.registrations.services import EventIsOver, TooLateToUndo
from eventreg.registrations.services.moving import move
from eventreg.registrations.states import RegistrationRole, State, Why
from tests.factories import make_event, make_registration

BY = Actor.worker()


def do(service, *args, **options):
    with write_tx():
        return service(*args, **options)


def make_over(**columns):
    return make_event(starts_in=timedelta(days=-2), capacity=5, **columns)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (State.PENDING, State.CONFIRMED),
        (State.PENDING, State.WAITLISTED),
        (State.PENDING, State.DECLINED),
        (State.WAITLISTED, State.CONFIRMED),
        (State.DECLINED, State.PENDING),
        (State.CANCELLED, State.PENDING),
        (State.EXPIRED, State.WAITLISTED),
    ],
)
def test_no_move_but_one_that_leaves_passes_the_door(app, old, new):
    ada = make_registration(make_over(), old)

    with pytest.raises(EventIsOver):
        do(move, ada, new, by=BY, why=Why.APPROVED)

    assert ada.state is old


@pytest.mark.parametrize(
    ("service", "state", "options"),
    [
        (services.approve, State.PENDING, {}),
        (services.onto_waitlist, State.PENDING, {}),
        (services.later, State.PENDING, {}),
        (services.ask, State.PENDING, {"question": "Whom?"}),
        (services.promote, State.WAITLISTED, {}),
        (services.let_in, State.WAITLISTED, {}),
    ],
    ids=["approve", "onto waitlist", "later", "ask", "promote", "let in"],
)
def test_no_decision_is_taken_and_nobody_written_to(
    app, letters, service, state, options
):
    ada = make_registration(make_over(offer_hours=48, accept_hours=48), state)

    with pytest.raises(EventIsOver):
        do(service, ada, by=BY, **options)

    assert (ada.state, letters()) == (state, [])


def test_nobody_in_line_gets_a_seat_of_the_team(app, letters):
    ada = make_registration(make_over(team_seats=3), State.WAITLISTED)

    with pytest.raises(EventIsOver):
        do(services.choose, ada, [], by=BY, language="en", role=RegistrationRole.TEAM)

    assert (ada.state, letters()) == (State.WAITLISTED, [])


def test_the_role_of_whoever_was_there_is_still_put_right(app, letters):
    ada = make_registration(make_over())

    do(services.choose, ada, [], by=BY, language="en", role=RegistrationRole.PRESS)

    assert (ada.role, letters()) == (RegistrationRole.PRESS, [])


@pytest.fixture
def pending(app, clock_at):
    """Ada, who waits for a decision five minutes before the end."""
    clock_at(clock.now())
    hours = timedelta(hours=3)
    event = make_event(
        starts_in=timedelta(minutes=5) - hours, lasts=hours, needs_approval=True
    )
    return make_registration(event, State.PENDING)


def test_a_decision_of_before_the_end_is_undone_after_it(pending, clock_at):
    do(services.approve, pending, by=BY)
    clock_at(timedelta(minutes=7))

    do(services.undo, pending, by=BY)

    states = [letter.state.value for letter in db.session.query(Letter)]
    assert (pending.state, states) == (State.PENDING, ["withdrawn"])


def test_it_is_not_undone_when_its_time_is_over(pending, clock_at):
    do(services.approve, pending, by=BY)
    clock_at(timedelta(minutes=11))

    with pytest.raises(TooLateToUndo):
        do(services.undo, pending, by=BY)


def test_an_offer_that_nobody_ended_in_time_ends_without_a_letter(app, letters):
    event = make_over(offer_hours=48)
    ada = make_registration(event, State.OFFERED)
    ben = make_registration(event, State.WAITLISTED)
    with write_tx():
        ada.offer_expires_at = event.cut_off_at

    assert do(services.expire, ada, by=BY) == []

    assert (ada.state, ben.state) == (State.EXPIRED, State.WAITLISTED)
    assert letters() == []
