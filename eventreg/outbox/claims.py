"""Letters on their way: taken with a lease, and what became of them noted."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from eventreg import clock
from eventreg.database import db, insert_ignore
from eventreg.jobs.models import Periodic
from eventreg.outbox.models import IS_NOT_AT_REST, Letter
from eventreg.outbox.overtaken import take_back_before_held
from eventreg.outbox.rendering import Rendered
from eventreg.outbox.results import pause_after
from eventreg.outbox.states import OPEN, TRIABLE, LetterState

#: So long a letter belongs to the worker that took it, should that one die.
LEASE = timedelta(seconds=120)

_MINUTE = timedelta(minutes=1)


def is_due(now: datetime) -> sa.ColumnElement[bool]:
    """Ready to go, or left behind by a worker that died."""
    return sa.or_(
        sa.and_(Letter.state.in_(OPEN), Letter.due_at <= now),
        sa.and_(Letter.state == LetterState.SENDING, Letter.lease_until <= now),
    )


def _is_at_hand(now: datetime) -> sa.ColumnElement[bool]:
    """No worker has it in hand."""
    is_left = sa.and_(Letter.state == LetterState.SENDING, Letter.lease_until <= now)
    return sa.or_(Letter.state.in_(OPEN), is_left)


def any_due() -> bool:
    """Whether there is anything to do; takes no lock."""
    found = db.session.scalar(
        sa.select(Letter.id).where(IS_NOT_AT_REST, is_due(clock.now())).limit(1)
    )
    return found is not None


def claim(count: int, *, domain: str, per_minute: int = 0) -> list[Letter]:
    """Up to ``count`` letters for this worker alone, longest due first.

    They come back apart from the session, as no transaction stays open.

    :param domain: goes into the Message-ID of letters that have none yet.
    :param per_minute: no more in any minute than this; 0: as many as there are.
    """
    now = clock.now()
    withdraw_too_late()
    take_back_before_held()
    if per_minute:
        count = min(count, _allowance(now, per_minute))
    return _taken(_lock_due(now, count), domain, now)


def claim_one(reference: str, *, domain: str, per_minute: int = 0) -> list[Letter]:
    """This one letter, due or not; none, if it must not go or somebody has it.

    The others are as in ``claim``.
    """
    now = clock.now()
    withdraw_too_late()
    take_back_before_held()
    if per_minute and _allowance(now, per_minute) < 1:
        return []
    wanted = sa.select(Letter).where(
        Letter.reference == reference, Letter.state.in_(TRIABLE)
    )
    found = db.session.scalars(wanted.with_for_update(skip_locked=True))
    return _taken(list(found), domain, now)


def _taken(letters: list[Letter], domain: str, now: datetime) -> list[Letter]:
    for letter in letters:
        letter.state, letter.lease_until = LetterState.SENDING, now + LEASE
        letter.attempts += 1
        letter.message_id = letter.message_id or f"<{letter.reference}@{domain}>"
    db.session.flush()
    db.session.expunge_all()
    return letters


def keep(count: int) -> int:
    """Put aside what a demo without mail server would have sent."""
    letters = _lock_due(clock.now(), count)
    for letter in letters:
        letter.state, letter.lease_until = LetterState.KEPT, None
    return len(letters)


def note_sent(letter: Letter, rendered: Rendered) -> None:
    """It is out: whoever holds it now, it must not go again."""
    db.session.execute(
        sa.update(Letter)
        .where(Letter.id == letter.id, Letter.sent_at.is_(None))
        .values(
            state=LetterState.SENT,
            sent_at=clock.now(),
            lease_until=None,
            last_error="",
            troubled_at=None,
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
        )
        .execution_options(synchronize_session=False)
    )


def note_failed(letter: Letter, why: str) -> None:
    """It will never go; a person must act."""
    _release(
        letter,
        state=LetterState.FAILED,
        last_error=why or "unknown",
        troubled_at=clock.now(),
    )


def note_later(letter: Letter, why: str) -> bool:
    """It goes again after a pause; False: that was the last attempt."""
    pause = pause_after(letter.attempts)
    if pause is None:
        note_failed(letter, f"given up after {letter.attempts} attempts: {why}")
        return False
    _release(
        letter,
        state=LetterState.RETRYING,
        last_error=why,
        due_at=clock.now() + pause,
        troubled_at=sa.func.coalesce(Letter.troubled_at, clock.now()),
    )
    return True


def give_back(letter: Letter, why: str = "") -> None:
    """It was not tried, or it was not its fault; it keeps its place."""
    tried = letter.attempts - 1
    values: dict[str, Any] = {"last_error": why} if why else {}
    state = LetterState.RETRYING if why or tried else LetterState.WAITING
    _release(letter, state=state, attempts=tried, **values)


def _release(letter: Letter, **values: Any) -> None:
    """End our lease, unless another worker has taken the letter meanwhile."""
    if "last_error" in values:
        values["last_error"] = values["last_error"][:500]
    db.session.execute(
        sa.update(Letter)
        .where(
            Letter.id == letter.id,
            Letter.state == LetterState.SENDING,
            Letter.lease_until == letter.lease_until,
        )
        .values(lease_until=None, **values)
        .execution_options(synchronize_session=False)
    )


def _lock_due(now: datetime, count: int) -> list[Letter]:
    return list(
        db.session.scalars(
            sa.select(Letter)
            .where(IS_NOT_AT_REST, is_due(now))
            .order_by(Letter.due_at, Letter.id)
            .limit(count)
            # Two workers take different letters; SQLite has one writer anyway.
            .with_for_update(skip_locked=True)
        )
    )


def withdraw_too_late() -> None:
    """Take back what would be wrong by now; in a demo too, whatever kept it.

    Also what a worker had in hand that died.
    """
    now = clock.now()
    db.session.execute(
        sa.update(Letter)
        .where(IS_NOT_AT_REST, _is_at_hand(now), Letter.not_after < now)
        .values(
            state=LetterState.WITHDRAWN,
            lease_until=None,
            last_error="too late to be sent",
        )
        .execution_options(synchronize_session=False)
    )


def _allowance(now: datetime, per_minute: int) -> int:
    """How many more may leave in this minute, counted by one worker at a time."""
    turn = "letters_per_minute"
    db.session.execute(insert_ignore(Periodic).values(name=turn, next_at=now))
    db.session.execute(sa.select(Periodic).filter_by(name=turn).with_for_update())
    leaving = db.session.scalars(
        sa.select(sa.func.count()).where(
            sa.or_(
                Letter.sent_at > now - _MINUTE,
                sa.and_(Letter.state == LetterState.SENDING, Letter.lease_until > now),
            )
        )
    ).one()
    return max(0, per_minute - leaving)
