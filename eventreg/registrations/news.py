"""What became of an event since somebody signed up for it, as the own page says it."""

from dataclasses import dataclass

from eventreg import clock
from eventreg.events.shown import moved_from
from eventreg.events.states import RUNNING
from eventreg.registrations.log import event_moves
from eventreg.registrations.models import Registration
from eventreg.registrations.states import LIVE


@dataclass(frozen=True)
class Moved:
    """When and where it was to be before; each empty where that is as it was."""

    from_when: str = ""
    from_place: str = ""


def moved(registration: Registration) -> Moved | None:
    """What the person has not known from the start; ``None``: nothing, or it began."""
    event, now = registration.event, clock.now()
    # What never changed for calendars has not been moved; no need to ask the log.
    may_move = event.sequence and event.state in RUNNING and event.starts_at > now
    if registration.shown_state not in LIVE or not may_move:
        return None
    changes = [entry.changes for entry, _pairs in event_moves(registration)]
    times = [each for each in changes if "starts_local" in each]
    places = [each["place_name"][0] for each in changes if "place_name" in each]
    was_at = places[0] if places and places[0] != event.place_name else ""
    found = Moved(moved_from(event, now) if times else "", was_at)
    return found if found != Moved() else None
