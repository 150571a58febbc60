"""Which lists there are, and what stands on each."""

from enum import StrEnum


class ListKind(StrEnum):
    ATTENDEES = "attendees"
    DOOR = "door"
    COMPANIES = "companies"
    GROUPS = "groups"


#: The columns of each, from the left, as ``documents.attendee_list`` draws them.
COLUMNS: dict[ListKind, tuple[str, ...]] = {
    ListKind.ATTENDEES: ("number", "name", "company_position", "country", "role"),
    ListKind.DOOR: ("number", "name", "company", "role", "signature"),
    ListKind.COMPANIES: ("company_first", "name", "position", "role"),
    ListKind.GROUPS: ("number", "name", "company", "role"),
}


class HandedOut(StrEnum):
    """How somebody got a list."""

    SENT = "sent"
    BY_HAND = "by_hand"
