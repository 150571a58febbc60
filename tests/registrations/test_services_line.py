"""Seats pass down the line in the transaction that freed them."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.errors import MoveNotAllowed
from eventreg.events.services import edit
from eventreg.events.states import EventState, PoolKind
from eventreg.registrations import queries, services
from eventreg.registrations.seats_audit import differences
from eventreg.registrations.states import State, Why
from tests.factories import make_event, make_registration

pytestmark = pytest.mark.usefixtures("app")


def states(*registrations):
    return [registration.state for registration in registrations]


def test_cancelling_gives_the_seat_to_the_first_in_line(letters):
    event = make_event(capacity=1, offer_hours=0)
    ada = make_registration(event, State.CONFIRMED, email="ada@example.org")
    ben = make_registration(event, State.WAITLISTED, email="ben@example.org")
    cyd = make_registration(event, State.WAITLISTED, email="cyd@example.org")

    with write_tx():
        moved_up = services.cancel(ada, by=Actor.person(ada))

    assert moved_up == [ben]
    assert states(ada, ben, cyd) == [State.CANCELLED, State.CONFIRMED, State.WAITLISTED]
    assert letters() == [
        ("cancelled", "ada@example.org"),
        ("confirmed", "ben@example.org"),
    ]
    assert differences() == []


def test_where_offers_are_made_the_first_in_line_is_offered_the_seat(letters):
    event = make_event(capacity=1, offer_hours=48)
    ada = make_registration(event, State.CONFIRMED)
    ben = make_registration(event, State.WAITLISTED, email="ben@example.org")

    with write_tx():
        services.cancel(ada, by=Actor.person(ada))

    assert ben.state == State.OFFERED
    left = ben.offer_expires_at - clock.now()
    assert timedelta(hours=47, minutes=59) < left <= timedelta(hours=48)
    assert letters()[-1] == ("offer", "ben@example.org")


def test_cancelling_twice_gives_back_one_seat():
    event = make_event(capacity=2)
    ada = make_registration(event, State.CONFIRMED)
    make_registration(event, State.CONFIRMED)

    with write_tx():
        services.cancel(ada, by=Actor.person(ada))
    with pytest.raises(MoveNotAllowed), write_tx():
        services.cancel(ada, by=Actor.person(ada))

    assert event.pool(PoolKind.EVENT).taken == 1


def test_a_paused_person_is_skipped_and_keeps_the_place():
    event = make_event(capacity=1)
    ada = make_registration(event, State.CONFIRMED)
    ben = make_registration(event, State.WAITLISTED, is_paused=True)
    cyd = make_registration(event, State.WAITLISTED)

    with write_tx():
        moved_up = services.cancel(ada, by=Actor.person(ada))

    assert moved_up == [cyd]
    assert queries.place_in_line(ben) == 1


def test_members_move_first_where_the_event_says_so():
    event = make_event(capacity=1, members_first=True)
    ada = make_registration(event, State.CONFIRMED)
    ben = make_registration(event, State.WAITLISTED)
    cyd = make_registration(event, State.WAITLISTED, is_member=True)

    assert [queries.place_in_line(r) for r in (ben, cyd)] == [2, 1]
    with write_tx():
        moved_up = services.cancel(ada, by=Actor.person(ada))

    assert moved_up == [cyd]


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param({"line_paused": True}, id="paused line"),
        pytest.param({"starts_in": timedelta(hours=2)}, id="after the cut-off"),
        pytest.param({"state": EventState.CANCELLED}, id="cancelled event"),
    ],
)
def test_nobody_moves_while_the_line_stands_still(columns):
    event = make_event(capacity=1, **columns)
    ada = make_registration(event, State.CONFIRMED)
    ben = make_registration(event, State.WAITLISTED)

    with write_tx():
        moved_up = services.cancel(ada, by=Actor.person(ada))

    assert (moved_up, ben.state) == ([], State.WAITLISTED)


def test_an_accepted_offer_is_a_seat(letters):
    event = make_event(capacity=1, offer_hours=48)
    ada = make_registration(event, State.OFFERED, email="ada@example.org")

    with write_tx():
        services.accept(ada)
    with write_tx():
        services.accept(ada)  # the second click is a friendly one

    assert ada.state == State.CONFIRMED
    assert letters() == [("confirmed", "ada@example.org")]
    assert differences() == []


def test_a_refused_offer_goes_to_the_next():
    event = make_event(capacity=1, offer_hours=48)
    ada = make_registration(event, State.OFFERED)
    ben = make_registration(event, State.WAITLISTED)

    with write_tx():
        moved_up = services.refuse(ada)

    assert moved_up == [ben]
    assert states(ada, ben) == [State.CANCELLED, State.OFFERED]


def test_an_offer_that_ran_out_cannot_be_accepted_and_goes_on(letters):
    event = make_event(capacity=1, offer_hours=48)
    ada = make_registration(
        event, State.OFFERED, offer_expires_at=clock.now() - timedelta(seconds=1)
    )
    ben = make_registration(event, State.WAITLISTED)

    with pytest.raises(services.OfferHasEnded), write_tx():
        services.accept(ada)
    with write_tx():
        moved_up = services.expire(ada, by=Actor.worker())

    assert moved_up == [ben]
    assert states(ada, ben) == [State.EXPIRED, State.OFFERED]
    assert [letter for letter, _to in letters()] == ["offer_expired", "offer"]


def test_an_offer_that_still_runs_does_not_expire():
    event = make_event(capacity=1, offer_hours=48)
    ada = make_registration(event, State.OFFERED)

    with write_tx():
        services.expire(ada, by=Actor.worker())

    assert ada.state == State.OFFERED


def test_whoever_let_an_offer_run_out_rejoins_at_the_end():
    event = make_event(capacity=1)
    make_registration(event, State.CONFIRMED)
    ben = make_registration(event, State.WAITLISTED)
    ada = make_registration(event, State.EXPIRED)

    with write_tx():
        services.rejoin(ada)

    assert [queries.place_in_line(r) for r in (ben, ada)] == [1, 2]


def test_staff_can_give_somebody_a_seat_before_their_turn():
    event = make_event(capacity=2, line_paused=True)
    make_registration(event, State.CONFIRMED)
    make_registration(event, State.WAITLISTED)
    cyd = make_registration(event, State.WAITLISTED)

    with write_tx():
        services.promote(cyd, by=Actor.worker(), note="speaks Georgian")

    assert cyd.state == State.CONFIRMED
    assert (cyd.moves[-1].why, cyd.moves[-1].note) == (Why.PROMOTED, "speaks Georgian")


def test_nobody_is_given_a_seat_that_is_not_there():
    event = make_event(capacity=1)
    make_registration(event, State.CONFIRMED)
    ben = make_registration(event, State.WAITLISTED)

    with pytest.raises(services.NoSeatFree), write_tx():
        services.promote(ben, by=Actor.worker())

    assert ben.state == State.WAITLISTED


def test_a_cancelled_event_ends_all_and_promotes_nobody(letters):
    event = make_event(capacity=1)
    ada = make_registration(event, State.CONFIRMED, email="ada@example.org")
    ben = make_registration(event, State.WAITLISTED, email="ben@example.org")
    cyd = make_registration(event, State.UNVERIFIED, email="cyd@example.org")

    with write_tx():
        services.end_all(event, by=Actor.worker(), reason={"en": "Storm"})

    assert states(ada, ben, cyd) == [State.CANCELLED] * 3
    assert letters() == [
        ("event_cancelled", "ada@example.org"),
        ("event_cancelled", "ben@example.org"),
    ]
    assert differences() == []


def test_unconfirmed_forms_are_forgotten_after_seven_days():
    event = make_event()
    old = clock.now() - timedelta(days=7, minutes=1)
    ada_id = make_registration(event, State.UNVERIFIED, submitted_at=old).id
    ben = make_registration(event, State.UNVERIFIED)

    with write_tx():
        forgotten = services.forget_unverified()

    db.session.expire_all()
    assert forgotten == 1
    assert queries.by_reference(ben.reference) is ben
    assert db.session.get(type(ben), ada_id) is None


def test_a_later_cut_off_lets_the_line_move():
    event = make_event(capacity=1, starts_in=timedelta(hours=2))
    ben = make_registration(event, State.WAITLISTED)

    with write_tx():
        edit(event, {"cut_off_hours": 0}, by=Actor.worker())

    assert ben.state == State.CONFIRMED
