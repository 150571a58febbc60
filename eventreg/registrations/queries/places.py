"""The places of a line, whole and in order, with why nobody moves from them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.registrations.models import Claim, Registration
from eventreg.registrations.queries.line import in_line, line_order


@dataclass(frozen=True)
class Place:
    """One place in line: one person, or a party that comes only together.

    ``needs`` says how many seats in which pool, by its id; ``number`` is 1 for
    the first.
    """

    number: int
    registration_ids: tuple[int, ...]
    needs: Counter[int]
    is_paused: bool
    is_member: bool = False

    @property
    def is_party(self) -> bool:
        return len(self.registration_ids) > 1


def places(event: Event) -> list[Place]:
    """Every place in line, paused ones among them, in two queries."""
    rows = db.session.execute(
        sa.select(
            Registration.id,
            Registration.head_id,
            Registration.is_paused,
            Registration.is_member,
        )
        .where(in_line(event))
        .order_by(*line_order(event))
    ).all()
    parties: dict[int, list[int]] = {}
    for row in rows:
        if row.head_id is not None:
            parties.setdefault(row.head_id, []).append(row.id)
    pools = _pools(event)
    found: list[Place] = []
    for row in (row for row in rows if row.head_id is None):
        ids = (row.id, *sorted(parties.get(row.id, ())))
        needs = Counter(pool for id_ in ids for pool in pools.get(id_, ()))
        found.append(Place(len(found) + 1, ids, needs, row.is_paused, row.is_member))
    return found


def passed_over(registration: Registration) -> int:
    """How many people stand further up in line who are not paused."""
    count = 0
    for place in places(registration.event):
        if registration.id in place.registration_ids:
            return count
        count += 0 if place.is_paused else len(place.registration_ids)
    return count


def _pools(event: Event) -> dict[int, list[int]]:
    """The pools that each in line needs, by registration."""
    found: dict[int, list[int]] = {}
    for id_, pool_id in db.session.execute(
        sa.select(Claim.registration_id, Claim.pool_id)
        .join(Registration, Claim.registration_id == Registration.id)
        .where(in_line(event))
        .order_by(Claim.registration_id, Claim.pool_id)
    ):
        found.setdefault(id_, []).append(pool_id)
    return found


def by_ids(ids: Iterable[int]) -> dict[int, Registration]:
    """The registrations with these ids."""
    rows = db.session.scalars(
        sa.select(Registration).where(Registration.id.in_(list(ids)))
    )
    return {registration.id: registration for registration in rows}


def by_references(references: Iterable[str]) -> dict[str, Registration]:
    """The registrations with these references; those that were deleted are missing."""
    wanted = list(references)
    if not wanted:
        return {}
    rows = db.session.scalars(
        sa.select(Registration).where(Registration.reference.in_(wanted))
    )
    return {registration.reference: registration for registration in rows}
