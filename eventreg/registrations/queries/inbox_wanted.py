"""What of the inbox somebody wants to see, and in which order."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from eventreg.registrations.models import Registration
from eventreg.web.locale import current_language

if TYPE_CHECKING:
    from eventreg.registrations.queries.inbox_rows import InboxRow


class InboxOrder(StrEnum):
    """By what those who wait for one event are sorted."""

    WAITING = "waiting"
    NEWEST = "newest"
    NAME = "name"
    COMPANY = "company"


#: Stands for a flag in what is wanted: nobody with any.
NO_FLAG = "none"


@dataclass(frozen=True, kw_only=True)
class InboxWanted:
    """What the inbox is narrowed to, and how it is sorted."""

    #: Only this event's; empty: all.
    slug: str = ""
    #: Those put off until later, too.
    with_later: bool = False
    #: A flag, or ``NO_FLAG``; empty: everybody.
    flag: str = ""
    order: InboxOrder = InboxOrder.WAITING
    #: Which page of them, from 1.
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Whether rows are left out that the database knows nothing to ask about."""
        return bool(self.flag)

    def takes(self, row: "InboxRow") -> bool:
        """Whether ``row`` is wanted."""
        if self.flag == NO_FLAG:
            return row.is_plain
        return not self.flag or self.flag in row.flags


def ordered(order: InboxOrder) -> list[Any]:
    """By which columns those of one event are sorted."""
    key, number = Registration, Registration.id
    name = key.sort_key_tr if current_language() == "tr" else key.sort_key_de
    columns: dict[InboxOrder, list[Any]] = {
        InboxOrder.WAITING: [key.verified_at, number],
        InboxOrder.NEWEST: [key.verified_at.desc(), number.desc()],
        InboxOrder.NAME: [name, number],
        InboxOrder.COMPANY: [key.company_key, number],
    }
    return columns[order]
