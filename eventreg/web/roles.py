"""What an account may be; each staff page names the roles that open it."""

from enum import StrEnum

from flask_babel import gettext as _


class Role(StrEnum):
    """An account role. The director may open every staff page."""

    DIRECTOR = "director"
    OFFICE = "office"
    TRAVEL_LEAD = "travel_lead"
    DESK = "desk"


class Demanded(StrEnum):
    """Of whom the site demands a second factor."""

    NOBODY = "nobody"
    #: Who decides and looks after registrations.
    OFFICE = "office"
    STAFF = "staff"

    def includes(self, role: Role) -> bool:
        if self is Demanded.OFFICE:
            return role in (Role.DIRECTOR, Role.OFFICE)
        return self is Demanded.STAFF


def role_name(role: Role) -> str:
    """The role in the reader's language."""
    names: dict[Role, str] = {
        Role.DIRECTOR: _("Director"),
        Role.OFFICE: _("Office"),
        Role.TRAVEL_LEAD: _("Travel lead"),
        Role.DESK: _("Desk"),
    }
    return names[role]
