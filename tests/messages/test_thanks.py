"""Who is thanked the day after, and that nobody is twice."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.database import db, write_tx
from eventreg.events.states import EventState
from eventreg.messages import queries, services
from eventreg.messages.jobs import send_thanks
from eventreg.messages.models import ReminderChoice
from eventreg.messages.rules import Before, thanks_moment
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations.presence.models import Direction
from eventreg.registrations.states import State
from tests.factories import (
    make_check_in,
    make_event,
    make_party,
    make_registration,
)
from tests.house import text_of

pytestmark = pytest.mark.usefixtures("app")

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@pytest.fixture
def event(app):
    return make_event(starts_in=timedelta(days=2))


def came(event, **columns):
    registration = make_registration(event, **columns)
    make_check_in(registration, at=event.starts_at)
    return registration


def test_those_who_came_are_thanked_at_ten_the_day_after(event, letters, clock_at):
    came(event, email="ada@example.org")
    make_registration(event, email="ben@example.org")
    ten = thanks_moment(event)

    clock_at(ten - MINUTE)
    send_thanks()
    early = letters()
    clock_at(ten)
    send_thanks()

    local = clock.to_local(ten, event.timezone)
    assert (local.date() - event.ends_local.date(), local.hour) == (DAY, 10)
    assert (early, letters()) == ([], [("thanks", "ada@example.org")])


def test_nobody_is_thanked_twice(event, letters, clock_at):
    came(event, email="ada@example.org")

    for later in range(3):
        clock_at(thanks_moment(event) + later * DAY)
        send_thanks()

    assert letters() == [("thanks", "ada@example.org")]


def test_who_is_ticked_days_later_is_thanked_then_after_ten_minutes(
    event, letters, clock_at
):
    ada = make_registration(event, email="ada@example.org")
    now = clock_at(thanks_moment(event) + 3 * DAY)
    make_check_in(ada, at=now)

    clock_at(now + 9 * MINUTE)
    send_thanks()
    early = letters()
    clock_at(now + 10 * MINUTE)
    send_thanks()

    assert (early, letters()) == ([], [("thanks", "ada@example.org")])


def test_a_tick_that_was_taken_back_thanks_nobody(event, letters, clock_at):
    ada = came(event)
    make_check_in(ada, Direction.OUT, at=event.ends_at)

    clock_at(thanks_moment(event))
    send_thanks()

    assert letters() == []


def test_after_two_weeks_it_is_too_late(event, letters, clock_at):
    came(event)

    clock_at(thanks_moment(event) + timedelta(days=14))
    send_thanks()

    assert letters() == []


@pytest.mark.parametrize("state", [State.CANCELLED, State.DECLINED])
def test_who_has_no_seat_any_more_is_not_thanked(event, letters, clock_at, state):
    make_check_in(make_registration(event, state), at=event.starts_at)

    clock_at(thanks_moment(event))
    send_thanks()

    assert letters() == []


def test_a_cancelled_event_thanks_nobody(letters, clock_at):
    event = make_event(starts_in=2 * DAY, state=EventState.CANCELLED)
    came(event)

    clock_at(thanks_moment(event))
    send_thanks()

    assert letters() == []


def test_an_event_can_do_without(event, letters, clock_at, client, sign_in):
    came(event)
    sign_in("office")

    address = f"/manage/events/{event.slug}/messages/reminders"
    client.post(address, data={"day": "y"})
    clock_at(thanks_moment(event))
    send_thanks()

    assert (queries.sends_thanks(event), letters()) == (False, [])
    assert queries.chosen(event) == {Before.DAY}


def test_the_page_says_when_it_thanks(event, client, sign_in):
    sign_in("office")
    address = f"/manage/events/{event.slug}/messages"

    before = text_of(client.get(address).page.select_one("main"))
    client.post(f"{address}/reminders", data={"day": "y"})
    after = text_of(client.get(address).page.select_one("main"))

    assert "Who came is thanked, with the way to the certificate: " in before
    assert "Who came is thanked, with the way to the certificate: " not in after
    assert "Nobody is thanked for coming." in after


def test_a_copy_of_the_event_thanks_as_the_original_does(event):
    other = make_event()
    with write_tx() as session:
        session.add(
            ReminderChoice(
                event_id=event.id, week_before=True, day_before=True, thanks_after=False
            )
        )

    with write_tx():
        services.copy_reminders(event, other)

    assert queries.sends_thanks(other) is False


def test_a_companion_without_an_address_is_thanked_through_the_lead(
    event, letters, clock_at
):
    lead, other = make_party(event, email="lead@example.org")
    with write_tx():
        other.email = None
    make_check_in(other, at=event.starts_at)

    clock_at(thanks_moment(event))
    send_thanks()

    assert letters() == [("thanks", "lead@example.org")]
    text = render(db.session.query(Letter).one(), current_sender()).text
    assert f"{other.given_name} {other.family_name}" in text
    assert lead.reference not in text
