"""Where somebody stands in line, and whether it moves, as the letter says it."""

from typing import Any

from eventreg import clock
from eventreg.registrations import queries, rules
from eventreg.registrations.models import Registration
from eventreg.registrations.rules import Standstill


def place_in_line(registration: Registration) -> dict[str, Any]:
    """The place, whether members go before it, and why nobody moves up, if so."""
    return {
        "place_in_line": queries.place_in_line(registration),
        "behind_members": queries.is_behind_members(registration),
        **_standstill(registration),
    }


def is_at_the_door(registration: Registration) -> bool:
    """Whether nobody moves up before the start, and free seats are given there."""
    return rules.is_left_to_the_door(registration.event, clock.now())


def is_party_waiting(registration: Registration) -> bool:
    """Whether the line moves, and only parties are passed over by now."""
    event, now = registration.event, clock.now()
    moves = not registration.together or rules.parties_move(event, now)
    return rules.standstill(event, now) is None and not moves


def _standstill(registration: Registration) -> dict[str, Any]:
    event, now = registration.event, clock.now()
    still = rules.standstill(event, now)
    waits = is_party_waiting(registration)
    return {
        "stands_still": still is not None or waits,
        "line_stopped": still is Standstill.PAUSED,
        "at_the_door": is_at_the_door(registration),
        "party_waits": waits,
    }
