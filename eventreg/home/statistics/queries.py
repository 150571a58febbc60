"""Counting what happened at an event; no names, only numbers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, selectinload

from eventreg import clock
from eventreg.audit.actors import ActorKind
from eventreg.audit.models import AuditEntry
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.states import VISIBLE
from eventreg.people.models import Company, Person, Sector
from eventreg.registrations.invitations import Invitation
from eventreg.registrations.models import Registration, RegistrationMove
from eventreg.registrations.queries.said_of_companies import said
from eventreg.registrations.states import State

#: Nobody knows whether the address of such a form is true.
_COUNTED = Registration.state != State.UNVERIFIED


@dataclass(frozen=True)
class Curve:
    """How many had signed up so many days before the start; the earliest first."""

    days_before: tuple[int, ...]
    totals: tuple[int, ...]

    @property
    def total(self) -> int:
        return self.totals[-1] if self.totals else 0


@dataclass(frozen=True)
class Invitations:
    """What became of the invitations to an event."""

    sent: int
    signed_up: int
    confirmed: int
    said_no: int

    @property
    def unanswered(self) -> int:
        return max(0, self.sent - self.signed_up - self.said_no)


def curve(event: Event) -> Curve:
    """Sign-ups day by day, up to today or the start."""
    day = sa.func.date(Registration.submitted_at)
    rows = db.session.execute(
        sa.select(day, sa.func.count())
        .where(Registration.event_id == event.id, _COUNTED)
        .group_by(day)
    )
    by_day = {_as_date(row[0]): row[1] for row in rows}
    if not by_day:
        return Curve((), ())
    start = event.starts_at.date()
    last = max(min(clock.today(), start), *by_day)
    totals, so_far, days = [], 0, []
    current = min(by_day)
    while current <= last:
        so_far += by_day.get(current, 0)
        days.append((start - current).days)
        totals.append(so_far)
        current += timedelta(days=1)
    return Curve(tuple(days), tuple(totals))


def last_time(event: Event) -> Event | None:
    """The edition before this one, which is over.

    The event that this one was copied from, as long as the log knows; else the
    latest one of the same kind.
    """
    original = _copied_from(event)
    return db.session.scalar(
        sa.select(Event)
        .where(
            sa.or_(Event.kind == event.kind, Event.slug == original),
            Event.starts_at < event.starts_at,
            Event.ends_at <= clock.now(),
            Event.state.in_(VISIBLE),
            Event.id != event.id,
        )
        .order_by(sa.case((Event.slug == original, 0), else_=1))
        .order_by(Event.starts_at.desc())
        .limit(1)
        .options(selectinload(Event.texts))
    )


def _copied_from(event: Event) -> str:
    """The slug of the event that this one began as a copy of; empty: of none."""
    changes = db.session.scalar(
        sa.select(AuditEntry.changes)
        .where(AuditEntry.act == "event.copied", AuditEntry.target == event.slug)
        .limit(1)
    )
    return str(changes["after"][1]) if changes else ""


def sources(event: Event) -> Counter[str]:
    """Where sign-ups came from: ``page``, ``invitation``, ``staff``, ``import``."""
    invited = sa.exists().where(
        Invitation.event_id == Registration.event_id,
        Invitation.person_id == Registration.person_id,
    )
    rows = db.session.execute(
        sa.select(RegistrationMove.actor_kind, invited, sa.func.count())
        .join(RegistrationMove.registration)
        .where(
            Registration.event_id == event.id,
            _COUNTED,
            RegistrationMove.old.is_(None),
        )
        .group_by(RegistrationMove.actor_kind, invited)
    )
    found: Counter[str] = Counter()
    for actor, is_invited, count in rows:
        found[_source(actor, is_invited)] += count
    return found


def _source(actor: ActorKind, is_invited: bool) -> str:
    if actor in (ActorKind.STAFF, ActorKind.IMPORT):
        return str(actor)
    return "invitation" if is_invited else "page"


def invitations(event: Event) -> Invitations:
    """How many were sent, and what came of them."""
    person = aliased(Registration)
    joined = sa.and_(
        person.event_id == Invitation.event_id,
        person.person_id == Invitation.person_id,
        person.state != State.UNVERIFIED,
    )
    came = sa.exists().where(joined)
    stays = sa.exists().where(joined, person.state == State.CONFIRMED)
    row = db.session.execute(
        sa.select(
            sa.func.count(),
            sa.func.count().filter(came),
            sa.func.count().filter(stays),
            sa.func.count().filter(Invitation.declined_at.is_not(None), ~came),
        ).where(Invitation.event_id == event.id)
    ).one()
    return Invitations(*row)


def countries(event: Event) -> Counter[str]:
    """From which countries those come who are confirmed; empty: nobody said."""
    return _confirmed_by(event, Registration.country)


def member_mix(event: Event) -> Counter[bool]:
    """How many of the confirmed are members."""
    return _confirmed_by(event, Registration.is_member)


def sectors(event: Event, language: str) -> Counter[str]:
    """Fields of work of the confirmed; "": none is known. Empty: of nobody is.

    Where a company's record has none, what the event's own question was answered.
    """
    confirmed = (
        Registration.event_id == event.id,
        Registration.state == State.CONFIRMED,
    )
    rows = db.session.execute(
        sa.select(Sector, sa.func.count())
        .select_from(Registration)
        .outerjoin(Person, Person.id == Registration.person_id)
        .outerjoin(Company, Company.id == Person.company_id)
        .outerjoin(Sector, Sector.id == Company.sector_id)
        .where(*confirmed)
        .group_by(Sector.id)
    )
    found = Counter(
        {sector.name(language) if sector else "": count for sector, count in rows}
    )
    is_known = sa.exists().where(
        Person.id == Registration.person_id,
        Company.id == Person.company_id,
        Company.sector_id.is_not(None),
    )
    answered = said(*confirmed, ~is_known, language=language).sectors.values()
    for one in answered:
        found[one.name(language) if isinstance(one, Sector) else one] += 1
    found[""] -= len(answered)
    found = +found
    return Counter() if found.keys() == {""} else found


def _confirmed_by(event: Event, column: Any) -> Counter[Any]:
    rows = db.session.execute(
        sa.select(column, sa.func.count())
        .where(
            Registration.event_id == event.id,
            Registration.state == State.CONFIRMED,
        )
        .group_by(column)
    )
    return Counter({row[0]: row[1] for row in rows})


def _as_date(value: date | str) -> date:
    """SQLite answers with text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def shares(counts: Mapping[str, int]) -> Sequence[tuple[str, int, int]]:
    """Name, number and percent of all together, the largest first."""
    total = sum(counts.values()) or 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        (name, count, round(100 * count / total)) for name, count in ordered if count
    ]
