"""Who waits at several events at once, as pages of many events ask."""

from collections.abc import Iterable

import sqlalchemy as sa

from eventreg.asking import Question
from eventreg.database import db
from eventreg.events.models import Event, SeatPool
from eventreg.registrations.models import Claim, Registration
from eventreg.registrations.states import State

_WAITS = (Registration.state == State.WAITLISTED, sa.not_(Registration.is_paused))


def with_a_line(events: Iterable[Event]) -> set[int]:
    """The ids of the events at which somebody waits who is not paused."""
    waits = sa.exists().where(Registration.event_id == Event.id, *_WAITS)
    ids = [event.id for event in events]
    if not ids:
        return set()
    return set(db.session.scalars(sa.select(Event.id).where(Event.id.in_(ids), waits)))


def largest_parties(events: Iterable[Event]) -> dict[int, int]:
    """How many people the largest party in line has that comes only together, by
    the event's id; events without one do not appear."""
    ids = [event.id for event in events]
    if not ids:
        return {}
    head = sa.func.coalesce(Registration.head_id, Registration.id)
    rows = db.session.execute(
        sa.select(Registration.event_id, sa.func.count())
        .where(Registration.event_id.in_(ids), Registration.together, *_WAITS)
        .group_by(Registration.event_id, head)
    )
    found: dict[int, int] = {}
    for event_id, size in rows:
        found[event_id] = max(size, found.get(event_id, 0))
    return found


def could_be_seated(event_ids: Iterable[int]) -> Question[dict[int, int]]:
    """How many people wait who are not paused and need no pool that is full, by the
    event's id; events without any do not appear."""
    ids = list(event_ids)
    needs_a_full_one = sa.exists().where(
        Claim.registration_id == Registration.id,
        Claim.pool_id == SeatPool.id,
        SeatPool.taken >= SeatPool.capacity,
    )
    query = (
        sa.select(Registration.event_id, sa.func.count())
        .where(Registration.event_id.in_(ids), *_WAITS, sa.not_(needs_a_full_one))
        .group_by(Registration.event_id)
    )
    return Question(query if ids else None, lambda rows: {r[0]: r[1] for r in rows})
