"""Where a seat goes that somebody is about to give back, or comes back for."""

from collections import Counter
from collections.abc import Sequence

from eventreg import clock
from eventreg.events.models import Event
from eventreg.events.states import PoolKind
from eventreg.registrations import queries, rules, seats
from eventreg.registrations.models import Registration
from eventreg.registrations.states import SEATED


def goes_on(registrations: Sequence[Registration]) -> bool:
    """Whether somebody in line moves up as soon as these give their seats back."""
    event, now = registrations[0].event, clock.now()
    if rules.standstill(event, now) is not None:
        return False
    free = _free_without(registrations)
    moving = rules.walk(_line(event), free, everybodys=event.pool(PoolKind.EVENT).id)
    return next(moving, None) is not None


def is_free_for(registrations: Sequence[Registration]) -> bool:
    """Whether these would have seats at once if they came back into the line.

    Seats that they still hold, of an offer that is just over, are given back before.
    """
    event, now = registrations[0].event, clock.now()
    if rules.standstill(event, now) is not None:
        return False
    if len(registrations) > 1 and not rules.parties_move(event, now):
        return False
    ids = tuple(each.id for each in registrations)
    needs = Counter({pool.id: n for pool, n in seats.needs(registrations).items()})
    free = _free_without(registrations)
    if any(free.get(pool_id, 0) < count for pool_id, count in needs.items()):
        return False
    own = rules.Waiting(ids, needs)
    line = [*_before(registrations[0]), own]
    moving = rules.walk(line, free, everybodys=event.pool(PoolKind.EVENT).id)
    return any(each.registration_ids == ids for each in moving)


def _free_without(registrations: Sequence[Registration]) -> dict[int, int]:
    """The free seats by pool, as if these had given theirs back."""
    held = [each for each in registrations if each.state in SEATED]
    freed = Counter({pool.id: n for pool, n in seats.needs(held).items()})
    event = registrations[0].event
    return {pool.id: pool.free + freed[pool.id] for pool in event.pools}


def _line(event: Event) -> list[rules.Waiting]:
    """Everybody in line who moves up by themselves when there are seats."""
    parties = rules.parties_move(event, clock.now())
    return [
        rules.Waiting(place.registration_ids, place.needs)
        for place in queries.places(event)
        if not place.is_paused and (parties or not place.is_party)
    ]


def _before(head: Registration) -> list[rules.Waiting]:
    """Those of the line before whom nobody steps who comes back now."""
    event = head.event
    line = _line(event)
    if not queries.comes_before_guests(head):
        return line
    members = {
        id_
        for place in queries.places(event)
        if place.is_member
        for id_ in place.registration_ids
    }
    return [each for each in line if members.issuperset(each.registration_ids)]
