"""Reading what an event asks, always in the order of the form."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from eventreg.database import db
from eventreg.events.models import Event, SeatPool
from eventreg.events.questions.models import (
    Question,
    QuestionChoice,
    QuestionSection,
    QuestionVersion,
)
from eventreg.events.questions.states import Stage

_WHOLE: tuple[ORMOption, ...] = (
    contains_eager(Question.section),
    selectinload(Question.choices).selectinload(QuestionChoice.pool),
)


def questions(event: Event, *, retired: bool = False) -> Sequence[Question]:
    """What ``event`` asks now, with sections, choices and pools; three statements.

    :param retired: also what was taken off the form; wanted to read answers.
    """
    statement = _in_order(event).options(*_WHOLE)
    if not retired:
        statement = statement.where(Question.retired_at.is_(None))
    return db.session.scalars(statement).all()


def ever_asked(event: Event) -> Sequence[Question]:
    """All questions that may have answers, with sections and choices; one statement."""
    statement = _in_order(event).options(
        contains_eager(Question.section), joinedload(Question.choices)
    )
    return db.session.scalars(statement).unique().all()


def asked_at(event: Event, stage: Stage) -> list[Question]:
    """What ``event`` asks at ``stage``."""
    return [question for question in questions(event) if question.stage is stage]


def _in_order(event: Event) -> sa.Select[Question]:
    return _ordered().where(Question.event_id == event.id)


def _ordered() -> sa.Select[Question]:
    return (
        sa.select(Question)
        .outerjoin(Question.section)
        .order_by(
            # A section's position is never negative.
            sa.func.coalesce(QuestionSection.position, -1),
            sa.func.coalesce(QuestionSection.id, 0),
            Question.position,
            Question.id,
        )
    )


def count(event: Event) -> int:
    """How many questions are on the form."""
    return (
        db.session.scalar(
            sa.select(sa.func.count(Question.id)).where(
                Question.event_id == event.id, Question.retired_at.is_(None)
            )
        )
        or 0
    )


def asked_first(event_ids: Collection[int]) -> set[int]:
    """Which of these events ask something when people sign up."""
    found = sa.select(Question.event_id).where(
        Question.event_id.in_(event_ids),
        Question.stage == Stage.APPLICATION,
        Question.retired_at.is_(None),
    )
    return set(db.session.scalars(found.distinct()))


def asked_later(event_ids: Collection[int]) -> dict[int, list[Question]]:
    """What each of these events asks whoever has a seat; two statements."""
    found: dict[int, list[Question]] = {each: [] for each in event_ids}
    statement = (
        _ordered()
        .where(
            Question.event_id.in_(found),
            Question.stage == Stage.AFTER_CONFIRMATION,
            Question.retired_at.is_(None),
        )
        .options(*_WHOLE)
    )
    for question in db.session.scalars(statement):
        found[question.event_id].append(question)
    return found


def asking(*, besides: Event) -> Sequence[tuple[Event, int]]:
    """Other events that ask something, and how much; those that start last first."""
    number = sa.func.count(Question.id).label("number")
    rows = db.session.execute(
        sa.select(Question.event_id, number)
        .where(Question.retired_at.is_(None), Question.event_id != besides.id)
        .group_by(Question.event_id)
    )
    counts = {row.event_id: row.number for row in rows}
    found = db.session.scalars(
        sa.select(Event)
        .where(Event.id.in_(counts))
        .options(selectinload(Event.texts))
        .order_by(Event.starts_at.desc(), Event.id.desc())
    )
    return [(event, counts[event.id]) for event in found]


def sections(event: Event) -> Sequence[QuestionSection]:
    """The headings of ``event``, those without questions too."""
    return db.session.scalars(
        sa.select(QuestionSection)
        .where(QuestionSection.event_id == event.id)
        .order_by(QuestionSection.position, QuestionSection.id)
    ).all()


def wordings(
    question_ids: Collection[int],
) -> dict[tuple[int, int], QuestionVersion]:
    """All wordings of the questions, by id and version."""
    found = db.session.scalars(
        sa.select(QuestionVersion).where(QuestionVersion.question_id.in_(question_ids))
    )
    return {(row.question_id, row.version): row for row in found}


def question_with(pool: SeatPool) -> Question:
    """The question one of whose choices has ``pool`` as its places."""
    return db.session.scalars(
        sa.select(Question).join(Question.choices).where(QuestionChoice.pool == pool)
    ).one()
