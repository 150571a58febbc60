"""Pools as staff see them: their addresses, their figures, what they are for."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.events import lookups
from eventreg.events.models import Event
from eventreg.events.parts import pool_name
from eventreg.events.pool_addresses import addresses as addresses
from eventreg.events.states import PoolKind
from eventreg.events.values import Seats, Words


def kind_words(kind: PoolKind) -> str:
    """What pools of ``kind`` are called together."""
    return {
        PoolKind.CONTINGENT: _("Contingents"),
        PoolKind.SESSION: _("Sessions"),
        PoolKind.CHOICE: _("Choices"),
    }[kind]


@dataclass(frozen=True)
class Figures:
    """One pool in figures: what its bar draws, and the words beside it."""

    name: Words
    kind: PoolKind
    seats: Seats
    confirmed: int
    offered: int
    waiting: int
    pending: int

    @classmethod
    def of(cls, numbers: lookups.PoolNumbers) -> "Figures":
        return cls(
            name=pool_name(numbers.pool),
            kind=numbers.pool.kind,
            seats=Seats.of(numbers.pool),
            confirmed=numbers.confirmed,
            offered=numbers.offered,
            waiting=numbers.waiting,
            pending=numbers.pending,
        )

    @property
    def confirmed_percent(self) -> float:
        return _share(self.confirmed, self.seats.capacity)

    @property
    def offered_percent(self) -> float:
        return _share(self.offered, self.seats.capacity)

    @property
    def words(self) -> str:
        """The whole of it in one line."""
        parts = [self.seats.words]
        if self.offered:
            parts.append(ngettext("%(num)s offered", "%(num)s offered", self.offered))
        if self.waiting:
            parts.append(
                ngettext(
                    "%(num)s on the waitlist", "%(num)s on the waitlist", self.waiting
                )
            )
        if self.pending:
            parts.append(
                ngettext(
                    "%(num)s being considered",
                    "%(num)s being considered",
                    self.pending,
                )
            )
        return " · ".join(parts)


def _share(count: int, capacity: int) -> float:
    return round(100 * count / capacity, 1) if capacity else 0


def figures(event: Event) -> list[Figures]:
    """How each pool stands, the public and the team seats first."""
    return [Figures.of(numbers) for numbers in lookups.numbers(event)]


@dataclass(frozen=True)
class Listed:
    """A contingent, session or choice as staff edit it."""

    name: Words
    address: str
    seats: Seats
    cap_percent: int | None


@dataclass(frozen=True)
class StaffGroup:
    """All pools of one kind, even if there are none yet."""

    kind: PoolKind
    heading: str
    explained: str
    add: str
    pools: list[Listed]


def staff_groups(event: Event) -> list[StaffGroup]:
    """What an event can have besides its whole, as staff see it."""
    found = addresses(event).items()
    return [
        StaffGroup(
            kind,
            heading=kind_words(kind),
            explained=explained(kind),
            add=add_words(kind),
            pools=[
                Listed(pool_name(pool), name, Seats.of(pool), pool.cap_percent)
                for name, pool in found
                if pool.kind is kind
            ],
        )
        for kind in (PoolKind.CONTINGENT, PoolKind.SESSION, PoolKind.CHOICE)
    ]


def explained(kind: PoolKind) -> str:
    """What pools of ``kind`` are for."""
    return {
        PoolKind.CONTINGENT: _(
            "Everybody chooses one when signing up: “I come as …”. When it is full, "
            "people wait for it while others can still sign up."
        ),
        PoolKind.SESSION: _(
            "People choose as many as they like. A full one cannot be chosen."
        ),
        PoolKind.CHOICE: _(
            "People choose at most one of them. A full one cannot be chosen."
        ),
    }[kind]


def add_words(kind: PoolKind) -> str:
    """The heading of the page that adds one, and the link there."""
    return {
        PoolKind.CONTINGENT: _("Add a contingent"),
        PoolKind.SESSION: _("Add a session"),
        PoolKind.CHOICE: _("Add a choice"),
    }[kind]
