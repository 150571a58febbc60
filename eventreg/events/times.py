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

#: What an event may have besides start and end: ``…_local`` and ``…_at``.
DEADLINES = ("opens", "members_open", "deadline", "change_until")

#: The zone of the network itself; only other zones are named beside a time.
HOME_ZONE = ZONES[0]


def is_near(local: datetime) -> bool:
    """Whether ``local`` is a year that a person can have meant."""
    return 2000 <= local.year <= 2100


def exists(local: datetime, timezone: str) -> bool:
    """Whether clocks in ``timezone`` ever show ``local``; a change may skip it."""
    return clock.to_local(clock.to_utc(local, timezone), timezone) == local


def next_existing(local: datetime, timezone: str) -> datetime:
    """``local``, or what the clocks show instead where a change skips it."""
    return clock.to_local(clock.to_utc(local, timezone), timezone)


def moved_along(local: datetime, old: datetime, new: datetime) -> datetime:
    """``local``, which belongs to a start at ``old``, for a start at ``new``.

    An earlier day moves by whole days and keeps its hour: “until midnight” stays
    that. On the day itself only the distance to the start means anything.
    """
    if local.date() < old.date():
        return local + (new.date() - old.date())
    return local + (new - old)


def derive(event: Event) -> None:
    """Set the UTC columns of ``event`` from its local times and zone."""
    zone = event.timezone
    event.starts_at = clock.to_utc(event.starts_local, zone)
    event.ends_at = clock.to_utc(event.ends_local, zone)
    for name in DEADLINES:
        local: datetime | None = getattr(event, f"{name}_local")
        setattr(event, f"{name}_at", local and clock.to_utc(local, zone))


def deadlines(event: Event) -> list[datetime]:
    """The local times that ``event`` has besides its start and end."""
    return [at for name in DEADLINES if (at := getattr(event, f"{name}_local"))]
