"""Reading registrations: one person's, an event's, the line."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from eventreg import clock
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.registrations.models import Claim, Registration, SignUpDraft
from eventreg.registrations.rules import Waiting
from eventreg.registrations.states import LIVE, State

#: So many places of the line are read at a time.
LINE_CHUNK = 200
#: A draft serves to correct an address for this long.
DRAFT_FOR = timedelta(days=1)


def by_token(token: str) -> Registration | None:
    """The registration whose own page ``token`` opens, with its event and log."""
    return db.session.scalar(
        sa.select(Registration)
        .where(Registration.token == token)
        .options(
            joinedload(Registration.event).selectinload(Event.texts),
            selectinload(Registration.moves),
        )
    )


def by_reference(reference: str) -> Registration | None:
    """The registration with this reference, with its event and log."""
    return db.session.scalar(
        sa.select(Registration)
        .where(Registration.reference == reference.upper())
        .options(
            joinedload(Registration.event).selectinload(Event.texts),
            joinedload(Registration.event).selectinload(Event.pools),
            selectinload(Registration.moves),
        )
    )


def by_badge_code(code: str) -> Registration | None:
    """The registration that a scanned check-in code names; either case."""
    return db.session.scalar(
        sa.select(Registration)
        .where(Registration.badge_code == code.upper())
        .options(joinedload(Registration.event).selectinload(Event.texts))
    )


def locked(registration_id: int) -> Registration | None:
    """The row with its claims, read anew for whoever holds the event's lock."""
    return db.session.scalar(
        sa.select(Registration)
        .where(Registration.id == registration_id)
        .options(selectinload(Registration.claims))
        .with_for_update(of=Registration)
        .execution_options(populate_existing=True)
    )


def draft(key: str) -> SignUpDraft | None:
    """What was typed into a form within the last day, by its key."""
    return db.session.scalar(
        sa.select(SignUpDraft).where(
            SignUpDraft.key == key, SignUpDraft.created_at > clock.now() - DRAFT_FOR
        )
    )


def live_of_person(event: Event, email: str, search_key: str) -> Registration | None:
    """The person's one live registration at ``event``."""
    return db.session.scalar(
        sa.select(Registration).where(
            Registration.event_id == event.id,
            Registration.email == email,
            Registration.search_key == search_key,
            Registration.state.in_(LIVE),
        )
    )


def was_declined(registration: Registration) -> bool:
    """Whether the same person was declined at this event before."""
    return bool(
        db.session.scalar(
            sa.select(
                sa.exists().where(
                    Registration.event_id == registration.event_id,
                    Registration.email == registration.email,
                    Registration.search_key == registration.search_key,
                    Registration.state == State.DECLINED,
                )
            )
        )
    )


def live_at_address(email: str) -> list[Registration]:
    """Live registrations at events that are not over, the next event first."""
    return list(
        db.session.scalars(
            sa.select(Registration)
            .join(Registration.event)
            .where(
                Registration.email == email,
                Registration.state.in_(LIVE),
                Event.ends_at > clock.now(),
            )
            .order_by(Event.starts_at, Registration.id)
            .options(joinedload(Registration.event).selectinload(Event.texts))
            .limit(50)
        )
    )


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


def ended_offers() -> list[Registration]:
    """Offers that nobody accepted in time, the oldest first."""
    return list(
        db.session.scalars(
            sa.select(Registration)
            .where(
                Registration.state == State.OFFERED,
                Registration.offer_expires_at <= clock.now(),
            )
            .order_by(Registration.offer_expires_at, Registration.id)
            .limit(100)
        )
    )


def counts(event: Event) -> dict[State, int]:
    """How many registrations of ``event`` are in each state; all states appear."""
    rows = db.session.execute(
        sa.select(Registration.state, sa.func.count())
        .where(Registration.event_id == event.id)
        .group_by(Registration.state)
    )
    found = {row[0]: row[1] for row in rows}
    return {state: found.get(state, 0) for state in State}
