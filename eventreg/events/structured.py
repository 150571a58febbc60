"""An event in the words of schema.org, for search engines."""

from typing import Any
from zoneinfo import ZoneInfo

from eventreg.events import shown
from eventreg.events.models import Event
from eventreg.events.states import EventState, PoolKind


def event_data(event: Event, *, address: str, network: str) -> dict[str, Any]:
    """What goes into the page's ``application/ld+json``.

    :param address: of the public page, whole.
    :param network: the organiser where the event names none.
    """
    words, zone = shown.texts(event), ZoneInfo(event.timezone)
    is_cancelled = event.state is EventState.CANCELLED
    place = {"@type": "Place", "name": event.place_name}
    if event.place_address:
        place["address"] = event.place_address
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": words["title"].text,
        "url": address,
        "startDate": event.starts_at.astimezone(zone).isoformat(),
        "endDate": event.ends_at.astimezone(zone).isoformat(),
        "eventStatus": _schema("EventCancelled" if is_cancelled else "EventScheduled"),
        "eventAttendanceMode": _schema(
            "MixedEventAttendanceMode"
            if event.online_url
            else "OfflineEventAttendanceMode"
        ),
        "inLanguage": event.languages,
        "location": place,
        "organizer": {"@type": "Organization", "name": event.organiser or network},
        "maximumAttendeeCapacity": event.pool(PoolKind.EVENT).capacity,
    }
    if words["summary"]:
        data["description"] = words["summary"].text
    return data


def _schema(name: str) -> str:
    return f"https://schema.org/{name}"
