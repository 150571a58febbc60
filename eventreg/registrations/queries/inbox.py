"""The inbox: who waits for a decision, page by page."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventreg.asking import Question
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.registrations.models import Registration
from eventreg.registrations.queries.inbox_rows import InboxRow, inbox_rows, units
from eventreg.registrations.queries.inbox_waiting import INBOX_SIZE, in_inbox
from eventreg.registrations.queries.inbox_wanted import InboxWanted, ordered
from eventreg.web.roles import Role

#: Of so many it is found out which flags they bear, when only those with one are shown.
MOST_LOOKED_AT = 500


def inbox(
    wanted: InboxWanted | None = None,
    *,
    by: Role = Role.DIRECTOR,
    beside: Sequence[Question[Any]] = (),
) -> list[InboxRow]:
    """One page of who waits for a decision, the next event first, then in order.

    :param wanted: whom of them; ``None``: the first who were not put off until later.
    :param by: who reads it, and so which answers.
    :param beside: what the page asks besides, answered in the same statement.
    """
    return inbox_page(wanted or InboxWanted(), by=by, beside=beside)[0]


def inbox_order(wanted: InboxWanted, *, by: Role) -> list[tuple[Registration, ...]]:
    """Who is decided on together, one after the other, whatever page they stand on.

    :param by: see ``inbox``.
    """
    if wanted.narrows:
        rows = inbox_rows(_pending(wanted), by=by)
        return [row.registrations for row in filter(wanted.takes, rows)]
    first = _pending(wanted, size=MOST_LOOKED_AT, before=0)
    return [tuple(unit) for unit in units(first)]


def inbox_page(
    wanted: InboxWanted, *, by: Role, beside: Sequence[Question[Any]] = ()
) -> tuple[list[InboxRow], int]:
    """As ``inbox``, and how many rows bear the wanted flag; 0 where none is wanted."""
    rows = inbox_rows(_pending(wanted), by=by, beside=beside)
    if not wanted.narrows:
        return rows, 0
    found = list(filter(wanted.takes, rows))
    before = _offset(wanted)
    return found[before : before + INBOX_SIZE], len(found)


def _offset(wanted: InboxWanted) -> int:
    """How many stand on the pages before."""
    return (wanted.page - 1) * INBOX_SIZE


def _pending(
    wanted: InboxWanted, *, size: int = INBOX_SIZE, before: int | None = None
) -> list[Registration]:
    """
    :param size: so many of them at most; of those with a flag, more.
    :param before: how many are left out; ``None``: those on earlier pages.
    """
    of_event = [Event.slug == wanted.slug] if wanted.slug else []
    if wanted.narrows:
        size, before = MOST_LOOKED_AT, 0
    return list(
        db.session.scalars(
            sa.select(Registration)
            .join(Registration.event)
            .where(*in_inbox(with_later=wanted.with_later), *of_event)
            .order_by(Event.starts_at, Event.id, *ordered(wanted.order))
            .options(
                joinedload(Registration.claims),
                joinedload(Registration.lead),
                joinedload(Registration.replaces),
            )
            .limit(size)
            .offset(_offset(wanted) if before is None else before)
        ).unique()
    )
