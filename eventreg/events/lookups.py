"""What events ask of later rooms, which they must not import."""

from collections.abc import Callable, Mapping
from typing import Any

from eventreg.events.models import Event

#: How many people are in each state at an event, by the state's code.
Counts = Callable[[Event], Mapping[Any, int]]

_counts: list[Counts] = []


def supply_counts(function: Counts) -> None:
    """Say who counts registrations; the room that has them calls this once."""
    _counts[:] = [function]


def counts(event: Event) -> dict[str, int]:
    """How many people are in each state; empty while nobody counts."""
    return {str(state): n for count in _counts for state, n in count(event).items()}


#: Whoever is in one of these is written to when the event moves or is called off.
_TOLD = ("pending", "waitlisted", "offered", "confirmed")


def people_to_tell(event: Event) -> int:
    """How many people would be written to if the event moved or was called off."""
    found = counts(event)
    return sum(found.get(state, 0) for state in _TOLD)
