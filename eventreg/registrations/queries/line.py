"""The line of an event, in its order."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from eventreg.database import db
from eventreg.events.models import Event, SeatPool
from eventreg.registrations.models import Claim, Registration
from eventreg.registrations.rules import Waiting
from eventreg.registrations.states import State

#: So many places of the line are read at a time.
LINE_CHUNK = 200
PARTY_CHUNK = 20


def line_order(event: Event) -> list[sa.ColumnElement[Any]]:
    """Members first where the event says so, then time of joining, then id."""
    order: list[sa.ColumnElement[Any]] = [
        Registration.waiting_since.asc(),
        Registration.id.asc(),
    ]
    return [Registration.is_member.desc(), *order] if event.members_first else order


def in_line(event: Event) -> sa.ColumnElement[bool]:
    """Waits in the line of ``event``."""
    return sa.and_(
        Registration.event_id == event.id, Registration.state == State.WAITLISTED
    )


def waitlist(event: Event) -> list[Registration]:
    """Everybody in line, first in line first; paused people in their places."""
    return list(
        db.session.scalars(
            sa.select(Registration).where(in_line(event)).order_by(*line_order(event))
        )
    )


def line(event: Event, *, parties: bool = True) -> Iterator[Waiting]:
    """The line without paused people, read piece by piece as the walk needs it.

    Parties that come only together are left out where they do not move. So is
    whoever alone needs a pool that is full: they could not be seated, and would
    block only a pool that is blocked anyway.
    """
    offset = 0
    while True:
        heads = db.session.execute(
            sa.select(Registration.id, Registration.together)
            .where(
                in_line(event),
                Registration.head_id.is_(None),
                sa.not_(Registration.is_paused),
                sa.or_(
                    sa.and_(Registration.together, sa.literal(parties)),
                    sa.and_(
                        sa.not_(Registration.together),
                        sa.not_(_needs(_full(event))),
                    ),
                ),
            )
            .order_by(*line_order(event))
            .offset(offset)
            .limit(LINE_CHUNK)
        ).all()
        yield from _with_needs([(head[0], head[1]) for head in heads])
        if len(heads) < LINE_CHUNK:
            return
        offset += LINE_CHUNK


def parties_in_line(event: Event) -> list[Registration]:
    """Everybody in line who comes only together with others."""
    return list(
        db.session.scalars(
            sa.select(Registration)
            .where(in_line(event), Registration.together)
            .order_by(Registration.id)
            .options(selectinload(Registration.changes))
        )
    )


def _full(event: Event) -> list[int]:
    return [pool.id for pool in event.pools if pool.free < 1]


def _needs(pool_ids: list[int]) -> sa.ColumnElement[bool]:
    """The registration claims a seat in one of these pools."""
    return sa.exists().where(
        Claim.registration_id == Registration.id, Claim.pool_id.in_(pool_ids)
    )


def _with_needs(heads: list[tuple[int, bool]]) -> Iterator[Waiting]:
    """The heads, each with those who come only together with it."""
    if not heads:
        return
    units = {id_: [id_] for id_, _together in heads}
    rows = db.session.execute(
        sa.select(Registration.head_id, Registration.id)
        .where(
            Registration.head_id.in_([id_ for id_, together in heads if together]),
            Registration.state == State.WAITLISTED,
        )
        .order_by(Registration.id)
    )
    for head_id, id_ in rows:
        units[head_id or id_].append(id_)
    pools = _claimed_pools([id_ for ids in units.values() for id_ in ids])
    for ids in units.values():
        needs = Counter(pool for id_ in ids for pool in pools.get(id_, ()))
        yield Waiting(tuple(ids), needs)


def _claimed_pools(ids: list[int]) -> dict[int, list[int]]:
    rows = db.session.execute(
        sa.select(Claim.registration_id, Claim.pool_id)
        .where(Claim.registration_id.in_(ids))
        .order_by(Claim.registration_id)
    )
    return {
        id_: [pool for _id, pool in claims]
        for id_, claims in groupby(rows, key=lambda row: row[0])
    }


def is_anybody_before(registration: Registration) -> bool:
    """Whether someone waits, not paused, who stands before this newcomer and
    needs one of the same pools."""
    wanted = [claim.pool_id for claim in registration.claims]
    return bool(
        db.session.scalar(
            sa.select(sa.exists().where(*_before(registration), _needs(wanted)))
        )
    )


def does_anybody_wait_for(pools: Iterable[SeatPool]) -> bool:
    """Whether someone in line, not paused, needs a seat in one of ``pools``."""
    return bool(
        db.session.scalar(
            sa.select(
                sa.exists().where(
                    Claim.registration_id == Registration.id,
                    Claim.pool_id.in_([pool.id for pool in pools]),
                    Registration.state == State.WAITLISTED,
                    sa.not_(Registration.is_paused),
                )
            )
        )
    )


def is_party_before(registration: Registration) -> bool:
    """Whether a party that comes only together waits before this newcomer and
    holds up a pool this one needs, because it needs more seats than are free.

    The seats it lacks may be free for one person, so room alone says nothing.
    """
    return any(
        unit.needs.get(pool.id, 0) > pool.free
        for unit in _parties_before(registration)
        for pool in registration.event.pools
        if pool.id in {claim.pool_id for claim in registration.claims}
    )


def _parties_before(registration: Registration) -> Iterator[Waiting]:
    """Read piece by piece: as a rule the first already holds up the event."""
    event, offset = registration.event, 0
    while True:
        heads = db.session.scalars(
            sa.select(Registration.id)
            .where(
                *_before(registration),
                Registration.together,
                Registration.head_id.is_(None),
            )
            .order_by(*line_order(event))
            .offset(offset)
            .limit(PARTY_CHUNK)
        ).all()
        yield from _with_needs([(id_, True) for id_ in heads])
        if len(heads) < PARTY_CHUNK:
            return
        offset += PARTY_CHUNK


def _before(registration: Registration) -> list[sa.ColumnElement[bool]]:
    """Who waits, is not paused, and stands before this newcomer."""
    event = registration.event
    conditions = [
        in_line(event),
        sa.not_(Registration.is_paused),
        Registration.id != registration.id,
    ]
    if event.members_first and registration.is_member:
        conditions.append(Registration.is_member.is_(True))
    return conditions


def is_behind_members(registration: Registration) -> bool:
    """Whether members come before this one in line, whenever they join it.

    A party that comes only together stands where its head does.
    """
    if not registration.event.members_first:
        return False
    if registration.head_id is not None:
        head = db.session.get(Registration, registration.head_id)
        return head is not None and is_behind_members(head)
    return not registration.is_member


def comes_before_guests(registration: Registration) -> bool:
    """Whether this one, who waits or comes back, stands before all guests."""
    is_first = registration.event.members_first
    return is_first and not is_behind_members(registration)


def place_in_line(registration: Registration) -> int:
    """1 for the first in line; 0 for somebody who does not wait.

    A party that comes only together has one place: its head's.
    """
    if registration.state is not State.WAITLISTED:
        return 0
    if registration.head_id is not None:
        head = db.session.get(Registration, registration.head_id)
        return place_in_line(head) if head else 0
    earlier = sa.or_(
        Registration.waiting_since < registration.waiting_since,
        sa.and_(
            Registration.waiting_since == registration.waiting_since,
            Registration.id < registration.id,
        ),
    )
    if registration.event.members_first:
        earlier = sa.and_(Registration.is_member == registration.is_member, earlier)
        if not registration.is_member:
            earlier = sa.or_(Registration.is_member, earlier)
    count = db.session.scalar(
        sa.select(sa.func.count())
        .select_from(Registration)
        .where(in_line(registration.event), Registration.head_id.is_(None), earlier)
    )
    return (count or 0) + 1
