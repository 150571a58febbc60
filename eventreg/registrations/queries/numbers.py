"""How the pools of an event stand, in one query."""

import sqlalchemy as sa

from eventreg.database import db
from eventreg.events.lookups import PoolNumbers
from eventreg.events.models import Event, SeatPool
from eventreg.registrations.models import Claim, Registration
from eventreg.registrations.states import State

#: Whoever is confirmed is not counted row by row: they are the rest of ``taken``.
_COUNTED = {
    State.OFFERED: "offered",
    State.WAITLISTED: "waiting",
    State.PENDING: "pending",
}


def numbers(event: Event) -> list[PoolNumbers]:
    """Each pool with the people who want a seat in it, in id order."""
    rows = db.session.execute(
        sa.select(Claim.pool_id, Registration.state, sa.func.count())
        .join(Registration, Claim.registration_id == Registration.id)
        .where(
            Registration.event_id == event.id, Registration.state.in_(list(_COUNTED))
        )
        .group_by(Claim.pool_id, Registration.state)
    )
    found: dict[int, dict[str, int]] = {}
    for pool_id, state, count in rows:
        found.setdefault(pool_id, {})[_COUNTED[state]] = count
    return [PoolNumbers(pool, **found.get(pool.id, {})) for pool in event.pools]


def is_chosen(pool: SeatPool) -> bool:
    """Whether anybody has ever chosen ``pool``, however that ended."""
    return bool(
        db.session.scalar(sa.select(sa.exists().where(Claim.pool_id == pool.id)))
    )
