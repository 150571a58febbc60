"""What a newcomer gets, found out as the seat decision would, without a seat taken."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from eventreg.events.models import Event, SeatPool
from eventreg.events.states import CHOSEN, PoolKind
from eventreg.people.models import Person
from eventreg.people.queries import days_as_member
from eventreg.registrations import queries, rules
from eventreg.registrations.invitations import approved_events
from eventreg.registrations.rules import Standstill


class Prospect(StrEnum):
    """A seat at once, a decision, or a place in line and why."""

    SEAT = "seat"
    DECISION = "decision"
    FULL = "full"
    PAUSED = "paused"
    #: The line stands still before the start, and others wait in it.
    TOO_LATE = "too_late"
    #: A party that comes only together waits for the seats that are free.
    BEHIND = "behind"


#: Seats may be free, and newcomers wait all the same.
HELD_UP = frozenset({Prospect.PAUSED, Prospect.TOO_LATE, Prospect.BEHIND})
_STANDSTILLS = {
    Standstill.PAUSED: Prospect.PAUSED,
    Standstill.CUT_OFF: Prospect.TOO_LATE,
    Standstill.TOO_SHORT: Prospect.TOO_LATE,
}


@dataclass(frozen=True)
class Forecast:
    """What comes of a sign-up: ``seat`` is what the seat decision would say.

    ``awaited`` are contingents with free seats for which others wait already, where
    a seat is to be had in another one; ``awaited_choices`` are such sessions and
    choices, without which a seat is to be had.
    """

    seat: Prospect
    is_decided_on: bool = False
    awaited: tuple[SeatPool, ...] = ()
    awaited_choices: tuple[SeatPool, ...] = ()

    @property
    def all_awaited(self) -> tuple[SeatPool, ...]:
        return (*self.awaited, *self.awaited_choices)

    @property
    def prospect(self) -> Prospect:
        """What the newcomer gets at first."""
        return Prospect.DECISION if self.is_decided_on else self.seat

    def at(self, pools: Collection[SeatPool]) -> Prospect:
        """What somebody gets at first who comes as, or chooses, these ``pools``."""
        if self.prospect is not Prospect.SEAT:
            return self.prospect
        if any(pool.free < 1 for pool in pools):
            return Prospect.FULL
        is_behind = any(pool in self.all_awaited for pool in pools)
        return Prospect.BEHIND if is_behind else Prospect.SEAT


def forecasts(
    events: Sequence[Event], now: datetime, person: Person | None = None
) -> dict[int, Forecast]:
    """What comes of a sign-up at each event, by its id.

    Asks nothing where the pools say it all, else one query for all events, and two
    more for somebody known.

    :param person: who signs up; ``None``: a guest, of whom nothing is known.
    """
    with_room = [event for event in events if has_room(event)]
    held = queries.held_up_at(e for e in with_room if _may_wait(e, now)).answer()
    approved = approved_events(person) if person else set[int]()
    first = _where_first(person, with_room) if person else set[int]()
    return {
        event.id: _forecast(
            event,
            now,
            awaited=held.for_members if event.id in first else held.for_guests,
            is_approved=event.id in approved,
        )
        for event in events
    }


def _may_wait(event: Event, now: datetime) -> bool:
    """Whether others may wait although seats are free: all of a line, or parties.

    A party that comes only together waits where fewer are free than it needs, also
    at an event that takes in no further ones.
    """
    if rules.standstill(event, now) is not None:
        return True
    return event.may_have_parties and any(
        0 < pool.free < rules.MOST_TOGETHER
        for pool in event.pools
        if pool.kind is not PoolKind.TEAM
    )


def _where_first(person: Person, events: Sequence[Event]) -> set[int]:
    """The ids of the events at which ``person`` goes before guests."""
    days = {e.id: e.starts_local.date() for e in events if e.members_first}
    found = days_as_member(person, days.values())
    return {event_id for event_id, day in days.items() if day in found}


def has_room(event: Event) -> bool:
    """Whether a seat is free, and where one comes as something, in one of those."""
    return event.pool(PoolKind.EVENT).free > 0 and bool(_free_in(event))


def _free_in(event: Event) -> list[SeatPool]:
    """As what one can come, with a seat free; else the event's own pool."""
    contingents = event.pools_of(PoolKind.CONTINGENT)
    pools = contingents or [event.pool(PoolKind.EVENT)]
    return [pool for pool in pools if pool.free > 0]


def _forecast(
    event: Event, now: datetime, *, awaited: Collection[int], is_approved: bool
) -> Forecast:
    """The answer of ``services.moving`` to a newcomer, without asking for a seat."""
    is_decided_on = event.needs_approval and not is_approved
    still = _STANDSTILLS.get(rules.standstill(event, now) or Standstill.NOT_RUNNING)
    if still is Prospect.PAUSED:
        return Forecast(still, is_decided_on)
    if not has_room(event):
        return Forecast(still or Prospect.FULL, is_decided_on)
    free = _free_in(event)
    behind = tuple(pool for pool in free if pool.id in awaited)
    if event.pool(PoolKind.EVENT).id in awaited or len(behind) == len(free):
        return Forecast(still or Prospect.BEHIND, is_decided_on)
    choices = (p for p in event.pools if p.kind in CHOSEN and p.free > 0)
    awaited_choices = tuple(pool for pool in choices if pool.id in awaited)
    return Forecast(Prospect.SEAT, is_decided_on, behind, awaited_choices)
