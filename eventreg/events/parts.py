"""Contingents, sessions and choices as visitors read them."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.events.lookups import Outlook
from eventreg.events.models import Event, SeatPool
from eventreg.events.states import CHOSEN, PoolKind
from eventreg.events.values import Seats, Words
from eventreg.web.locale import current_language


def pool_name(pool: SeatPool) -> Words:
    """What readers call it, with its language where that is not the page's."""
    if pool.kind is PoolKind.EVENT:
        return Words(_("Guests"))
    if pool.kind is PoolKind.TEAM:
        return Words(_("Team and speakers"))
    language = current_language()
    is_own = bool(pool.names.get(language))
    return Words(pool.name(language), None if is_own else pool.event.language)


@dataclass(frozen=True)
class Part:
    """A contingent, session or choice on a public page."""

    name: Words
    seats: Seats
    #: Free seats of the whole event for newcomers: there are never more than these.
    at_most: int
    #: Others wait for the free seats already.
    is_awaited: bool = False

    @property
    def is_full(self) -> bool:
        return self.seats.free < 1

    @property
    def left(self) -> str:
        """Nothing while newcomers get no seat at all: that is said above."""
        if self.is_full:
            return _("full")
        if self.at_most < 1:
            return ""
        if self.is_awaited:
            return _("others have waited longer for the free seats")
        if self.seats.free > self.at_most:
            return ngettext("up to %(num)s seat", "up to %(num)s seats", self.at_most)
        return self.seats.left


@dataclass(frozen=True)
class Group:
    """The parts of one kind, and what visitors should know about them."""

    kind: PoolKind
    heading: str
    parts: list[Part]

    @property
    def free_together(self) -> str:
        """Where contingents have more room than the event: how many seats in all."""
        if self.has_line and self.parts:
            whole = self.parts[0].at_most
            free = [part.seats.free for part in self.parts if not part.is_awaited]
            if 0 < whole < sum(max(0, each) for each in free):
                return ngettext("%(num)s seat in all", "%(num)s seats in all", whole)
        return ""

    @property
    def has_line(self) -> bool:
        """Whether there is a waitlist for what is full here."""
        return self.kind not in CHOSEN


def groups(
    event: Event, outlook: Outlook, kinds: Iterable[PoolKind] = tuple(PoolKind)
) -> list[Group]:
    """Contingents, sessions and choices as visitors read them; only what is there.

    Where newcomers join the line, nothing is left for them.
    """
    headings = {
        PoolKind.CONTINGENT: _("You come as"),
        PoolKind.SESSION: _("Sessions"),
        PoolKind.CHOICE: _("To choose from"),
    }
    whole = Seats.of(event.pool(PoolKind.EVENT)).free_for(outlook)
    return [
        Group(
            kind,
            headings[kind],
            [
                Part(pool_name(pool), Seats.of(pool), whole, pool.id in outlook.awaited)
                for pool in event.pools_of(kind)
            ],
        )
        for kind in kinds
        if kind in headings and event.pools_of(kind)
    ]
