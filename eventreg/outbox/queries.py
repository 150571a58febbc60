"""Reading letters: lists for staff, and what is wrong."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from eventreg import clock
from eventreg.asking import Question
from eventreg.audit.models import AuditEntry
from eventreg.database import db
from eventreg.outbox.models import IS_NOT_AT_REST, Letter
from eventreg.outbox.results import is_of_settings
from eventreg.outbox.states import OPEN, TRIABLE, LetterState
from eventreg.web.fields import mail_spellings

#: A letter that is due for longer than this is a case for a person.
OVERDUE_AFTER = timedelta(minutes=5)
#: A server that wants to be called again usually takes the letter by then.
DEFERRED_AFTER = timedelta(hours=1)


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
    #: Letters that go on being refused for now.
    deferred_count: int
    #: Since when the first of them is.
    deferred_since: datetime | None
    #: What was said to the last one of each.
    failed_error: str = ""
    overdue_error: str = ""
    deferred_error: str = ""
    #: Letters that go by themselves, as soon as it is their turn; no trouble yet.
    leaving_count: int = 0
    #: Letters that wait on purpose, as long as their decision can be undone.
    held_count: int = 0
    #: Letters refused for now, not yet for long; each is tried again by itself.
    put_off_count: int = 0
    #: When the first of them is.
    put_off_until: datetime | None = None

    @property
    def is_of_settings(self) -> bool:
        """Whether e-mails wait until somebody puts the settings right."""
        return is_of_settings(self.overdue_error)

    def __bool__(self) -> bool:
        return bool(self.failed_count or self.overdue_count or self.deferred_count)


def troubles() -> Troubles:
    """What is wrong with the mail, for the start page and for alarms."""
    return troubles_asked().answer()


def troubles_asked() -> Question[Troubles]:
    """The question of ``troubles``."""
    failed, overdue = Letter.state == LetterState.FAILED, _is_overdue()
    deferred, put_off = _is_deferred(), _is_put_off()
    query = sa.select(
        sa.func.count().filter(failed),
        sa.func.count().filter(overdue),
        sa.func.count().filter(Letter.state == LetterState.RETRYING),
        _first(Letter.due_at, overdue),
        sa.func.count().filter(deferred),
        _first(Letter.troubled_at, deferred),
        *(_last_error(which) for which in (failed, overdue, deferred)),
        sa.func.count().filter(sa.not_(failed), sa.not_(_is_held())),
        sa.func.count().filter(_is_held()),
        sa.func.count().filter(put_off),
        _first(Letter.due_at, put_off),
    ).where(IS_NOT_AT_REST)
    return Question(query, lambda rows: Troubles(*rows[0]))


def _first(
    instant: InstrumentedAttribute[Any], which: sa.ColumnElement[bool]
) -> sa.ColumnElement[Any]:
    return sa.type_coerce(sa.func.min(instant).filter(which), instant.type)


def last_failed(limit: int) -> list[Letter]:
    """What failed for good and nobody has acted on yet, the latest first."""
    return list(
        db.session.scalars(
            sa.select(Letter)
            .where(IS_NOT_AT_REST, Letter.state == LetterState.FAILED)
            .order_by(Letter.troubled_at.desc(), Letter.id.desc())
            .limit(limit)
        )
    )


def failed_since(instant: datetime) -> bool:
    """Whether a letter has failed for good since then, and nobody has acted yet."""
    has_failed = sa.and_(
        Letter.state == LetterState.FAILED, Letter.troubled_at >= instant
    )
    found = sa.select(Letter.id).where(IS_NOT_AT_REST, has_failed).limit(1)
    return db.session.scalar(found) is not None


def _is_overdue() -> sa.ColumnElement[bool]:
    return sa.and_(
        sa.or_(Letter.state.in_(OPEN), Letter.state == LetterState.SENDING),
        Letter.due_at < clock.now() - OVERDUE_AFTER,
    )


def _is_held() -> sa.ColumnElement[bool]:
    return sa.and_(Letter.state == LetterState.HELD, Letter.due_at > clock.now())


def _is_deferred() -> sa.ColumnElement[bool]:
    """Refused for now, again and again; its next try is yet to come."""
    return sa.and_(
        Letter.state == LetterState.RETRYING,
        Letter.troubled_at < clock.now() - DEFERRED_AFTER,
        Letter.due_at >= clock.now() - OVERDUE_AFTER,
    )


def _is_put_off() -> sa.ColumnElement[bool]:
    """Refused for now and late by minutes; most servers take it within the hour."""
    now = clock.now()
    return sa.and_(
        Letter.state == LetterState.RETRYING,
        Letter.troubled_at < now - OVERDUE_AFTER,
        Letter.troubled_at >= now - DEFERRED_AFTER,
        Letter.due_at >= now - OVERDUE_AFTER,
    )


def why_it_rests(letter: Letter) -> str | None:
    """What was said when the server could not be used, of one whose turn it would be.

    All e-mails rest until it can; ``None``: this one does not.
    """
    if letter.state not in TRIABLE:
        return None
    now = clock.now()
    # One that was given back untried tells of the server, not of itself.
    is_untried = sa.and_(Letter.attempts == 0, Letter.due_at <= now)
    is_late = Letter.due_at < now - timedelta(minutes=1)
    found = (
        sa.select(Letter.last_error)
        .where(IS_NOT_AT_REST, Letter.state == LetterState.RETRYING)
        .where(sa.or_(is_untried, is_late))
        .order_by(Letter.due_at.desc(), Letter.id.desc())
        .limit(1)
    )
    if letter.state == LetterState.RETRYING:
        found = found.where(Letter.id == letter.id)
    return db.session.scalar(found)


def written(
    *, registration: str, letters: Collection[str], since: datetime
) -> list[Letter]:
    """Which of ``letters`` were written about somebody since then, in order."""
    return list(
        db.session.scalars(
            sa.select(Letter)
            .where(
                Letter.registration == registration,
                Letter.letter.in_(letters),
                Letter.created_at >= since,
            )
            .order_by(Letter.id)
            .execution_options(populate_existing=True)
        )
    )


def written_about(
    registrations: Collection[str], *, letter: str
) -> dict[str, list[Letter]]:
    """All of one kind about each of these people, in order, by their references."""
    found: dict[str, list[Letter]] = {reference: [] for reference in registrations}
    rows = db.session.scalars(
        sa.select(Letter)
        .where(Letter.registration.in_(found), Letter.letter == letter)
        .order_by(Letter.id)
        .execution_options(populate_existing=True)
    )
    for row in rows:
        found[str(row.registration)].append(row)
    return found


def waiting_for(address: str, letters: Collection[str]) -> list[Letter]:
    """Which of ``letters`` to this address are to leave, or could not."""
    return list(
        db.session.scalars(
            sa.select(Letter)
            .where(
                IS_NOT_AT_REST,
                Letter.to == address,
                Letter.letter.in_(letters),
            )
            .order_by(Letter.id)
        )
    )


def with_keys(keys: Collection[str]) -> dict[str, Letter]:
    """Which letters were written under ``keys``, by key; none for one that is gone."""
    found = db.session.scalars(sa.select(Letter).where(Letter.key.in_(keys)))
    return {letter.key: letter for letter in found if letter.key}


def by_reference(reference: str) -> Letter | None:
    """One letter, by the name that stands in its address."""
    return db.session.scalar(sa.select(Letter).filter_by(reference=reference))


def standing(letter: Letter) -> str:
    """A print of where it stands: another one as soon as anything happens to it.

    What staff did is counted too, as a copy of a sent letter leaves that as it was.
    """
    acts = db.session.scalar(
        sa.select(sa.func.count()).where(AuditEntry.target == letter.reference)
    )
    parts = (letter.state, letter.attempts, letter.to, letter.due_at.isoformat(), acts)
    return sha256(":".join(map(str, parts)).encode()).hexdigest()[:16]


def gone_again_at(letter: Letter) -> datetime | None:
    """When staff last sent a copy of it; ``None``: not since it went out."""
    if letter.sent_at is None:
        return None
    return db.session.scalar(
        sa.select(sa.func.max(AuditEntry.at)).where(
            AuditEntry.target == letter.reference, AuditEntry.at >= letter.sent_at
        )
    )


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
        parts = mail_spellings(search.strip().lower())
        found = found.where(
            sa.or_(
                *(
                    sa.func.lower(Letter.to).like(f"%{_escaped(part)}%", escape="\\")
                    for part in parts
                ),
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


def _last_error(which: sa.ColumnElement[bool]) -> sa.ColumnElement[str]:
    """Of these letters and no others; empty: nothing was said."""
    letter = sa.select(Letter.last_error).correlate(None)
    said = (
        letter.where(IS_NOT_AT_REST, Letter.last_error != "", which)
        .order_by(Letter.id.desc())
        .limit(1)
    )
    return sa.func.coalesce(said.scalar_subquery(), "")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
