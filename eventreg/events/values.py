"""Small values that pages of events show: a text with its language, a pool's seats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.events.lookups import Outlook
from eventreg.events.models import SeatPool
from eventreg.web.locale import current_language


@dataclass(frozen=True)
class Words:
    """A text of an event; ``lang`` only where it is not the page's language."""

    text: str
    lang: str | None = None

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text


def said(words: Mapping[str, str], first: str) -> Words:
    """A text kept by language: in the reader's, else in the event's ``first``."""
    language = current_language()
    if own := words.get(language):
        return Words(own)
    return Words(words.get(first, ""), first if first != language else None)


def said_to(reader: str, words: Mapping[str, str], languages: Sequence[str]) -> Words:
    """What staff wrote by language: in that of the reader, else in the first there is.

    :param languages: of the event, its first one first.
    """
    codes = (reader, *languages, *words)
    found = next((code for code in codes if words.get(code)), reader)
    return Words(words.get(found, ""), found if found != reader else None)


@dataclass(frozen=True)
class Seats:
    """A pool in figures: what a meter draws and the words beside it."""

    taken: int
    capacity: int

    @classmethod
    def of(cls, pool: SeatPool) -> "Seats":
        return cls(pool.taken, pool.capacity)

    @property
    def free(self) -> int:
        return self.capacity - self.taken

    @property
    def percent(self) -> float:
        return round(100 * self.taken / self.capacity, 1) if self.capacity else 100

    @property
    def left(self) -> str:
        return _left(self.free)

    def left_for(self, outlook: Outlook) -> str:
        """``left`` for newcomers: a seat that others wait for is not for them."""
        if outlook.joins_line and self.free > 0:
            return _("New sign-ups join the waitlist")
        if outlook.joins_line_if_approved:
            return _("New applications go to the waitlist at first")
        return self.left if outlook.at_most is None else _left(self.free_for(outlook))

    def free_for(self, outlook: Outlook) -> int:
        """How many of the free seats newcomers can have, for all that is known."""
        if outlook.joins_line or outlook.joins_line_if_approved:
            return 0
        return self.free if outlook.at_most is None else min(self.free, outlook.at_most)

    @property
    def words(self) -> str:
        return ngettext(
            "%(taken)s of %(num)s seat taken",
            "%(taken)s of %(num)s seats taken",
            self.capacity,
            taken=self.taken,
        )


def _left(free: int) -> str:
    if free < 1:
        return _("All seats are taken")
    return ngettext("%(num)s seat left", "%(num)s seats left", free)
