"""In which order badges are printed."""

from collections.abc import Sequence

from eventreg.badges.queries import Owned
from eventreg.registrations.states import RegistrationRole

_ROLES = list(RegistrationRole)


def ordered(badges: Sequence[Owned], order: str) -> list[Owned]:
    """``badges``, which come by name, by company or role; within these by name.

    Whoever has no company comes last.
    """
    if order == "company":
        return sorted(badges, key=_company)
    if order == "role":
        return sorted(badges, key=lambda own: _ROLES.index(own.registration.role))
    return list(badges)


def _company(own: Owned) -> tuple[bool, str]:
    key = own.registration.company_key
    return not key, key
