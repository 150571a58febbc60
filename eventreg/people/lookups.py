"""What people ask of later rooms, which they must not import."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from eventreg.people.imports.models import ListImport
from eventreg.people.models import Company, Person


@dataclass(frozen=True)
class Appearance:
    """One person at one event, in words for staff."""

    #: Whom it is about, and the number of the registration.
    name: str
    reference: str
    #: The event's title, with its language where that is another one.
    event: Any
    slug: str
    starts_at: datetime
    timezone: str
    #: What became of it, and the colour of its tag.
    words: str
    tone: str
    #: It only asks to come, or was told no: not for everybody.
    is_application: bool


OfPerson = Callable[[Person], Sequence[Appearance]]
OfCompany = Callable[[Company], Sequence[Appearance]]

_of_person: list[OfPerson] = []
_of_company: list[OfCompany] = []


def supply_appearances(of_person: OfPerson, of_company: OfCompany) -> None:
    """Say who knows where people were; the room that does calls this once."""
    _of_person[:], _of_company[:] = [of_person], [of_company]


def appearances_of(who: Person | Company) -> list[Appearance]:
    """At which events somebody is or was, or a company's people, the latest first."""
    if isinstance(who, Person):
        return [each for find in _of_person for each in find(who)]
    return [each for find in _of_company for each in find(who)]


#: Whether a list that can no longer be undone is still needed.
Needed = Callable[[ListImport], bool]

_needed: list[Needed] = []


def supply_needed(function: Needed) -> None:
    """Say who may still need a list; the room that does calls this once."""
    _needed[:] = [function]


def is_needed(list_import: ListImport) -> bool:
    """Whether a later room reads who is on the list, and whom it tells of them."""
    return any(ask(list_import) for ask in _needed)
