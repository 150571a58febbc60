"""States as the database reads them in its rules."""

from collections.abc import Iterable

from eventreg.registrations.states import State


def listed(states: Iterable[State]) -> str:
    """These states as SQL lists them, in the order of ``State``."""
    return "({})".format(", ".join(f"'{s}'" for s in State if s in set(states)))
