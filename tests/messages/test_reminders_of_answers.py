"""Who is reminded of open questions, once there is a seat; and that nobody is twice."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from eventreg import clock, outbox
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events import services as events
from eventreg.events.models import Event
from eventreg.events.questions.states import QuestionKind, Stage
from eventreg.events.states import EventState, Kind
from eventreg.messages import rules
from eventreg.messages.jobs import send_reminders
from eventreg.outbox.models import Letter
from eventreg.registrations import services as registrations
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.factories.questions import make_answer, make_question

pytestmark = pytest.mark.usefixtures("app")

#: Answers are taken until then; the event begins later.
LEFT = timedelta(days=13)


def make_trip(**columns):
    due = clock.to_local(clock.now() + LEFT, "Europe/Berlin")
    start = due + timedelta(days=10)
    return make_event(
        **{
            "kind": Kind.TRIP,
            "starts_local": start,
            "ends_local": start + timedelta(days=4),
            "change_until_local": due,
            **columns,
        }
    )


def asks(event, **columns):
    return make_question(
        event, **{"stage": Stage.AFTER_CONFIRMATION, "required": True, **columns}
    )


def of_answers(letters):
    return [to for letter, to in letters() if letter == "answers_due"]


def test_before_a_trip_who_owes_an_answer_is_reminded_once(letters, clock_at):
    event = make_trip()
    asks(event)
    make_registration(event, email="ada@example.org")

    moment = event.changes_end_at - timedelta(days=10)
    clock_at(moment - timedelta(seconds=1))
    send_reminders()
    early = of_answers(letters)
    for days in (0, 1, 2):
        clock_at(moment + timedelta(days=days))
        send_reminders()

    assert (early, of_answers(letters)) == ([], ["ada@example.org"])


def test_before_an_evening_it_is_three_days(letters, clock_at):
    event = make_trip(kind=Kind.EVENING)
    asks(event)
    make_registration(event)

    clock_at(LEFT - timedelta(days=4))
    send_reminders()
    early = len(of_answers(letters))
    clock_at(timedelta(days=1))
    send_reminders()

    assert (early, len(of_answers(letters))) == (0, 1)


def test_only_confirmed_people_are_reminded(letters, clock_at):
    event = make_trip()
    asks(event)
    for state in State:
        ends = event.starts_at if state is State.OFFERED else None
        email = f"{state}@example.org"
        make_registration(event, state, email=email, offer_expires_at=ends)
    clock_at(timedelta(days=4))

    send_reminders()

    assert of_answers(letters) == ["confirmed@example.org"]


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param({"required": False}, id="optional"),
        pytest.param({"own_tick": True}, id="behind an own tick"),
        pytest.param({"stage": Stage.APPLICATION}, id="asked before"),
        pytest.param({"retired_at": datetime(2026, 1, 1, tzinfo=UTC)}, id="retired"),
    ],
)
def test_what_nobody_owes_reminds_nobody(letters, clock_at, columns):
    event = make_trip()
    asks(event, **columns)
    make_registration(event)
    clock_at(timedelta(days=4))

    send_reminders()

    assert of_answers(letters) == []


def test_a_question_that_waits_for_another_answer_is_not_owed(letters, clock_at):
    event = make_trip()
    first = asks(event, kind=QuestionKind.YES_NO)
    asks(event, shown_if=(first, ["yes"]))
    for address, answer in (("yes@example.org", True), ("no@example.org", False)):
        make_answer(make_registration(event, email=address), first, answer)
    clock_at(timedelta(days=4))

    send_reminders()

    assert of_answers(letters) == ["yes@example.org"]


def test_what_is_asked_once_per_party_only_the_lead_owes(letters, clock_at):
    event = make_trip()
    asks(event, per_party=True)
    lead = make_registration(event, email="lead@example.org")
    make_registration(event, email="other@example.org", lead_id=lead.id)
    clock_at(timedelta(days=4))

    send_reminders()

    assert of_answers(letters) == ["lead@example.org"]


def test_who_has_answered_is_not_reminded_even_if_the_letter_waits(letters, clock_at):
    event = make_trip()
    question = asks(event)
    ada = make_registration(event)
    clock_at(timedelta(days=4))
    send_reminders()
    given = {question.key: "A window seat"}

    with write_tx():
        registrations.change_answers(
            ada, [question], given, by=Actor.person(ada), language="en"
        )
    send_reminders()

    rows = db.session.query(Letter).filter_by(letter="answers_due")
    assert [row.state for row in rows] == [outbox.LetterState.WITHDRAWN]


def test_who_has_just_been_confirmed_is_given_a_day(letters, clock_at):
    event = make_trip()
    asks(event)
    clock_at(timedelta(days=5))
    make_registration(event)

    clock_at(timedelta(hours=23))
    send_reminders()
    early = len(of_answers(letters))
    clock_at(timedelta(hours=2))
    send_reminders()

    assert (early, len(of_answers(letters))) == (0, 1)


def test_when_it_is_too_late_to_answer_nobody_is_reminded(letters, clock_at):
    event = make_trip()
    asks(event)
    make_registration(event)
    for late in (LEFT - timedelta(minutes=59), timedelta(hours=1), timedelta(days=12)):
        clock_at(late)
        send_reminders()

    assert of_answers(letters) == []


def test_a_reminder_that_hangs_in_the_outbox_goes_only_while_answers_are_taken(
    clock_at,
):
    event = make_trip()
    asks(event)
    make_registration(event)
    clock_at(timedelta(days=4))

    send_reminders()

    [letter] = db.session.query(Letter).filter_by(letter="answers_due")
    assert letter.not_after == event.changes_end_at


@pytest.mark.parametrize("state", [EventState.CANCELLED, EventState.DRAFT])
def test_an_event_that_does_not_run_reminds_nobody(letters, clock_at, state):
    event = make_trip(state=state)
    asks(event)
    make_registration(event)
    clock_at(timedelta(days=4))

    send_reminders()

    assert of_answers(letters) == []


def test_more_time_for_answers_reminds_anew(letters, clock_at):
    event = make_trip()
    asks(event)
    make_registration(event)
    clock_at(timedelta(days=8))
    send_reminders()

    later = {"change_until_local": event.change_until_local + timedelta(days=8)}
    with write_tx():
        events.edit(event, later, by=Actor.worker())
    send_reminders()
    at_once = len(of_answers(letters))
    clock_at(timedelta(days=4))
    send_reminders()

    assert (at_once, len(of_answers(letters))) == (1, 2)


def test_several_workers_at_once_remind_once(app, letters, clock_at):
    event = make_trip()
    asks(event)
    for _ in range(5):
        make_registration(event)
    clock_at(timedelta(days=4))

    def work():
        with app.app_context():
            send_reminders()
            db.session.remove()

    workers = [Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    db.session.rollback()  # what the others wrote is read anew

    assert len(of_answers(letters)) == 5


def test_the_moment_is_days_before_on_the_clock_of_the_place():
    # In the night to 29 March 2026 clocks in Istanbul stay, those in Berlin jump.
    due = datetime(2026, 3, 30, 18, 0)
    for zone, hour in (("Europe/Berlin", 17), ("Europe/Istanbul", 15)):
        event = Event(kind=Kind.EVENING, timezone=zone)
        event.change_until_at = clock.to_utc(due, zone)
        event.ends_at = event.change_until_at + timedelta(days=9)

        assert rules.answers_moment(event) == datetime(2026, 3, 27, hour, tzinfo=UTC)


def test_staff_read_when_open_questions_are_named_again(client, sign_in):
    sign_in("office")
    event, other = make_trip(), make_trip()
    asks(event)
    asks(other, required=False)

    said = [
        "still owes an answer is reminded once"
        in client.get(f"/manage/events/{each.slug}/messages").text
        for each in (event, other)
    ]

    assert said == [True, False]
