"""Who is expected and who came, a page at a time, as those at the door look for it."""

from enum import StrEnum

import sqlalchemy as sa

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.registrations.models import Registration
from eventreg.registrations.presence.queries import has_come
from eventreg.registrations.queries.lists import (
    Order,
    Wanted,
    in_order,
    narrowed_to,
)
from eventreg.registrations.states import State

#: So many names on one page: a sheet of the door list holds fewer.
PAGE_SIZE = 100
#: Of those who are not expected only so many are named.
MOST_OTHERS = 20


class Show(StrEnum):
    """Which of those expected a page shows."""

    ALL = "all"
    MISSING = "missing"
    HERE = "here"


def expected(
    event: Event, *, search: str, show: Show, language: str, page: int
) -> list[Registration]:
    """One page of those who have a seat or came, by name."""
    return list(
        db.session.scalars(
            sa.select(Registration)
            .where(*_expected(event, search, show))
            .order_by(*in_order(Order.NAME, language))
            .limit(PAGE_SIZE)
            .offset((page - 1) * PAGE_SIZE)
        )
    )


def expected_count(event: Event, *, search: str, show: Show) -> int:
    """How many all pages of ``expected`` hold together."""
    return (
        db.session.scalar(
            sa.select(sa.func.count())
            .select_from(Registration)
            .where(*_expected(event, search, show))
        )
        or 0
    )


def others(event: Event, *, search: str, language: str) -> list[Registration]:
    """Those of that name who have no confirmed seat, so that the door can say why."""
    if not search:
        return []
    return list(
        db.session.scalars(
            sa.select(Registration)
            .where(
                *_named(event, search),
                Registration.state != State.CONFIRMED,
                ~has_come(),
            )
            .order_by(*in_order(Order.NAME, language))
            .limit(MOST_OTHERS)
        )
    )


def present(event: Event, *, language: str = "de") -> list[Registration]:
    """Everybody who came and has a seat, by name as ``language`` sorts it."""
    return list(
        db.session.scalars(
            sa.select(Registration)
            .where(
                Registration.event_id == event.id,
                Registration.state == State.CONFIRMED,
                has_come(),
            )
            .order_by(*in_order(Order.NAME, language))
        )
    )


def _expected(event: Event, search: str, show: Show) -> list[sa.ColumnElement[bool]]:
    is_confirmed = Registration.state == State.CONFIRMED
    kinds = {
        Show.ALL: sa.or_(is_confirmed, has_come()),
        Show.MISSING: sa.and_(is_confirmed, ~has_come()),
        Show.HERE: has_come(),
    }
    return [*_named(event, search), kinds[show]]


def _named(event: Event, search: str) -> list[sa.ColumnElement[bool]]:
    """Found by name, company or reference: the door sees no addresses."""
    return narrowed_to(event, Wanted(search=search, in_addresses=False))
