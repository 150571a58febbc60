"""The line of an event, in its order."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.registrations.models import Claim, Registration
from eventreg.registrations.rules import Waiting
from eventreg.registrations.states import State

#: So many places of the line are read at a time.
LINE_CHUNK = 200


def _line_order(event: Event) -> list[sa.ColumnElement[Any]]:
    """Members first where the event says so, then time of joining, then id."""
    order: list[sa.ColumnElement[Any]] = [
        Registration.waiting_since.asc(),
        Registration.id.asc(),
    ]
    return [Registration.is_member.desc(), *order] if event.members_first else order


def _in_line(event: Event) -> sa.ColumnElement[bool]:
    return sa.and_(
        Registration.event_id == event.id, Registration.state == State.WAITLISTED
    )


def waitlist(event: Event) -> list[Registration]:
    """Everybody in line, first in line first; paused people in their places."""
    return list(
        db.session.scalars(
            sa.select(Registration).where(_in_line(event)).order_by(*_line_order(event))
        )
    )


def line(event: Event) -> Iterator[Waiting]:
    """The line without paused people, read piece by piece as the walk needs it."""
    offset = 0
    while True:
        ids = list(
            db.session.scalars(
                sa.select(Registration.id)
                .where(_in_line(event), sa.not_(Registration.is_paused))
                .order_by(*_line_order(event))
                .offset(offset)
                .limit(LINE_CHUNK)
            )
        )
        pools = _claimed_pools(ids)
        yield from (Waiting(id_, pools.get(id_, frozenset())) for id_ in ids)
        if len(ids) < LINE_CHUNK:
            return
        offset += LINE_CHUNK


def _claimed_pools(ids: list[int]) -> dict[int, frozenset[int]]:
    rows = db.session.execute(
        sa.select(Claim.registration_id, Claim.pool_id)
        .where(Claim.registration_id.in_(ids))
        .order_by(Claim.registration_id)
    )
    return {
        id_: frozenset(pool for _id, pool in claims)
        for id_, claims in groupby(rows, key=lambda row: row[0])
    }


def is_anybody_before(registration: Registration) -> bool:
    """Whether someone waits, not paused, who stands before this newcomer and
    needs one of the same pools."""
    event = registration.event
    conditions: list[sa.ColumnElement[bool]] = [
        _in_line(event),
        sa.not_(Registration.is_paused),
        Registration.id != registration.id,
        Claim.registration_id == Registration.id,
        Claim.pool_id.in_([claim.pool_id for claim in registration.claims]),
    ]
    if event.members_first and registration.is_member:
        conditions.append(Registration.is_member.is_(True))
    return bool(db.session.scalar(sa.select(sa.exists().where(*conditions))))


def place_in_line(registration: Registration) -> int:
    """1 for the first in line; 0 for somebody who does not wait."""
    if registration.state is not State.WAITLISTED:
        return 0
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
        .where(_in_line(registration.event), earlier)
    )
    return (count or 0) + 1
