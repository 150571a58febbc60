"""From when on people can be checked in; pure functions."""

from datetime import datetime, time

from eventreg import clock
from eventreg.events.models import Event


def begins_at(event: Event) -> datetime:
    """The beginning of the event's first day, by the clock of the place."""
    midnight = datetime.combine(event.starts_local.date(), time.min)
    return clock.to_utc(midnight, event.timezone)


def has_begun(event: Event, now: datetime) -> bool:
    """Whether anybody can have come by ``now``."""
    return begins_at(event) <= now
