"""Who has yet to answer what an event asks those who have a seat."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.questions.models import Question
from eventreg.events.questions.queries import asked_at
from eventreg.events.questions.rules import asked
from eventreg.events.questions.states import Stage
from eventreg.events.states import RUNNING
from eventreg.messages.queries.reminders import confirmed_before
from eventreg.registrations.answers.models import Answer
from eventreg.registrations.models import Registration

#: Answers by key of the question.
Given = Mapping[str, Any]


def with_open_answers(now: datetime) -> Sequence[Event]:
    """Running events that ask something which must be answered once there is a seat."""
    must = sa.exists().where(Question.event_id == Event.id, *_must_be_answered())
    return db.session.scalars(
        sa.select(Event)
        .where(
            Event.state.in_(RUNNING),
            Event.ends_at > now,
            sa.func.coalesce(Event.change_until_at, Event.starts_at) > now,
            must,
        )
        .order_by(Event.id)
    ).all()


def must_be_answered(event: Event) -> bool:
    """Whether whoever has a seat at ``event`` owes it an answer."""
    must = sa.exists().where(Question.event_id == event.id, *_must_be_answered())
    return bool(db.session.scalar(sa.select(must)))


def _must_be_answered() -> list[sa.ColumnElement[bool]]:
    return [
        Question.stage == Stage.AFTER_CONFIRMATION,
        Question.required.is_(True),
        Question.own_tick.is_(False),
        Question.retired_at.is_(None),
    ]


def owing_answers(event: Event, instant: datetime) -> list[Registration]:
    """Confirmed people, who knew it before ``instant``, that owe an answer."""
    people = confirmed_before(event, instant)
    found = open_answers(event, people)
    return [each for each in people if any(map(_is_owed, found[each]))]


def _is_owed(question: Question) -> bool:
    """Not what opens only after a tick that nobody has to set."""
    return question.required and not question.own_tick


def open_answers(
    event: Event, people: Iterable[Registration]
) -> dict[Registration, list[Question]]:
    """What each of ``people`` is asked once there is a seat, and has not answered."""
    later = asked_at(event, Stage.AFTER_CONFIRMATION)
    given = _answers(event)
    return {each: list(_open(each, later, given[each.id])) for each in people}


def _open(
    registration: Registration, later: Sequence[Question], given: Given
) -> Iterable[Question]:
    own = [each for each in later if registration.lead_id is None or not each.per_party]
    return (each for each in asked(own, given) if each.key not in given)


def _answers(event: Event) -> defaultdict[int, dict[str, Any]]:
    """All answers at ``event``, by registration and key."""
    given: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    for number, key, value in db.session.execute(
        sa.select(Answer.registration_id, Question.key, Answer.value)
        .join(Question, Question.id == Answer.question_id)
        .where(Question.event_id == event.id)
    ):
        given[number][key] = value
    return given
