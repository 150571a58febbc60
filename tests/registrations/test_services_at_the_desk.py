"""From the cut-off on, free seats are for whoever stands at the desk."""

from datetime import timedelta

import pytest

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.errors import DomainError, MoveNotAllowed
from eventreg.events.states import EventState
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import queries, services
from eventreg.registrations.applicants import Applicant
from eventreg.registrations.seats_audit import differences
from eventreg.registrations.states import State, Why
from tests.factories import make_event, make_registration

pytestmark = pytest.mark.usefixtures("app")

OLE = Actor(ActorKind.STAFF, "ole")
NOW = Applicant(
    given_name="Cyd", family_name="Sea", email="cyd@example.org", language="en"
)


def do(service, *args, **options):
    with write_tx():
        return service(*args, **options)


def late_event(*, starts_in=timedelta(hours=2), **columns):
    return make_event(starts_in=starts_in, lasts=timedelta(hours=4), **columns)


def make_line(event):
    ben = make_registration(event, State.WAITLISTED, email="ben@example.org")
    ada = make_registration(event, State.WAITLISTED, email="ada@example.org")
    return ben, ada


def test_whoever_has_come_gets_the_seat_and_the_others_still_wait(letters):
    event = late_event(capacity=1)
    ben, ada = make_line(event)

    do(services.let_in, ada, by=OLE)

    assert (ben.state, ada.state) == (State.WAITLISTED, State.CONFIRMED)
    assert ada.moves[-1].why is Why.LET_IN
    assert letters() == [("confirmed", "ada@example.org")]
    assert differences() == []


def test_who_was_let_in_is_not_asked_to_show_a_code_or_to_cancel():
    event = late_event()
    _ben, ada = make_line(event)

    do(services.let_in, ada, by=OLE)

    letter = db.session.query(Letter).filter_by(letter="confirmed").one()
    text = " ".join(render(letter, current_sender()).text.split())
    assert "You have been let in at the entrance, and your seat is confirmed." in text
    assert "Please keep this code: with it the team finds your registration." in text
    assert "show this code at the entrance" not in text
    assert "You cannot come after all?" not in text


def test_a_freed_seat_is_left_for_the_door():
    event = late_event(capacity=1)
    gone = make_registration(event, State.CONFIRMED)
    ben, ada = make_line(event)

    do(services.cancel, gone, by=Actor.person(gone))
    do(services.let_in, ada, by=OLE)

    assert (ben.state, ada.state) == (State.WAITLISTED, State.CONFIRMED)


def test_nobody_is_let_in_where_no_seat_is_free():
    event = late_event(capacity=1)
    make_registration(event, State.CONFIRMED)
    ben, _ada = make_line(event)

    with pytest.raises(services.NoSeatFree):
        do(services.let_in, ben, by=OLE)

    assert ben.state is State.WAITLISTED


@pytest.mark.parametrize(
    ("columns", "refusal"),
    [
        ({"starts_in": timedelta(hours=4)}, services.NotYetAtTheDesk),
        ({"starts_in": timedelta(hours=-5)}, services.EventIsOver),
        ({"state": EventState.CANCELLED}, services.NotYetAtTheDesk),
    ],
    ids=["before the cut-off", "over", "cancelled"],
)
def test_before_the_cut_off_and_after_the_end_nobody_is_let_in(columns, refusal):
    event = late_event(capacity=1, **columns)
    ben, _ada = make_line(event)

    with pytest.raises(refusal):
        do(services.let_in, ben, by=OLE)

    assert ben.state is State.WAITLISTED


@pytest.mark.parametrize("state", sorted(set(State) - {State.WAITLISTED}))
def test_only_those_in_line_are_let_in(state):
    event = late_event(capacity=9)
    one = make_registration(event, state)

    with pytest.raises(MoveNotAllowed):
        do(services.let_in, one, by=OLE)


def test_one_of_a_party_that_waits_together_comes_alone():
    event = late_event(capacity=1, only_together=True)
    head = make_registration(event, State.WAITLISTED, together=True)
    other = make_registration(
        event, State.WAITLISTED, together=True, head_id=head.id, lead_id=head.id
    )

    do(services.let_in, head, by=OLE)

    assert (head.state, other.state) == (State.CONFIRMED, State.WAITLISTED)
    assert (head.together, other.together, other.head_id) == (False, False, None)


@pytest.mark.parametrize("needs_approval", [True, False])
def test_somebody_new_who_is_here_gets_a_seat_before_the_line(needs_approval, letters):
    event = late_event(capacity=1, needs_approval=needs_approval)
    ben, ada = make_line(event)

    cyd = do(services.enter, event, NOW, by=OLE, is_here=True)

    assert cyd.state is State.CONFIRMED
    assert (ben.state, ada.state) == (State.WAITLISTED, State.WAITLISTED)
    assert letters() == [("confirmed", "cyd@example.org")]


def test_somebody_new_on_the_phone_still_waits_behind_the_line():
    event = late_event(capacity=1)
    make_line(event)

    assert do(services.enter, event, NOW, by=OLE).state is State.WAITLISTED


def test_where_no_seat_is_free_nobody_new_is_written_down():
    event = late_event(capacity=1)
    make_registration(event, State.CONFIRMED)

    with pytest.raises(DomainError):
        do(services.enter, event, NOW, by=OLE, is_here=True)

    assert queries.live_at_address("cyd@example.org") == []
