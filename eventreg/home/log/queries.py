"""Reading the three logs as one: entries, moves and changes of registrations."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from eventreg.audit.actors import ActorKind
from eventreg.audit.models import AuditEntry
from eventreg.columns import position
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.home.log import searched
from eventreg.registrations.models import (
    Registration,
    RegistrationChange,
    RegistrationMove,
)

#: Rooms whose acts are looked at together; the first part of an act.
GROUPS: dict[str, tuple[str, ...]] = {
    "registrations": (
        "registration",
        "registrations",
        "answers",
        "check_in",
        "payments",
    ),
    "events": ("event", "question"),
    "people": ("person", "company", "member", "membership", "invitation"),
    "letters": ("letter", "letter_text"),
    "documents": (
        *("badge", "badges", "attendee_list", "place_cards", "list"),
        "certificates",
    ),
    "accounts": ("account", "network", "digest", "decision_link"),
}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the log is narrowed to; empty means any."""

    #: A name of a person, a company or an event, a number, or an address.
    search: str = ""
    #: References of accounts that are called so, too.
    named: frozenset[str] = frozenset()
    #: Addresses of events and companies that are, or were.
    events: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()
    #: Reference of an account.
    who: str = ""
    group: str = ""
    #: Since this instant, and before that one.
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Step:
    """One thing that was done."""

    at: datetime
    actor_kind: ActorKind
    actor: str
    act: str
    #: Reference or slug.
    target: str
    changes: dict[str, Any]
    note: str = ""
    network: str = ""
    registration: Registration | None = None


def count(wanted: Wanted) -> int:
    found = _found(wanted).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(found)) or 0


def steps(wanted: Wanted, *, offset: int, limit: int) -> list[Step]:
    """The latest first."""
    found = _found(wanted).subquery()
    latest = db.session.execute(
        sa.select(found.c.source, found.c.id)
        .order_by(found.c.at.desc(), found.c.source, found.c.id.desc())
        .offset(offset)
        .limit(limit)
    )
    rows = [(row[0], row[1]) for row in latest]
    read = {**_entries(rows), **_moves(rows), **_changes(rows)}
    return [read[row] for row in rows]


#: Source and id.
_Rows = Sequence[tuple[str, int]]

_ABOUT_PEOPLE: tuple[tuple[Any, str], ...] = (
    (RegistrationMove, "move"),
    (RegistrationChange, "change"),
)


def _found(wanted: Wanted) -> sa.CompoundSelect[Any]:
    """Source, id and time of all that is wanted, from all three."""
    parts = [_of(AuditEntry, "entry", wanted).where(*_entry_is(wanted))]
    if wanted.group in ("", "registrations"):
        for model, source in (
            (RegistrationMove, "move"),
            (RegistrationChange, "change"),
        ):
            query = _of(model, source, wanted)
            if wanted.search:
                ids = _registrations(wanted).with_only_columns(Registration.id)
                is_about = model.registration_id.in_(ids)
                query = query.where(sa.or_(is_about, _done_by(model, wanted.named)))
            parts.append(query)
    return sa.union_all(*parts)


def _of(model: Any, source: str, wanted: Wanted) -> sa.Select[Any]:
    query = sa.select(sa.literal(source).label("source"), model.id, model.at)
    if wanted.who:
        query = query.where(_done_by(model, {wanted.who}))
    if wanted.since:
        query = query.where(model.at >= wanted.since)
    if wanted.until:
        query = query.where(model.at < wanted.until)
    return query


def _done_by(model: Any, accounts: Collection[str]) -> sa.ColumnElement[bool]:
    """Whether one of these did it, by hand or by a list."""
    kinds = (ActorKind.STAFF, ActorKind.IMPORT)
    return sa.and_(model.actor_kind.in_(kinds), model.actor.in_(accounts))


def _entry_is(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.group:
        ways = (AuditEntry.act.startswith(f"{room}.") for room in GROUPS[wanted.group])
        conditions.append(sa.or_(*ways))
    if wanted.search:
        references = _registrations(wanted).with_only_columns(Registration.reference)
        typed = wanted.search.strip()
        conditions.append(
            sa.or_(
                AuditEntry.target.in_(references),
                *_is_about(wanted),
                position(sa.func.lower(AuditEntry.target), typed.lower()) > 0,
                # What was done to an account, and what was done by it.
                AuditEntry.target.in_(wanted.named),
                _done_by(AuditEntry, wanted.named),
            )
        )
    return conditions


def _is_about(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    """Ways in which an entry is about who or what is called so."""
    words = searched.words_of(wanted.search)
    if not words:
        return []
    ways = (AuditEntry.act.startswith(room) for room in searched.OF_COMPANIES)
    of_company = sa.or_(*ways)
    return [
        sa.and_(~of_company, AuditEntry.target.in_(wanted.events)),
        sa.and_(of_company, AuditEntry.target.in_(wanted.companies)),
        AuditEntry.target.in_(searched.references_of_people(words)),
    ]


def _registrations(wanted: Wanted) -> sa.Select[Any]:
    """Whose name or number was typed, and all of an event that is called so."""
    ways = [Registration.reference == wanted.search.strip().upper()]
    if words := searched.words_of(wanted.search):
        ways.append(searched.is_called(Registration, words))
    if wanted.events:
        events = sa.select(Event.id).where(Event.slug.in_(wanted.events))
        ways.append(Registration.event_id.in_(events))
    return sa.select(Registration).where(sa.or_(*ways))


def _ids(rows: _Rows, source: str) -> list[int]:
    return [id_ for name, id_ in rows if name == source]


def _entries(rows: _Rows) -> dict[tuple[str, int], Step]:
    found = db.session.scalars(
        sa.select(AuditEntry).where(AuditEntry.id.in_(_ids(rows, "entry")))
    )
    return {
        ("entry", row.id): Step(
            row.at,
            row.actor_kind,
            row.actor,
            row.act,
            row.target,
            row.changes,
            network=row.network,
        )
        for row in found
    }


def _moves(rows: _Rows) -> dict[tuple[str, int], Step]:
    return {
        ("move", row.id): Step(
            row.at,
            row.actor_kind,
            row.actor,
            f"move.{row.why}",
            row.registration.reference,
            {"state": [row.old, row.new]},
            note=row.note,
            network=row.network or "",
            registration=row.registration,
        )
        for row in _with_registration(RegistrationMove, _ids(rows, "move"))
    }


def _changes(rows: _Rows) -> dict[tuple[str, int], Step]:
    return {
        ("change", row.id): Step(
            row.at,
            row.actor_kind,
            row.actor,
            f"change.{row.what}",
            row.registration.reference,
            row.changes,
            network=row.network or "",
            registration=row.registration,
        )
        for row in _with_registration(RegistrationChange, _ids(rows, "change"))
    }


def _with_registration(model: Any, ids: Sequence[int]) -> Iterable[Any]:
    return db.session.scalars(
        sa.select(model)
        .where(model.id.in_(ids))
        .options(
            joinedload(model.registration)
            .joinedload(Registration.event)
            .options(selectinload(Event.texts), selectinload(Event.pools))
        )
    )
