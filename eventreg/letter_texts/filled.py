"""With whom a letter is filled while its text is written, as the page says."""

from collections.abc import Mapping
from dataclasses import dataclass

from eventreg.events.models import Event
from eventreg.letter_texts import queries
from eventreg.registrations.models import Registration


@dataclass(frozen=True)
class Filled:
    """A real registration, or everything that may be in a letter, at its longest."""

    is_long: bool
    #: Whose letter it is; ``None``: nobody has signed up, or it is the long one.
    person: Registration | None
    search: str
    #: Who can be chosen; whoever is chosen is among them.
    offered: list[Registration]
    #: There are more than can be listed.
    are_more: bool

    @property
    def is_nobody(self) -> bool:
        """Whether the search has found nobody."""
        return bool(self.search) and not self.offered


def filled(event: Event, said: Mapping[str, str]) -> Filled:
    """What the page asks for; nonsense counts as nothing.

    Somebody chosen stays so while others are looked for, until they are found.
    """
    search = " ".join(said.get("search", "").replace("\0", "").split())[:200]
    found = queries.offered(event, search)
    most = queries.MOST_OFFERED
    chosen = queries.by_reference(event, said.get("person", "")[:20].replace("\0", ""))
    if chosen is None or ("find" in said and found and chosen not in found):
        chosen = found[0] if found else queries.somebody(event)
    offered = found[:most]
    if chosen and offered and chosen not in offered:
        offered = [chosen, *offered]
    return Filled(
        is_long=said.get("who") == "long",
        person=chosen,
        search=search,
        offered=offered,
        are_more=len(found) > most,
    )
