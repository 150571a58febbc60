"""What became of an event since somebody signed up for it, as the own page says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from eventreg import clock
from eventreg.events.models import Event
from eventreg.events.places import in_one_line
from eventreg.events.shown import moved_from
from eventreg.events.states import RUNNING
from eventreg.registrations.log import event_moves
from eventreg.registrations.models import Registration
from eventreg.registrations.states import LIVE
from eventreg.web.dates import format_when

Change = Mapping[str, Any]


@dataclass(frozen=True)
class Moved:
    """When and where it was to be before; each empty where that is as it was.

    Of several moves what was told last, and how it was when the person signed up.
    What came back to that is told by its last other one.
    """

    from_when: str = ""
    #: Where it is now, beside the other places.
    place: str = ""
    #: Of several moves: where it was said to be last.
    from_place: str = ""
    #: Before that, when the person signed up; empty: nowhere else.
    first_place: str = ""
    #: Of several moves: what was told last; empty: nothing else than ``from_when``.
    last_when: str = ""


def moved(registration: Registration) -> Moved | None:
    """What the person has not known from the start; ``None``: nothing, or it began."""
    event, now = registration.event, clock.now()
    # What never changed for calendars has not been moved; no need to ask the log.
    may_move = event.sequence and event.state in RUNNING and event.starts_at > now
    if registration.shown_state not in LIVE or not may_move:
        return None
    changes = [entry.changes for entry, _pairs in event_moves(registration)]
    places = _places(event, changes)
    others = [place for place in places if place != event.whole_place]
    is_elsewhere = bool(others) and places[0] == others[0]
    was_when = _was_when(event, changes, alone=not is_elsewhere)
    last = moved_from(event, now) if was_when else ""
    found = Moved(
        was_when,
        from_place=others[-1] if others else "",
        first_place=places[0] if is_elsewhere and places[0] != others[-1] else "",
        last_when=last if last != was_when else "",
        place=event.whole_place if others else "",
    )
    return found if found != Moved() else None


def _places(event: Event, changes: Sequence[Change]) -> list[str]:
    """Where it was to be before each change of its place, the earliest first."""
    found = []
    now = {"place_name": event.place_name, "place_address": event.place_address}
    for each in reversed(changes):
        if was := {name: each[name][0] for name in now if name in each}:
            now |= was
            found.append(in_one_line(now["place_name"], now["place_address"]))
    return found[::-1]


def _was_when(event: Event, changes: Sequence[Change], *, alone: bool) -> str:
    """When it was to begin at first.

    :param alone: no place is told, to which this must belong.
    """
    starts = [each["starts_local"][0] for each in changes if "starts_local" in each]
    if not starts:
        return ""
    zones = [each["timezone"][0] for each in changes if "timezone" in each]
    zone = [*zones, event.timezone][0]
    was = clock.to_utc(datetime.fromisoformat(starts[0]), zone)
    if was != event.starts_at:
        return format_when(was, zone)
    return moved_from(event, clock.now()) if alone else ""
