"""Reading letters: lists for staff, and what is wrong."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from eventreg import clock
from eventreg.database import db
from eventreg.outbox.models import IS_NOT_AT_REST, Letter
from eventreg.outbox.states import OPEN, LetterState

#: A letter that is due for longer than this is a case for a person.
OVERDUE_AFTER = timedelta(minutes=5)


@dataclass(frozen=True)
class Troubles:
    """What a person should look at. Nothing: all numbers are 0."""

    #: Letters that will never go unless somebody acts.
    failed_count: int
    #: Letters that should have gone minutes ago.
    overdue_count: int
    #: Letters that some mail server did not take yet.
    retrying_count: int
    #: Since when the oldest overdue letter is due.
    overdue_since: datetime | None
    #: What was said to the last one that failed; if none has, to an overdue one.
    last_error: str

    def __bool__(self) -> bool:
        return bool(self.failed_count or self.overdue_count)


def troubles() -> Troubles:
    """What is wrong with the mail, for the start page and for alarms."""
    overdue = _is_overdue()
    row = db.session.execute(
        sa.select(
            sa.func.count().filter(Letter.state == LetterState.FAILED),
            sa.func.count().filter(overdue),
            sa.func.count().filter(Letter.state == LetterState.RETRYING),
            sa.func.min(Letter.due_at).filter(overdue),
        ).where(IS_NOT_AT_REST)
    ).one()
    is_said = row[0] or row[1]
    return Troubles(*row, last_error=_last_error() if is_said else "")


def _is_overdue() -> sa.ColumnElement[bool]:
    return sa.and_(
        sa.or_(Letter.state.in_(OPEN), Letter.state == LetterState.SENDING),
        Letter.due_at < clock.now() - OVERDUE_AFTER,
    )


def by_reference(reference: str) -> Letter | None:
    """One letter, by the name that stands in its address."""
    return db.session.scalar(sa.select(Letter).filter_by(reference=reference))


def letters(
    *,
    search: str = "",
    state: LetterState | None = None,
    letter: str = "",
    event: str = "",
) -> sa.Select[Letter]:
    """Letters, newest first; page it.

    :param search: part of an address, or a whole registration's reference.
    """
    found = sa.select(Letter).order_by(Letter.id.desc())
    if search:
        pattern = "%" + _escaped(search.strip().lower()) + "%"
        found = found.where(
            sa.or_(
                sa.func.lower(Letter.to).like(pattern, escape="\\"),
                Letter.registration == search.strip().upper(),
            )
        )
    wanted = {"state": state, "letter": letter, "event": event}
    return found.filter_by(**{name: value for name, value in wanted.items() if value})


def events() -> list[str]:
    """Slugs of all events that letters were written about."""
    return list(
        db.session.scalars(
            sa.select(Letter.event)
            .where(Letter.event.is_not(None))
            .distinct()
            .order_by(Letter.event)
        )
    )


def _last_error() -> str:
    """Of the troubles that are counted, the gravest first; of no other letter."""
    has_failed = Letter.state == LetterState.FAILED
    said = db.session.scalar(
        sa.select(Letter.last_error)
        .where(IS_NOT_AT_REST, Letter.last_error != "")
        .where(sa.or_(has_failed, _is_overdue()))
        .order_by(sa.case((has_failed, 0), else_=1), Letter.id.desc())
        .limit(1)
    )
    return said or ""


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
