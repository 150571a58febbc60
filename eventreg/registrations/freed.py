"""Where a seat goes that somebody is about to give back."""

from collections import Counter
from collections.abc import Sequence

from eventreg import clock
from eventreg.events.states import PoolKind
from eventreg.registrations import queries, rules, seats
from eventreg.registrations.models import Registration
from eventreg.registrations.states import SEATED


def goes_on(registrations: Sequence[Registration]) -> bool:
    """Whether somebody in line moves up as soon as these give their seats back."""
    event, now = registrations[0].event, clock.now()
    if rules.standstill(event, now) is not None:
        return False
    held = [each for each in registrations if each.state in SEATED]
    freed = Counter({pool.id: n for pool, n in seats.needs(held).items()})
    free = {pool.id: pool.free + freed[pool.id] for pool in event.pools}
    parties = rules.parties_move(event, now)
    line = (
        rules.Waiting(place.registration_ids, place.needs)
        for place in queries.places(event)
        if not place.is_paused and (parties or not place.is_party)
    )
    moving = rules.walk(line, free, everybodys=event.pool(PoolKind.EVENT).id)
    return next(moving, None) is not None
