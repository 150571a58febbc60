"""In which order badges are printed."""

from collections.abc import Sequence

from eventreg.badges.queries import Owned
from eventreg.people.sorting import order_of
from eventreg.registrations.states import RegistrationRole

_ROLES = list(RegistrationRole)


def ordered(badges: Sequence[Owned], order: str, language: str) -> list[Owned]:
    """``badges``, which come by name, by company or role; within these by name.

    Companies are sorted as ``language`` sorts names; whoever has none comes last.
    """
    if order == "company":
        return sorted(badges, key=lambda own: _company(own, language))
    if order == "role":
        return sorted(badges, key=lambda own: _ROLES.index(own.registration.role))
    return list(badges)


def _company(own: Owned, language: str) -> tuple[bool, bytes]:
    return order_of(own.registration.company, language)
