"""Who is reminded, of what and when; and that nobody is twice."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from eventreg import clock, outbox
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events import services as events
from eventreg.events.models import Event
from eventreg.events.states import EventState, Kind
from eventreg.messages import queries, rules, services
from eventreg.messages.jobs import send_reminders
from eventreg.messages.rules import Before
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import services as registrations
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from tests.factories import make_event, make_party, make_registration
from tests.factories.programme import make_entry

pytestmark = pytest.mark.usefixtures("app")

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def before_start(event, **span):
    return event.starts_at - timedelta(**span)


def test_at_an_evening_confirmed_people_are_reminded_a_day_before(letters, clock_at):
    event = make_event()
    make_registration(event, email="ada@example.org")

    clock_at(before_start(event, days=7))
    send_reminders()
    clock_at(before_start(event, days=1, seconds=1))
    send_reminders()
    early = letters()
    clock_at(before_start(event, days=1))
    send_reminders()

    assert (early, letters()) == ([], [("reminder", "ada@example.org")])


def test_before_a_trip_they_are_reminded_a_week_and_a_day_before(letters, clock_at):
    event = make_event(kind=Kind.TRIP)
    make_registration(event, email="ada@example.org")

    for days in (7, 5, 1):
        clock_at(before_start(event, days=days))
        send_reminders()

    assert letters() == [("reminder", "ada@example.org")] * 2


def test_only_who_is_confirmed_is_reminded_of_the_date(letters, clock_at):
    event = make_event(kind=Kind.TRIP)
    for state in State:
        ends = event.starts_at if state is State.OFFERED else None
        email = f"{state}@example.org"
        make_registration(event, state, email=email, offer_expires_at=ends)

    clock_at(before_start(event, days=7))
    send_reminders()
    clock_at(before_start(event, days=1))
    send_reminders()

    reminded = {to for letter, to in letters() if letter == "reminder"}
    assert reminded == {"confirmed@example.org"}


def test_nobody_is_reminded_twice(letters, clock_at):
    event = make_event()
    make_registration(event)
    clock_at(before_start(event, hours=20))

    for _round in range(3):
        send_reminders()

    assert len(letters()) == 1


def test_several_workers_at_once_remind_once(app, letters, clock_at):
    event = make_event()
    for _ in range(5):
        make_registration(event)
    clock_at(before_start(event, hours=20))

    def work():
        with app.app_context():
            send_reminders()
            db.session.remove()

    workers = [Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    db.session.rollback()  # what the others wrote is read anew

    assert len(letters()) == 5


def test_more_people_than_one_transaction_takes_are_all_reminded(
    letters, clock_at, monkeypatch
):
    monkeypatch.setattr(services.reminding, "AT_ONCE", 2)
    event = make_event()
    for _ in range(5):
        make_registration(event)
    clock_at(before_start(event, hours=20))

    assert (send_reminders(), len(letters())) == (5, 5)


@pytest.mark.parametrize(
    ("kind", "late"),
    [
        pytest.param(Kind.EVENING, {"hours": 5}, id="day"),
        pytest.param(Kind.TRIP, {"days": 3, "hours": 20}, id="week"),
    ],
)
def test_after_a_long_downtime_what_is_past_is_let_go(letters, clock_at, kind, late):
    event = make_event(kind=kind)
    make_registration(event)
    clock_at(before_start(event, **late))

    send_reminders()

    assert letters() == []


def test_a_reminder_that_hangs_in_the_outbox_is_not_sent_late(clock_at):
    event = make_event()
    make_registration(event)
    clock_at(before_start(event, hours=20))
    send_reminders()

    [letter] = db.session.query(Letter)

    assert letter.not_after == rules.too_late(event, Before.DAY)


def test_who_has_just_read_everything_is_not_reminded(letters, clock_at):
    event = make_event()
    clock_at(before_start(event, hours=25))
    make_registration(event)
    clock_at(before_start(event, hours=23))

    send_reminders()

    assert letters() == []


def test_a_decision_that_still_waits_is_not_told_by_a_reminder(letters, clock_at):
    event = make_event()
    shown_at = before_start(event, hours=23)
    make_registration(event, decision_shown_at=shown_at)
    clock_at(before_start(event, hours=24))

    send_reminders()

    assert letters() == []


def test_the_moment_is_a_day_on_the_clock_of_the_place():
    # In the night to 29 March 2026 clocks in Istanbul stay, those in Berlin jump.
    start = datetime(2026, 3, 29, 19, 0)
    berlin = Event(starts_local=start, timezone="Europe/Berlin")
    istanbul = Event(starts_local=start, timezone="Europe/Istanbul")

    assert rules.moment(berlin, Before.DAY) == datetime(2026, 3, 28, 18, tzinfo=UTC)
    assert rules.moment(istanbul, Before.DAY) == datetime(2026, 3, 28, 16, tzinfo=UTC)


@pytest.mark.parametrize("state", [EventState.CANCELLED, EventState.DRAFT])
def test_an_event_that_does_not_run_reminds_nobody(letters, clock_at, state):
    event = make_event(state=state)
    make_registration(event)
    clock_at(before_start(event, hours=20))

    send_reminders()

    assert letters() == []


def test_a_postponed_event_reminds_of_its_new_date(letters, clock_at):
    event = make_event()
    make_registration(event, email="ada@example.org")
    clock_at(before_start(event, hours=23))
    send_reminders()

    with write_tx():
        moved = {
            "starts_local": event.starts_local + timedelta(days=10),
            "ends_local": event.ends_local + timedelta(days=10),
        }
        events.postpone(event, moved, by=Actor.worker())
    first = db.session.query(Letter).filter_by(letter="reminder").one().state
    clock_at(before_start(event, hours=23))
    send_reminders()

    assert first == outbox.LetterState.WITHDRAWN
    assert [letter for letter, _to in letters()] == [
        "reminder",
        "event_moved",
        "reminder",
    ]


def test_who_cancels_is_not_reminded_even_if_the_letter_waits(clock_at):
    event = make_event()
    ada = make_registration(event)
    clock_at(before_start(event, hours=23))
    send_reminders()

    with write_tx():
        registrations.cancel(ada, by=Actor.person(ada))

    [reminder] = db.session.query(Letter).filter_by(letter="reminder")
    assert reminder.state == outbox.LetterState.WITHDRAWN


def test_about_a_companion_without_address_the_lead_is_reminded(letters, clock_at):
    event = make_event()
    lead = make_registration(event, email="lead@example.org")
    make_registration(event, lead_id=lead.id, email=None)
    clock_at(before_start(event, hours=23))

    send_reminders()

    assert letters() == [("reminder", "lead@example.org")] * 2


def test_staff_switch_reminders_on_and_off(letters, clock_at):
    event = make_event(kind=Kind.TRIP)
    make_registration(event)
    with write_tx():
        services.choose_reminders(event, {Before.WEEK}, thanks=True, by=Actor.worker())

    clock_at(before_start(event, days=7))
    send_reminders()
    clock_at(before_start(event, days=1))
    send_reminders()

    assert len(letters()) == 1


def test_a_copied_event_reminds_like_the_original(client, sign_in):
    event = make_event()
    with write_tx():
        services.choose_reminders(event, {Before.WEEK}, thanks=True, by=Actor.worker())
    copy = make_event()
    with write_tx():
        services.copy_reminders(event, copy)

    assert queries.chosen(copy) == {Before.WEEK}


def offered(event, **columns):
    with_end = {"offer_expires_at": clock.now() + 2 * DAY} | columns
    return make_registration(event, State.OFFERED, **with_end)


def test_before_an_offer_ends_the_person_is_told_once(letters, clock_at):
    event = make_event(offer_hours=48)
    offered(event, email="ada@example.org")

    clock_at(23 * HOUR)
    send_reminders()
    early = letters()
    clock_at(2 * HOUR)
    send_reminders()
    send_reminders()

    assert (early, letters()) == ([], [("offer_ending", "ada@example.org")])


def test_a_short_offer_is_not_named_again(letters, clock_at):
    offered(make_event(offer_hours=5), offer_expires_at=clock.now() + 5 * HOUR)
    clock_at(4 * HOUR)

    send_reminders()

    assert letters() == []


def test_shortly_before_its_end_nobody_is_told_any_more(letters, clock_at):
    offered(make_event())
    clock_at(47.5 * HOUR)

    send_reminders()

    assert letters() == []


def test_in_a_party_who_answers_is_told(letters, clock_at):
    event = make_event()
    ends = clock.now() + 2 * DAY
    lead, _other = make_party(
        event, State.OFFERED, together=True, offer_expires_at=ends
    )
    clock_at(30 * HOUR)

    send_reminders()

    assert letters() == [("offer_ending", lead.email)]


def test_an_unconfirmed_address_is_asked_once_more_after_two_days(letters, clock_at):
    make_registration(make_event(), State.UNVERIFIED, email="ada@example.org")

    for hours in (47, 2, 24, 24):
        clock_at(hours * HOUR)
        send_reminders()

    assert letters() == [("confirm_reminder", "ada@example.org")]


def test_after_a_long_downtime_nobody_is_asked_to_confirm(letters, clock_at):
    make_registration(make_event(), State.UNVERIFIED)
    clock_at(5 * DAY)

    send_reminders()

    assert letters() == []


def test_who_cannot_confirm_any_more_is_not_asked_to(letters, clock_at):
    deadline = clock.now() + HOUR
    local = clock.to_local(deadline, "Europe/Berlin")
    make_registration(make_event(deadline_local=local), State.UNVERIFIED)
    clock_at(49 * HOUR)

    send_reminders()

    assert letters() == []


def test_of_a_sign_up_before_the_doors_opened_time_runs_from_then(letters, clock_at):
    opens = clock.to_local(clock.now() + 2 * DAY, "Europe/Berlin")
    event = make_event(opens_local=opens)
    make_registration(event, State.UNVERIFIED)

    clock_at(50 * HOUR)
    send_reminders()
    early = letters()
    clock_at(2 * DAY)
    send_reminders()

    assert (early, len(letters())) == ([], 1)


def test_who_confirms_is_not_asked_to_by_a_letter_that_waits(clock_at):
    ada = make_registration(make_event(), State.UNVERIFIED)
    clock_at(49 * HOUR)
    send_reminders()

    with write_tx():
        registrations.verify(db.session.get(Registration, ada.id))

    [asked] = db.session.query(Letter).filter_by(letter="confirm_reminder")
    assert asked.state == outbox.LetterState.WITHDRAWN


@pytest.mark.parametrize(
    ("has_agenda", "address", "said"),
    [
        (True, "Markt 1", "Programme and directions are on the"),
        (True, "", "The programme is on the"),
        (False, "Markt 1", "How to get there is on the"),
        (False, "", ""),
    ],
)
def test_a_reminder_promises_only_what_the_event_page_has(
    clock_at, has_agenda, address, said
):
    event = make_event(place_address=address)
    if has_agenda:
        make_entry(event, "Welcome")
    make_registration(event)
    clock_at(before_start(event, hours=20))
    send_reminders()

    [letter] = db.session.query(Letter).filter_by(letter="reminder")
    text = render(letter, current_sender()).text

    lines = [line for line in text.splitlines() if f"/events/{event.slug}" in line]
    assert [line.startswith(said) for line in lines] == ([True] if said else [])
