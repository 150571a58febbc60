"""What the room of events asks about answers."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.questions.models import Question
from eventreg.events.questions.rules import condition_keys
from eventreg.registrations.answers.logged import forget
from eventreg.registrations.answers.models import Answer
from eventreg.registrations.models import Claim


def counts(event: Event) -> Mapping[int, int]:
    """How many answers each question of ``event`` has, by its id; none: missing."""
    rows = db.session.execute(
        sa.select(Answer.question_id, sa.func.count().label("number"))
        .join(Question, Answer.question_id == Question.id)
        .where(Question.event_id == event.id)
        .group_by(Answer.question_id)
    )
    return {row.question_id: row.number for row in rows}


def unasked(question: Question) -> int:
    """How many answered ``question`` whom its own condition would not ask it now."""
    first = question.shown_if
    if first is None:
        return 0
    rows = db.session.execute(
        sa.select(Answer.registration_id, Answer.question_id, Answer.value).where(
            Answer.question_id.in_([first.id, question.id])
        )
    ).all()
    wanted = {*question.shown_if_answers}
    asked = {
        row.registration_id
        for row in rows
        if row.question_id == first.id and condition_keys(row.value) & wanted
    }
    return sum(
        row.question_id == question.id and row.registration_id not in asked
        for row in rows
    )


def give_up(event: Event, *, question: Question, **_more: Any) -> None:
    """A question goes: nobody needs a place at its choices, no log tells of it."""
    forget(event, question.key)
    pools = [choice.pool_id for choice in question.choices if choice.pool_id]
    db.session.execute(sa.delete(Claim).where(Claim.pool_id.in_(pools)))
