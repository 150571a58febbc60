"""Reading what was handed out, and how far it is from what is true now."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventreg.database import db
from eventreg.events.models import Event, SeatPool
from eventreg.outbox.models import Letter
from eventreg.people.names import search_key
from eventreg.registrations.lists import letters
from eventreg.registrations.lists.kinds import ListKind
from eventreg.registrations.lists.models import IssuedList
from eventreg.registrations.lists.versions import Difference, difference, rows_of
from eventreg.registrations.models import Claim, Registration
from eventreg.registrations.states import State


@dataclass(frozen=True)
class Held:
    """The latest version for somebody, and what is different since."""

    issued: IssuedList
    difference: Difference
    #: With which it left the house; ``None``: it was handed over, or that is long ago.
    letter: Letter | None = None

    @property
    def has_reached(self) -> bool:
        """Whether they have it; its letter may still wait, or have failed."""
        return letters.has_reached(self.letter)

    @property
    def email(self) -> str:
        """Where it goes; empty: it was handed over."""
        return letters.address_of(self.issued, self.letter)


def recipient_key(recipient: str) -> str:
    """Under which a recipient is found again, however it is typed."""
    return (search_key(recipient) or recipient.casefold())[:120]


def latest(event: Event, kind: ListKind, recipient: str) -> IssuedList | None:
    """The last version of this list that was made for ``recipient``."""
    return db.session.scalar(_versions(event, kind, recipient).limit(1))


def latest_reached(event: Event, kind: ListKind, recipient: str) -> IssuedList | None:
    """The last version that ``recipient`` has: handed over, or its letter was sent."""
    versions = db.session.scalars(_versions(event, kind, recipient)).all()
    sent_with = letters.sent_with(versions)
    reached = (
        each for each in versions if letters.has_reached(sent_with.get(each.code))
    )
    return next(reached, None)


def _versions(event: Event, kind: ListKind, recipient: str) -> sa.Select[IssuedList]:
    """The last first."""
    query = sa.select(IssuedList).where(
        IssuedList.event_id == event.id,
        IssuedList.kind == kind,
        IssuedList.recipient_key == recipient_key(recipient),
    )
    return query.order_by(IssuedList.version.desc())


def held(events: Sequence[Event]) -> list[Held]:
    """Of all lists handed out for ``events`` the last versions, latest first.

    Three queries, however many there are.
    """
    ids = [event.id for event in events]
    issued = db.session.scalars(
        sa.select(IssuedList)
        .where(IssuedList.event_id.in_(ids))
        .options(joinedload(IssuedList.event))
        .order_by(IssuedList.id.desc())
    )
    last: dict[tuple[int, str, str], IssuedList] = {}
    for each in issued:
        last.setdefault((each.event_id, each.kind, each.recipient_key), each)
    if not last:
        return []
    now = _rows({each.event_id for each in last.values()})
    sent_with = letters.sent_with(last.values())
    return [
        Held(
            each,
            difference(each.rows, now.get(each.event_id, {})),
            sent_with.get(each.code),
        )
        for each in last.values()
    ]


def outdated(events: Sequence[Event]) -> list[Held]:
    """Those of them that say something that is no longer so, or never arrived."""
    return [
        each
        for each in held(events)
        if each.difference.count or letters.came_to_nothing(each.letter)
    ]


def by_token(token: str) -> IssuedList | None:
    return db.session.scalar(sa.select(IssuedList).filter_by(token=token))


def by_code(event: Event, code: str) -> IssuedList | None:
    query = sa.select(IssuedList).filter_by(event_id=event.id, code=code)
    return db.session.scalar(query)


def seated_in(pools: Sequence[SeatPool]) -> dict[int, set[int]]:
    """Of each pool by id the registrations that claim a seat of it."""
    found: dict[int, set[int]] = {pool.id: set() for pool in pools}
    rows = db.session.execute(
        sa.select(Claim.pool_id, Claim.registration_id).where(
            Claim.pool_id.in_(list(found))
        )
    )
    for pool_id, registration_id in rows:
        found[pool_id].add(registration_id)
    return found


def _rows(event_ids: set[int]) -> dict[int, dict[str, str]]:
    registrations = db.session.scalars(
        sa.select(Registration).where(
            Registration.event_id.in_(event_ids),
            Registration.state == State.CONFIRMED,
        )
    )
    by_event: dict[int, list[Registration]] = {}
    for each in registrations:
        by_event.setdefault(each.event_id, []).append(each)
    return {event_id: rows_of(people) for event_id, people in by_event.items()}
