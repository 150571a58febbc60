"""The inbox: who waits for a decision, with what helps to decide."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from eventreg import clock
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.states import PoolKind
from eventreg.people.models import Company, CompanyKind, Person
from eventreg.registrations.models import Claim, Registration
from eventreg.registrations.queries.members import likely_members
from eventreg.registrations.states import LIVE, State
from eventreg.registrations.words import Flag

#: So many rows are shown; the rest comes when these are decided.
INBOX_SIZE = 200


@dataclass(frozen=True)
class InboxRow:
    """One person who waits, and what the director should know.

    ``free`` counts the event's free public seats, ``earlier`` the events at which
    the same address was confirmed before. ``likely_member`` is the member that an
    unknown person seems to belong to.
    """

    registration: Registration
    free: int
    earlier: int
    flags: tuple[Flag, ...]
    likely_member: Company | None = None

    @property
    def is_plain(self) -> bool:
        """Whether nothing about this person needs a second look."""
        return not self.flags and self.likely_member is None

    @property
    def event(self) -> Event:
        return self.registration.event


def inbox(*, with_later: bool = False) -> list[InboxRow]:
    """Everybody who waits for a decision, the next event first, then in order.

    :param with_later: those put off until later, too.
    """
    registrations = _pending(with_later)
    if not registrations:
        return []
    companies, doubles = _company_mates(registrations), _namesakes(registrations)
    declined, earlier = _declined(registrations), _earlier_events(registrations)
    likely = likely_members(registrations)
    return [
        InboxRow(
            registration=registration,
            free=registration.event.pool(PoolKind.EVENT).free,
            earlier=earlier.get(registration.email or "", 0),
            flags=tuple(
                flag
                for flag, is_set in (
                    (Flag.SAME_COMPANY, registration.id in companies),
                    (Flag.POSSIBLE_DOUBLE, registration.id in doubles),
                    (Flag.DECLINED_BEFORE, registration.id in declined),
                    (Flag.LATE, _is_late(registration)),
                    (Flag.FULL, _is_full(registration)),
                )
                if is_set
            ),
            likely_member=likely.get(registration.id),
        )
        for registration in registrations
    ]


def inbox_count(*, with_later: bool = False) -> int:
    """How many people wait for a decision now.

    :param with_later: and those put off until later, too.
    """
    return (
        db.session.scalar(
            sa.select(sa.func.count())
            .select_from(Registration)
            .join(Registration.event)
            .where(*_waiting(with_later=with_later))
        )
        or 0
    )


def undoable() -> list[Registration]:
    """Decisions that can still be taken back, the newest first."""
    return list(
        db.session.scalars(
            sa.select(Registration)
            .where(Registration.decision_shown_at > clock.now())
            .order_by(Registration.decision_shown_at.desc(), Registration.id)
            .options(joinedload(Registration.event).selectinload(Event.texts))
            .limit(INBOX_SIZE)
        )
    )


def _waiting(*, with_later: bool) -> list[sa.ColumnElement[bool]]:
    conditions = [Registration.state == State.PENDING, Event.ends_at > clock.now()]
    if not with_later:
        hidden = Registration.later_until
        conditions.append(sa.or_(hidden.is_(None), hidden <= clock.now()))
    return conditions


def _pending(with_later: bool) -> list[Registration]:
    return list(
        db.session.scalars(
            sa.select(Registration)
            .join(Registration.event)
            .where(*_waiting(with_later=with_later))
            .order_by(
                Event.starts_at, Event.id, Registration.verified_at, Registration.id
            )
            .options(
                joinedload(Registration.event).selectinload(Event.texts),
                joinedload(Registration.event).selectinload(Event.pools),
                selectinload(Registration.claims).joinedload(Claim.pool),
            )
            .limit(INBOX_SIZE)
        )
    )


def _others(registrations: Iterable[Registration], *same: str) -> set[int]:
    """Those of ``registrations`` for whom another live one has the ``same``."""
    other = sa.orm.aliased(Registration)
    rows = db.session.scalars(
        sa.select(Registration.id)
        .join(
            other,
            sa.and_(
                other.event_id == Registration.event_id,
                other.id != Registration.id,
                other.state.in_(LIVE - {State.UNVERIFIED}),
                *(getattr(other, name) == getattr(Registration, name) for name in same),
            ),
        )
        .where(
            Registration.id.in_([r.id for r in registrations]),
            Registration.company_key != "",
        )
        .distinct()
    )
    return set(rows)


def _company_mates(registrations: list[Registration]) -> set[int]:
    """Second persons of one company; of an institution several may come."""
    institutions = set(
        db.session.scalars(
            sa.select(Person.id)
            .join(Company, Person.company_id == Company.id)
            .where(
                Company.kind == CompanyKind.INSTITUTION,
                Person.id.in_([r.person_id for r in registrations if r.person_id]),
            )
        )
    )
    return {
        id_
        for id_ in _others(registrations, "company_key")
        if not any(r.id == id_ and r.person_id in institutions for r in registrations)
    }


def _namesakes(registrations: list[Registration]) -> set[int]:
    """Same name and company under another address: perhaps the same person."""
    return _others(registrations, "company_key", "search_key")


def _declined(registrations: list[Registration]) -> set[int]:
    """Those whom somebody declined at the same event before."""
    other = sa.orm.aliased(Registration)
    return set(
        db.session.scalars(
            sa.select(Registration.id)
            .join(
                other,
                sa.and_(
                    other.event_id == Registration.event_id,
                    other.email == Registration.email,
                    other.search_key == Registration.search_key,
                    other.state == State.DECLINED,
                ),
            )
            .where(Registration.id.in_([r.id for r in registrations]))
            .distinct()
        )
    )


def _earlier_events(registrations: list[Registration]) -> dict[str, int]:
    rows = db.session.execute(
        sa.select(Registration.email, sa.func.count())
        .join(Registration.event)
        .where(
            Registration.email.in_({r.email for r in registrations}),
            Registration.state == State.CONFIRMED,
            Event.ends_at <= clock.now(),
        )
        .group_by(Registration.email)
    )
    return {row[0] or "": row[1] for row in rows}


def _is_late(registration: Registration) -> bool:
    return registration.submitted_at > registration.event.closes_at


def _is_full(registration: Registration) -> bool:
    return any(claim.pool.free < 1 for claim in registration.claims)
