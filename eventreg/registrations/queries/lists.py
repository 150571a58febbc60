"""Registrations of one event, as staff search, filter and count them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from eventreg.columns import position
from eventreg.database import db
from eventreg.events.models import Event, SeatPool
from eventreg.people.names import spellings
from eventreg.registrations.models import Claim, Registration
from eventreg.registrations.states import State

PAGE_SIZE = 50
#: Fewer than so many are sorted faster than an event is read in order.
FEW = 1000


class Order(StrEnum):
    """By what a list of registrations is sorted."""

    NAME = "name"
    COMPANY = "company"
    NEWEST = "newest"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list is narrowed to; ``None`` and empty mean any."""

    search: str = ""
    state: State | None = None
    order: Order = Order.NAME
    #: Who needs a seat in this pool.
    pool: SeatPool | None = None
    #: Who must not see addresses must not find by them either.
    in_addresses: bool = True


def of_event(
    event: Event,
    wanted: Wanted,
    *,
    language: str = "de",
    page: int = 1,
    few: bool = False,
) -> list[Registration]:
    """One page of the event's registrations, sorted as ``language`` sorts names.

    :param few: so few are wanted that they are better looked up than met in order.
    """
    narrowed = _narrowed(event, wanted)
    if few:
        found = sa.select(Registration.id).where(*narrowed)
        narrowed = [Registration.id.in_(found)]
    return list(
        db.session.scalars(
            sa.select(Registration)
            .where(*narrowed)
            .order_by(*_order(wanted.order, language))
            .limit(PAGE_SIZE)
            .offset((page - 1) * PAGE_SIZE)
        )
    )


def how_many(event: Event, wanted: Wanted) -> int:
    """How many registrations all pages of ``of_event`` hold together."""
    return (
        db.session.scalar(
            sa.select(sa.func.count())
            .select_from(Registration)
            .where(*_narrowed(event, wanted))
        )
        or 0
    )


def confirmed(event: Event, *, language: str = "de") -> list[Registration]:
    """Everybody who comes, by name as ``language`` sorts it."""
    return list(
        db.session.scalars(
            sa.select(Registration)
            .where(
                Registration.event_id == event.id,
                Registration.state == State.CONFIRMED,
            )
            .order_by(*_order(Order.NAME, language))
        )
    )


def _narrowed(event: Event, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    conditions = [Registration.event_id == event.id]
    if wanted.state is not None:
        conditions.append(Registration.state == wanted.state)
    if wanted.pool is not None:
        conditions.append(
            sa.exists().where(
                Claim.registration_id == Registration.id,
                Claim.pool_id == wanted.pool.id,
            )
        )
    for readings in spellings(wanted.search):
        ways = (
            sa.and_(*(_matches(w, in_addresses=wanted.in_addresses) for w in words))
            for words in readings
        )
        conditions.append(sa.or_(*ways))
    return conditions


def _matches(word: str, *, in_addresses: bool) -> sa.ColumnElement[bool]:
    """A word may be part of the name, the company, the address or the reference."""
    columns: list[Any] = [
        *(Registration.search_key, Registration.other_key),
        Registration.company_key,
    ]
    if in_addresses:
        columns.append(Registration.email)
    found = [position(column, word) > 0 for column in columns]
    number = Registration.reference.startswith(word.upper(), autoescape=True)
    return sa.or_(number, *found)


def _order(order: Order, language: str) -> list[Any]:
    key = Registration.sort_key_tr if language == "tr" else Registration.sort_key_de
    first: dict[Order, list[Any]] = {
        Order.NAME: [],
        Order.COMPANY: [Registration.company_key],
        Order.NEWEST: [Registration.submitted_at.desc()],
    }
    return [*first[order], key, Registration.id]


def open_forms(event: Event) -> int:
    """How many forms wait for their address to be confirmed, whoever is on them."""
    return (
        db.session.scalar(
            sa.select(sa.func.count()).where(
                Registration.event_id == event.id,
                Registration.state == State.UNVERIFIED,
                Registration.lead_id.is_(None),
            )
        )
        or 0
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
