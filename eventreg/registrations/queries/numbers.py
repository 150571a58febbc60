"""How the pools and the open offers of an event stand, each in one query."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from eventreg import clock
from eventreg.database import db
from eventreg.events.lookups import CutOffers, PoolNumbers
from eventreg.events.models import Event, SeatPool
from eventreg.registrations.models import Claim, Registration
from eventreg.registrations.queries.lists import by_state, counted
from eventreg.registrations.states import State

#: Whoever is confirmed is not counted row by row: they are the rest of ``taken``.
_COUNTED = {
    State.OFFERED: "offered",
    State.WAITLISTED: "waiting",
    State.PENDING: "pending",
}


def numbers(event: Event) -> list[PoolNumbers]:
    """Each pool with the people who want a seat in it, in id order."""
    return _numbers(event, db.session.execute(_by_pool(event)))


def counts_and_numbers(event: Event) -> tuple[dict[State, int], list[PoolNumbers]]:
    """How many are in each state, and how each pool stands; one statement."""
    of_all = by_state(event).add_columns(sa.null())
    rows = db.session.execute(sa.union_all(of_all, _by_pool(event))).all()
    counts = counted((row[0], row[1]) for row in rows if row[2] is None)
    return counts, _numbers(event, (row for row in rows if row[2] is not None))


def _by_pool(event: Event) -> sa.Select[State, int, int]:
    return (
        sa.select(Registration.state, sa.func.count(), Claim.pool_id)
        .join(Registration, Claim.registration_id == Registration.id)
        .where(
            Registration.event_id == event.id, Registration.state.in_(list(_COUNTED))
        )
        .group_by(Claim.pool_id, Registration.state)
    )


def _numbers(event: Event, rows: Iterable[Any]) -> list[PoolNumbers]:
    found: dict[int, dict[str, int]] = {}
    for state, count, pool_id in rows:
        found.setdefault(pool_id, {})[_COUNTED[state]] = count
    return [PoolNumbers(pool, **found.get(pool.id, {})) for pool in event.pools]


def is_chosen(pool: SeatPool) -> bool:
    """Whether anybody has ever chosen ``pool``, however that ended."""
    return bool(
        db.session.scalar(sa.select(sa.exists().where(Claim.pool_id == pool.id)))
    )


def cut_offers(event: Event) -> CutOffers:
    """How many open offers outlast the cut-off, and how many of them end at once."""
    now = clock.now()
    outlast = (
        db.session.scalar(
            sa.select(sa.func.count()).where(
                Registration.event_id == event.id,
                Registration.state == State.OFFERED,
                Registration.offer_expires_at > max(now, event.cut_off_at),
            )
        )
        or 0
    )
    is_past = event.cut_off_at <= now
    return CutOffers(outlast, 0) if is_past else CutOffers(0, outlast)
