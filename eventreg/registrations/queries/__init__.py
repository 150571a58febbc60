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
    headed_by,
    live_at_address,
    live_of_person,
    locked,
    substitute_of,
    was_declined,
)
from eventreg.registrations.queries.parties import (
    companion_counts,
    namesakes,
    party,
    unit,
)
from eventreg.registrations.queries.places import Place, by_ids, places

__all__ = [
    "DRAFT_FOR",
    "PAGE_SIZE",
    "InboxRow",
    "Order",
    "Place",
    "Wanted",
    "by_badge_code",
    "by_ids",
    "by_reference",
    "by_token",
    "companion_counts",
    "companions",
    "confirmed",
    "counts",
    "draft",
    "ended_offers",
    "head_of",
    "headed_by",
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
    "namesakes",
    "numbers",
    "of_event",
    "parties_in_line",
    "party",
    "place_in_line",
    "places",
    "substitute_of",
    "undoable",
    "unit",
    "waitlist",
    "was_declined",
]
