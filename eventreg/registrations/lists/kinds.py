"""Which lists there are, and what stands on each."""

from enum import StrEnum


class ListKind(StrEnum):
    ATTENDEES = "attendees"
    DOOR = "door"
    COMPANIES = "companies"
    GROUPS = "groups"


class DayList(StrEnum):
    """Lists by an answer, for the day itself: they are not handed out in versions."""

    TABLES = "tables"
    BUSES = "buses"


AnyList = ListKind | DayList


#: The columns of each, from the left, as ``documents.attendee_list`` draws them.
COLUMNS: dict[AnyList, tuple[str, ...]] = {
    ListKind.ATTENDEES: ("number", "name", "company_position", "country", "role"),
    ListKind.DOOR: ("number", "name", "company", "role", "signature"),
    ListKind.COMPANIES: ("company_first", "name", "position", "role"),
    ListKind.GROUPS: ("number", "name", "company", "role"),
    DayList.TABLES: ("number", "name", "company", "role", "signature"),
    DayList.BUSES: ("number", "name", "company", "signature"),
}


def list_kind(name: str) -> AnyList:
    """The kind that a form calls so.

    :raises ValueError: there is none.
    """
    return DayList(name) if name in set(DayList) else ListKind(name)


class HandedOut(StrEnum):
    """How somebody got a list."""

    SENT = "sent"
    BY_HAND = "by_hand"
