"""Who waits at several events at once, as pages of many events ask."""

from collections.abc import Iterable

import sqlalchemy as sa

from eventreg.asking import Question
from eventreg.events.models import SeatPool
from eventreg.registrations.models import Claim, Registration
from eventreg.registrations.states import State

_WAITS = (Registration.state == State.WAITLISTED, sa.not_(Registration.is_paused))


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
