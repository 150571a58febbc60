"""What the privacy notice promises happens by itself."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock, outbox
from eventreg.audit import services as audit
from eventreg.audit.actors import Actor, ActorKind
from eventreg.audit.models import AuditEntry
from eventreg.database import db, write_tx
from eventreg.events.questions.states import DeleteAfter
from eventreg.outbox.models import Letter
from eventreg.privacy.jobs import delete_what_is_due
from eventreg.registrations import services
from eventreg.registrations.answers.models import Answer
from eventreg.registrations.inquiries.models import Inquiry
from eventreg.registrations.models import (
    Registration,
    RegistrationChange,
    RegistrationMove,
    What,
)
from eventreg.registrations.notes.models import Note
from eventreg.registrations.seats_audit import differences
from eventreg.registrations.states import SEATED, State, Why
from tests.factories import (
    make_answer,
    make_event,
    make_inquiry,
    make_question,
    make_registration,
)

pytestmark = pytest.mark.usefixtures("app")


def an_event_that_was(days_ago):
    return make_event(starts_in=timedelta(days=-days_ago))


def write_to(registration):
    with write_tx():
        letter = outbox.queue(
            letter="test",
            to=registration.email,
            language="en",
            links={"home": ("events.index", {})},
            registration=registration.reference,
        )
        letter.text = "Dear Ada"
        letter.source = "Subject\n\nDear Ada"
        letter.attachment = {"token": "x", "name": "ada.pdf", "media_type": "text/x"}


def states():
    db.session.expire_all()
    return sorted(r.state for r in db.session.scalars(sa.select(Registration)))


@pytest.mark.parametrize("state", sorted(set(State) - SEATED))
def test_who_did_not_take_part_is_deleted_after_ninety_days(state):
    ada = make_registration(an_event_that_was(91), state)
    ben = make_registration(an_event_that_was(89), state)
    write_to(ada)

    delete_what_is_due()

    assert states() == [ben.state]
    assert db.session.scalars(sa.select(Letter)).all() == []


def test_who_took_part_keeps_counting_without_a_name():
    make_registration(
        an_event_that_was(731), email="ada@example.org", family_name="Berg"
    )
    make_registration(an_event_that_was(729), email="ben@example.org")

    delete_what_is_due()

    db.session.expire_all()
    rows = db.session.scalars(sa.select(Registration).order_by(Registration.id)).all()
    assert [(r.state, r.email) for r in rows] == [
        (State.CONFIRMED, None),
        (State.CONFIRMED, "ben@example.org"),
    ]
    assert (rows[0].given_name, rows[0].family_name) == ("", "–")
    assert differences() == []


def test_letters_are_emptied_after_ninety_days(clock_at):
    write_to(make_registration(make_event(starts_in=timedelta(days=300))))
    clock_at(timedelta(days=91))

    delete_what_is_due()

    db.session.expire_all()
    (letter,) = db.session.scalars(sa.select(Letter))
    assert (letter.text, letter.links) == (None, {})
    assert (letter.source, letter.attachment) == (None, None)


def test_the_log_is_kept_for_a_year(clock_at):
    with write_tx():
        audit.record("event.published", "old", by=Actor.worker())
    clock_at(timedelta(days=366))
    with write_tx():
        audit.record("event.published", "new", by=Actor.worker())

    delete_what_is_due()

    rows = db.session.scalars(sa.select(AuditEntry)).all()
    assert [row.target for row in rows] == ["new"]
    assert rows[0].at == clock.now()


def answered(event, state, after, **columns):
    """Somebody who answered a question, changed the answer, and the state then."""
    ask = make_question(event, delete_after=after)
    ada = make_registration(event, State.PENDING, **columns)
    make_answer(ada, ask, "before")
    with write_tx():
        services.change_answers(
            ada, [ask], {ask.key: "after"}, by=Actor.worker(), language="en"
        )
    with write_tx() as session:
        session.execute(sa.update(Registration).values(state=state))
    return ada


def what_is_left():
    """Answers, and lines of the log that tell of some."""
    db.session.expire_all()
    logged = db.session.scalars(sa.select(RegistrationChange.changes)).all()
    return len(db.session.scalars(sa.select(Answer)).all()), len(
        [*filter(None, logged)]
    )


@pytest.mark.parametrize(
    ("after", "days", "left"),
    [
        (DeleteAfter.WEEK, 6, (1, 1)),
        (DeleteAfter.WEEK, 8, (0, 0)),
        (DeleteAfter.QUARTER, 89, (1, 1)),
        (DeleteAfter.QUARTER, 91, (0, 0)),
        (DeleteAfter.REGISTRATION, 91, (1, 1)),
        (DeleteAfter.REGISTRATION, 731, (0, 0)),
    ],
)
def test_answers_go_when_their_question_says_and_leave_no_trace(after, days, left):
    answered(an_event_that_was(days), State.CONFIRMED, after)

    delete_what_is_due()

    assert what_is_left() == left


@pytest.mark.parametrize(
    ("state", "after", "left"),
    [
        (State.CANCELLED, DeleteAfter.WEEK, (0, 0)),
        (State.EXPIRED, DeleteAfter.WEEK, (0, 0)),
        (State.CANCELLED, DeleteAfter.QUARTER, (1, 1)),
        (State.WAITLISTED, DeleteAfter.WEEK, (1, 1)),
    ],
)
def test_what_is_kept_a_week_goes_the_day_somebody_is_out(state, after, left):
    answered(make_event(), state, after)

    delete_what_is_due()

    assert what_is_left() == left


def test_a_decision_that_can_be_undone_costs_no_answers():
    hidden = {"decision_shown_at": clock.now() + timedelta(minutes=5)}
    answered(make_event(), State.DECLINED, DeleteAfter.WEEK, **hidden)

    delete_what_is_due()

    assert what_is_left() == (1, 1)


@pytest.mark.parametrize(("state", "days"), [("declined", 91), ("confirmed", 731)])
def test_what_was_asked_and_replied_goes_with_the_person(state, days):
    ada = make_registration(an_event_that_was(days), State(state))
    make_inquiry(ada, "Why?", "Because my brother comes.")
    with write_tx():
        services.note(ada, by=Actor.worker(), words="Her brother comes.")

    delete_what_is_due()

    assert db.session.scalars(sa.select(Inquiry)).all() == []
    assert db.session.scalars(sa.select(Note)).all() == []


def test_from_where_staff_decided_is_forgotten_with_the_log():
    event = make_event(starts_in=timedelta(days=500))
    old = make_registration(event, State.CONFIRMED)
    with write_tx() as session:
        for each in (RegistrationMove, RegistrationChange):
            session.execute(sa.delete(each))
        session.add(a_move(old, days_ago=366))
        session.add(a_move(old, days_ago=364))
        session.add(a_change(old, days_ago=366))
        session.add(a_change(old, days_ago=364))

    delete_what_is_due()

    for model in (RegistrationMove, RegistrationChange):
        networks = db.session.scalars(sa.select(model.network).order_by(model.at))
        assert networks.all() == [None, "192.0.2.0"]


def a_move(registration, days_ago):
    return RegistrationMove(
        registration_id=registration.id,
        new=State.CONFIRMED,
        actor_kind=ActorKind.STAFF,
        old=State.OFFERED,
        why=Why.ACCEPTED,
        at=clock.now() - timedelta(days=days_ago),
        network="192.0.2.0",
    )


def a_change(registration, days_ago):
    return RegistrationChange(
        registration_id=registration.id,
        actor_kind=ActorKind.STAFF,
        what=What.DETAILS,
        at=clock.now() - timedelta(days=days_ago),
        network="192.0.2.0",
    )
