"""An event in the words of schema.org, for search engines."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from eventreg.events import shown
from eventreg.events.models import Event
from eventreg.events.states import EventState, PoolKind


def event_data(
    event: Event,
    *,
    address: str,
    network: str,
    picture: str = "",
    speakers: Sequence[str] = (),
) -> dict[str, Any]:
    """What goes into the page's ``application/ld+json``.

    :param address: of the public page, whole.
    :param network: the organiser where the event names none.
    :param picture: address of the cover, whole; empty: there is none.
    """
    words, zone = shown.texts(event), ZoneInfo(event.timezone)
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
        **_status(event, zone),
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
    if picture:
        data["image"] = [picture]
    if speakers:
        data["performer"] = [{"@type": "Person", "name": name} for name in speakers]
    if offer := _offer(event, address, words["price"].text):
        data["offers"] = offer
    return data


def _status(event: Event, zone: ZoneInfo) -> dict[str, str]:
    """Whether it takes place; of a postponed one also when it was to be before."""
    before = event.previous_starts_at
    if event.state is EventState.CANCELLED:
        status = {"eventStatus": _schema("EventCancelled")}
    elif before is not None:
        status = {"eventStatus": _schema("EventRescheduled")}
    else:
        return {"eventStatus": _schema("EventScheduled")}
    if before is not None:
        status["previousStartDate"] = before.astimezone(zone).isoformat()
    return status


def _offer(event: Event, address: str, price: str) -> dict[str, Any] | None:
    """Whether there are seats, and from when; the price as the event words it."""
    if event.state is not EventState.PUBLISHED or event.is_past:
        return None
    is_full = event.pool(PoolKind.EVENT).free < 1
    offer: dict[str, Any] = {
        "@type": "Offer",
        "url": address,
        "availability": _schema("SoldOut" if is_full else "InStock"),
    }
    if event.opens_at is not None:
        offer["validFrom"] = event.opens_at.isoformat()
    if event.deadline_at is not None:
        offer["validThrough"] = event.deadline_at.isoformat()
    if price:
        offer["description"] = price
    return offer


def _schema(name: str) -> str:
    return f"https://schema.org/{name}"
