"""Reading registrations: one person's, an event's, the line, the inbox."""

from eventreg.registrations.queries.inbox import (
    InboxRow,
    inbox,
    inbox_count,
    undoable,
)
from eventreg.registrations.queries.line import (
    is_anybody_before,
    is_party_before,
    line,
    parties_in_line,
    place_in_line,
    waitlist,
)
from eventreg.registrations.queries.lists import (
    PAGE_SIZE,
    Order,
    Wanted,
    confirmed,
    counts,
    how_many,
    of_event,
)
from eventreg.registrations.queries.members import likely_member, likely_members
from eventreg.registrations.queries.numbers import numbers
from eventreg.registrations.queries.one import (
    DRAFT_FOR,
    by_badge_code,
    by_reference,
    by_token,
    companions,
    draft,
    ended_offers,
    head_of,
    live_at_address,
    live_of_person,
    locked,
    substitute_of,
    was_declined,
)

__all__ = [
    "DRAFT_FOR",
    "PAGE_SIZE",
    "InboxRow",
    "Order",
    "Wanted",
    "by_badge_code",
    "by_reference",
    "by_token",
    "companions",
    "confirmed",
    "counts",
    "draft",
    "ended_offers",
    "head_of",
    "how_many",
    "inbox",
    "inbox_count",
    "is_anybody_before",
    "is_party_before",
    "likely_member",
    "likely_members",
    "line",
    "live_at_address",
    "live_of_person",
    "locked",
    "numbers",
    "of_event",
    "parties_in_line",
    "place_in_line",
    "substitute_of",
    "undoable",
    "waitlist",
    "was_declined",
]
