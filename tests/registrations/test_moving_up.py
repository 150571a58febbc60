"""Whoever gets a seat from the line reads how it came, and only what they were told."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.events import services as events
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import services
from eventreg.registrations.states import State, Why
from tests.factories import make_event, make_party, make_registration
from tests.house import text_of

OLE = Actor(ActorKind.STAFF, "ole")


def do(service, *args, **options):
    with write_tx():
        return service(*args, **options)


def own_steps(client, registration):
    rows = client.get(f"/my/{registration.token}").page.select(".history tbody tr")
    return [text_of(row.select("td")[1]) for row in rows]


def staff_steps(client, registration):
    page = client.get(f"/manage/registrations/{registration.reference}").page
    return [text_of(row.select_one("th")) for row in page.select("tbody tr")]


def last_letter(registration):
    rows = db.session.query(Letter).filter_by(registration=registration.reference)
    return render(rows.order_by(Letter.id.desc()).first(), current_sender()).text


def cancel(_event, ada, _ben):
    do(services.cancel, ada, by=Actor.person(ada))


def raise_capacity(event, _ada, _ben):
    do(events.set_capacity, event, event.pools[0], 2, by=OLE)


def lift_the_pause(event, _ada, _ben):
    do(events.set_capacity, event, event.pools[0], 2, by=OLE)
    do(events.edit, event, {"line_paused": False}, by=OLE)


def resume(event, _ada, ben):
    do(events.set_capacity, event, event.pools[0], 2, by=OLE)
    do(services.resume, ben, by=OLE)


def promote(event, _ada, ben):
    do(services.promote, ben, by=OLE, note="Speaker")


CAME_FREE, MOVED_UP = "A seat came free", "Moved up from the waitlist"
BY_HAND = "Given a seat by the organiser"


@pytest.mark.parametrize(
    ("columns", "act", "why"),
    [
        ({}, cancel, CAME_FREE),
        ({}, raise_capacity, MOVED_UP),
        ({"line_paused": True}, lift_the_pause, MOVED_UP),
        ({"is_paused": True}, resume, MOVED_UP),
        ({"capacity": 2, "line_paused": True}, promote, BY_HAND),
    ],
    ids=["cancelled", "more seats", "line moves again", "resumed", "by hand"],
)
@pytest.mark.parametrize("hours", [0, 48], ids=["at once", "offered"])
def test_letter_and_history_say_how_the_seat_came(client, columns, act, why, hours):
    columns = {"capacity": 1} | columns
    paused = columns.pop("is_paused", False)
    event = make_event(offer_hours=hours, **columns)
    ada = make_registration(event)
    ben = make_registration(event, State.WAITLISTED, is_paused=paused)

    act(event, ada, ben)

    state = "Seat offered" if hours else "Confirmed"
    steps = own_steps(client, ben)
    assert [step for step in steps if step.startswith(state)] == [f"{state}: {why}"]
    text = last_letter(ben)
    assert ("a seat has come free" in text) is (why == CAME_FREE)
    turn = "it is your turn on the waitlist" if hours else "you have moved up from"
    assert (turn in text) is (why == MOVED_UP)
    assert ("the organiser has given you a seat" in text) is (why == BY_HAND)


@pytest.mark.parametrize("hours", [0, 48], ids=["at once", "offered"])
def test_the_lead_reads_that_a_companion_got_a_seat_by_hand(app, hours):
    event = make_event(capacity=1, line_paused=True, offer_hours=hours)
    lead = make_registration(event, State.CANCELLED)
    ben = make_registration(event, State.WAITLISTED, lead_id=lead.id, email=None)

    do(services.promote, ben, by=OLE, note="Speaker")

    name = f"{ben.given_name} {ben.family_name}"
    said = f"the organiser has given {name} a seat"
    assert said in last_letter(ben).replace("*", "")


@pytest.mark.parametrize(("capacity", "said"), [(1, "a seat has come free"), (2, "")])
def test_the_lead_reads_how_a_companion_got_a_seat(app, capacity, said):
    event = make_event(capacity=1)
    ada = make_registration(event)
    lead = make_registration(event, State.CANCELLED)
    ben = make_registration(event, State.WAITLISTED, lead_id=lead.id, email=None)

    if said:
        do(services.cancel, ada, by=Actor.person(ada))
    else:
        do(events.set_capacity, event, event.pools[0], capacity, by=OLE)

    expected = said or f"{ben.given_name} {ben.family_name} has moved up"
    assert expected in last_letter(ben).replace("*", "")


@pytest.fixture
def unseen(app):
    """Two approvals: one gets the seat, and the other waits; neither knows."""
    event = make_event(capacity=1, needs_approval=True)
    ada, ben = (make_registration(event, State.PENDING) for _ in range(2))
    do(services.approve, ada, by=OLE)
    do(services.approve, ben, by=OLE)
    assert (ada.state, ben.state) == (State.CONFIRMED, State.WAITLISTED)
    return ada, ben


@pytest.mark.parametrize("how", ["undo", "promote"])
def test_who_moves_up_from_an_unseen_place_reads_of_an_approval(client, unseen, how):
    ada, ben = unseen

    with clock.at(clock.now() + timedelta(minutes=2)):
        if how == "undo":
            do(services.undo, ada, by=OLE)
        else:
            event = ben.event
            do(events.edit, event, {"line_paused": True}, by=OLE)
            do(events.set_capacity, event, event.pools[0], 2, by=OLE)
            do(services.promote, ben, by=OLE, note="Speaker")

    assert ben.state is State.CONFIRMED
    assert own_steps(client, ben) == [
        "Confirmed: Approved",
        "Being considered: Address confirmed",
        "Signed up",
    ]


def test_staff_read_which_step_the_person_was_never_told(client, sign_in, unseen):
    ada, ben = unseen
    do(services.undo, ada, by=OLE)
    sign_in("director")

    assert staff_steps(client, ben)[:2] == [
        "Confirmed: A seat came free",
        "On the waitlist: Approved The person was not told: this changed before the "
        "e-mail was due.",
    ]


def test_who_was_told_of_waiting_reads_of_it_for_ever(client, unseen):
    ada, ben = unseen
    do(services.send_now, ben, by=OLE)

    with clock.at(clock.now() + timedelta(minutes=2)):
        do(services.undo, ada, by=OLE)

    assert own_steps(client, ben)[:2] == [
        "Confirmed: A seat came free",
        "On the waitlist: Approved",
    ]


def test_behind_a_party_that_leaves_no_seat_came_free(client):
    event = make_event(capacity=1, only_together=True)
    ada, ben = make_party(event, State.WAITLISTED, 2, together=True)
    cyd = make_registration(event, State.WAITLISTED)
    do(services.decline, ada, by=OLE)

    assert (ben.state, cyd.moves[-1].why) == (State.DECLINED, Why.MOVED_UP)


def test_an_unseen_seat_that_is_given_up_comes_free(unseen):
    ada, ben = unseen
    do(services.send_now, ben, by=OLE)

    do(services.cancel, ada, by=Actor.person(ada))

    assert ben.moves[-1].why is Why.SEAT_CAME_FREE
