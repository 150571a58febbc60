"""Answers whose time has come, as their questions say; runs in ``write_tx``."""

from collections.abc import Collection
from datetime import timedelta

import sqlalchemy as sa

from eventreg import clock
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.questions.models import Question
from eventreg.events.questions.states import DeleteAfter
from eventreg.events.seats import row_count
from eventreg.registrations.answers.logged import is_logged_answer, key_of, logged_in
from eventreg.registrations.answers.models import Answer
from eventreg.registrations.models import Registration, RegistrationChange
from eventreg.registrations.states import LIVE
from eventreg.uploads import Upload
from eventreg.uploads.services import release

#: After the event or return, by what the question says.
PERIODS = {
    DeleteAfter.WEEK: timedelta(days=7),
    DeleteAfter.QUARTER: timedelta(days=90),
}
#: So many at a time; the rest comes the next day.
AT_ONCE = 5000


def delete_due() -> int:
    """Answers that are due, and what the log says of them.

    What is kept for a week only goes with the next run once the person is out.
    """
    due = db.session.execute(
        sa.select(Answer.registration_id, Answer.question_id)
        .join(Answer.question)
        .join(Answer.registration)
        .join(Registration.event)
        .where(_is_due())
        .limit(AT_ONCE)
    ).all()
    for registration_id, question_id in due:
        _delete(
            Answer.registration_id == registration_id,
            Answer.question_id == question_id,
        )
    _forget_logged()
    return len(due)


def delete_all(registration_ids: Collection[int]) -> int:
    """All answers of people whose identity is forgotten, and all the log tells."""
    db.session.execute(
        sa.update(RegistrationChange)
        .where(RegistrationChange.registration_id.in_(registration_ids))
        .values(changes={})
    )
    return _delete(Answer.registration_id.in_(registration_ids))


def _delete(*conditions: sa.ColumnElement[bool]) -> int:
    """Answers with their files."""
    held = db.session.scalars(
        sa.select(Upload).join(Answer, Answer.upload_id == Upload.id).where(*conditions)
    ).all()
    result = db.session.execute(sa.delete(Answer).where(*conditions))
    for upload in held:
        release(upload)
    return row_count(result)


def _is_due() -> sa.ColumnElement[bool]:
    """Of question, registration and event in one row."""
    now = clock.now()
    over = [
        sa.and_(Question.delete_after == after, Event.ends_at < now - period)
        for after, period in PERIODS.items()
    ]
    hidden = Registration.decision_shown_at
    is_out = sa.and_(
        Registration.state.not_in(LIVE), sa.or_(hidden.is_(None), hidden <= now)
    )
    return sa.or_(*over, sa.and_(Question.delete_after == DeleteAfter.WEEK, is_out))


def _forget_logged() -> None:
    """Old answers in the log go when answers to their question do."""
    rows = db.session.execute(
        sa.select(RegistrationChange, Question.key)
        .join(RegistrationChange.registration)
        .join(Registration.event)
        .join(Question, Question.event_id == Event.id)
        .where(logged_in(RegistrationChange.changes), _is_due())
        .limit(AT_ONCE)
    ).all()
    for change, key in rows:
        change.changes = {
            field: pair
            for field, pair in change.changes.items()
            if not (is_logged_answer(field) and key_of(field) == key)
        }
