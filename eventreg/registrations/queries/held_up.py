"""Seats that are free and yet not for a newcomer: others in line come first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from eventreg import clock
from eventreg.asking import Question, Row
from eventreg.events.models import Event, SeatPool
from eventreg.registrations import rules
from eventreg.registrations.models import Claim, Registration
from eventreg.registrations.states import TEAM_ROLES, State


@dataclass(frozen=True)
class HeldUp:
    """The pools, by their ids, for whose free seats others wait already."""

    for_guests: frozenset[int]
    #: Where members go first: those for which a member waits.
    for_members: frozenset[int]

    def holds_up(self, unit: Iterable[Registration]) -> bool:
        """Whether one of these newcomers has to wait, however many seats are free."""
        return any(
            claim.pool_id in self._pools(each) for each in unit for claim in each.claims
        )

    def _pools(self, registration: Registration) -> frozenset[int]:
        if registration.role in TEAM_ROLES:
            return frozenset()
        goes_first = registration.event.members_first and registration.is_member
        return self.for_members if goes_first else self.for_guests


def held_up_asked(registrations: Iterable[Registration]) -> Question[HeldUp]:
    """What holds up these newcomers, as ``services.moving`` would find it."""
    return held_up_at({each.event for each in registrations})


def held_up_at(events: Iterable[Event]) -> Question[HeldUp]:
    """What holds up newcomers at these events, as ``services.moving`` would find it.

    While a line moves, only parties that come only together and need more seats
    than are free; while it stands still, everybody in it. A paused line is not
    asked about: it takes in every newcomer.
    """
    now = clock.now()
    asked = [each for each in events if not each.line_paused]
    still = {each.id for each in asked if rules.standstill(each, now) is not None}
    moving = {each.id for each in asked if rules.parties_move(each, now)} - still
    return Question(_in_line(still, moving) if still | moving else None, _read)


def _in_line(still: set[int], moving: set[int]) -> sa.Select[*tuple[Any, ...]]:
    """The pools that are waited for, each with whether a member does."""
    head = _heads()
    own = Registration
    party = sa.case(
        (own.together, sa.func.coalesce(own.head_id, own.id)),
        else_=0,
    )
    lacks = sa.func.count() > SeatPool.capacity - SeatPool.taken
    return (
        sa.select(Claim.pool_id, sa.func.coalesce(head.is_member, own.is_member))
        .join(own, own.id == Claim.registration_id)
        .join(SeatPool, SeatPool.id == Claim.pool_id)
        .outerjoin(head, sa.and_(own.together, head.id == own.head_id))
        .where(
            own.state == State.WAITLISTED,
            sa.not_(sa.func.coalesce(head.is_paused, own.is_paused)),
            sa.or_(
                own.event_id.in_(still),
                sa.and_(own.event_id.in_(moving), own.together),
            ),
        )
        .group_by(
            Claim.pool_id,
            sa.func.coalesce(head.is_member, own.is_member),
            own.event_id,
            party,
            SeatPool.capacity,
            SeatPool.taken,
        )
        .having(sa.or_(own.event_id.in_(still), lacks))
    )


@cache  # an alias has each column once more, which takes longer than asking
def _heads() -> type[Registration]:
    return aliased(Registration)


def _read(rows: Sequence[Row]) -> HeldUp:
    return HeldUp(
        for_guests=frozenset(pool_id for pool_id, _is_member in rows),
        for_members=frozenset(pool_id for pool_id, is_member in rows if is_member),
    )
