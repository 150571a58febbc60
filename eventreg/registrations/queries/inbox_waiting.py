"""Who waits for a decision, how many, and whose decision can still be undone."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from eventreg import clock
from eventreg.asking import Question
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.registrations.models import Registration, RegistrationMove
from eventreg.registrations.queries.inbox_rows import units
from eventreg.registrations.states import State

#: So many rows are on one page, which may weigh 100 kB (budget row *staff*).
INBOX_SIZE = 25
#: So many decisions that can be undone are shown.
MOST_UNDOABLE = 200


def waiting_named(references: Collection[str]) -> Sequence[Registration]:
    """Who of these waits for a decision, with all who are decided on together."""
    named = sa.select(Registration.id).where(Registration.reference.in_(references))
    with_them = sa.and_(Registration.together, Registration.head_id.in_(named))
    return db.session.scalars(
        sa.select(Registration)
        .join(Registration.event)
        .where(
            *in_inbox(with_later=True),
            sa.or_(Registration.reference.in_(references), with_them),
        )
        .order_by(Event.starts_at, Event.id, Registration.verified_at, Registration.id)
        .options(joinedload(Registration.lead))
    ).all()


def decided_last(references: Collection[str]) -> Sequence[RegistrationMove]:
    """The last step of each of these who does not wait for a decision any more."""
    latest = (
        sa.select(sa.func.max(RegistrationMove.id))
        .join(RegistrationMove.registration)
        .where(
            Registration.reference.in_(references),
            Registration.state != State.PENDING,
        )
        .group_by(RegistrationMove.registration_id)
    )
    return db.session.scalars(
        sa.select(RegistrationMove)
        .where(RegistrationMove.id.in_(latest))
        .order_by(RegistrationMove.id)
        .options(joinedload(RegistrationMove.registration))
    ).all()


def inbox_count() -> int:
    """How many people wait for a decision now."""
    return counts_asked().answer()[0]


def counts_asked() -> Question[tuple[int, int]]:
    """How many people wait for a decision now, and how many are put off until later."""
    hidden = Registration.later_until
    is_later = sa.and_(hidden.is_not(None), hidden > clock.now())
    query = (
        sa.select(sa.func.count(), sa.func.count().filter(is_later))
        .select_from(Registration)
        .join(Registration.event)
        .where(*in_inbox(with_later=True))
    )
    return Question(query, lambda rows: (rows[0][0] - rows[0][1], rows[0][1]))


def inbox_events(*, with_later: bool = False) -> list[tuple[Event, int]]:
    """The events for which people wait, the next one first, each with how many."""
    counted = (
        sa.select(Registration.event_id, sa.func.count().label("people"))
        .join(Registration.event)
        .where(*in_inbox(with_later=with_later))
        .group_by(Registration.event_id)
        .subquery()
    )
    rows = db.session.execute(
        sa.select(Event, counted.c.people)
        .join(counted, counted.c.event_id == Event.id)
        .order_by(Event.starts_at, Event.id)
        .options(joinedload(Event.texts), selectinload(Event.pools))
    ).unique()
    return [(row[0], row[1]) for row in rows]


def undoable() -> list[list[Registration]]:
    """Decisions that can still be taken back, the newest first.

    Each with all whom it was about; see ``units``.
    """
    return units(
        db.session.scalars(
            sa.select(Registration)
            .where(Registration.decision_shown_at > clock.now())
            .order_by(Registration.decision_shown_at.desc(), Registration.id)
            .limit(MOST_UNDOABLE)
        )
    )


def put_off() -> list[list[Registration]]:
    """Those who wait and were put off, the latest first; see ``units``."""
    return units(
        db.session.scalars(
            sa.select(Registration)
            .join(Registration.event)
            .where(*in_inbox(with_later=True), Registration.later_until > clock.now())
            .order_by(Registration.later_until.desc(), Registration.id)
            .options(joinedload(Registration.event).selectinload(Event.texts))
            .limit(INBOX_SIZE)
        )
    )


def in_inbox(*, with_later: bool) -> list[sa.ColumnElement[bool]]:
    """What holds for whoever waits for a decision; ``with_later``: put off or not."""
    conditions = [Registration.state == State.PENDING, Event.ends_at > clock.now()]
    if not with_later:
        hidden = Registration.later_until
        conditions.append(sa.or_(hidden.is_(None), hidden <= clock.now()))
    return conditions
