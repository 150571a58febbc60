"""Recounting seats: what the pools say against what registrations hold."""

from dataclasses import dataclass

import sqlalchemy as sa

from eventreg.database import db
from eventreg.events.models import Event, SeatPool
from eventreg.registrations.models import Claim, Registration
from eventreg.registrations.states import SEATED


@dataclass(frozen=True)
class Difference:
    """A pool whose ``taken`` is not the number of seats that are ``held``."""

    event: str
    pool: str
    taken: int
    held: int


def differences() -> list[Difference]:
    """All pools that are wrong; empty when the books are right."""
    held = (
        sa.select(sa.func.count())
        .select_from(Claim)
        .join(Registration, Registration.id == Claim.registration_id)
        .where(Claim.pool_id == SeatPool.id, Registration.state.in_(SEATED))
        .scalar_subquery()
    )
    rows = db.session.execute(
        sa.select(Event.slug, SeatPool.kind, SeatPool.id, SeatPool.taken, held)
        .join(SeatPool.event)
        .where(SeatPool.taken != held)
        .order_by(Event.slug, SeatPool.id)
    )
    return [
        Difference(slug, f"{kind} {id_}", taken, count)
        for slug, kind, id_, taken, count in rows
    ]
