"""Time zones an event can have, and what its local times mean in UTC."""

from datetime import datetime

from eventreg import clock
from eventreg.events.models import Event

#: Where the network's members work; offered in this order after the first.
ZONES = (
    "Europe/Berlin",
    "Europe/Amsterdam",
    "Europe/Athens",
    "Europe/Brussels",
    "Europe/Bucharest",
    "Europe/Istanbul",
    "Europe/Kyiv",
    "Europe/Lisbon",
    "Europe/London",
    "Europe/Madrid",
    "Europe/Paris",
    "Europe/Rome",
    "Europe/Stockholm",
    "Europe/Vienna",
    "Europe/Warsaw",
    "Europe/Zurich",
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Chicago",
    "America/Los_Angeles",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Seoul",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
)

#: The zone of the network itself; only other zones are named beside a time.
HOME_ZONE = ZONES[0]


def is_near(local: datetime) -> bool:
    """Whether ``local`` is a year that a person can have meant."""
    return 2000 <= local.year <= 2100


def exists(local: datetime, timezone: str) -> bool:
    """Whether clocks in ``timezone`` ever show ``local``; a change may skip it."""
    return clock.to_local(clock.to_utc(local, timezone), timezone) == local


def derive(event: Event) -> None:
    """Set the UTC columns of ``event`` from its local times and zone."""
    zone = event.timezone
    event.starts_at = clock.to_utc(event.starts_local, zone)
    event.ends_at = clock.to_utc(event.ends_local, zone)
    event.opens_at = event.opens_local and clock.to_utc(event.opens_local, zone)
    event.deadline_at = event.deadline_local and clock.to_utc(
        event.deadline_local, zone
    )
