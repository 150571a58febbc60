"""What can stand in a column about a registration, and who may see it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from eventreg.people.forms.names import SALUTATIONS
from eventreg.people.names import full_name
from eventreg.people.territories import country_name
from eventreg.registrations.forms.sign_up import PHOTO_WORDS
from eventreg.registrations.words import role_word, state_word
from eventreg.tables import Cell
from eventreg.web.locale import NAMES
from eventreg.web.phones import readable_phone
from eventreg.web.roles import Role

#: Who sees addresses, numbers and what people wrote.
OFFICE = frozenset({Role.DIRECTOR, Role.OFFICE})


@dataclass(frozen=True)
class Reader:
    """For whom cells are written, and what they need beside the registration."""

    language: str
    #: Of the event: all moments are told by its clock.
    timezone: str
    role: Role
    #: By id of the registration: the names of what it claims a seat in.
    places: dict[int, str] = field(default_factory=dict)
    #: By id: the number of whoever signed this person up.
    leads: dict[int, str] = field(default_factory=dict)
    #: By id: when this person came.
    came: dict[int, datetime] = field(default_factory=dict)

    def wall(self, instant: datetime | None) -> datetime | None:
        """``instant`` by the event's clock, to the minute."""
        if instant is None:
            return None
        local = instant.astimezone(ZoneInfo(self.timezone))
        return local.replace(tzinfo=None, second=0, microsecond=0)


@dataclass(frozen=True)
class Field:
    """One column about a registration; ``read`` takes what has its attributes."""

    key: str
    heading: LazyString
    read: Callable[[Any, Reader], Cell]
    #: Of the registration: what ``read`` looks at.
    needs: tuple[str, ...]
    width: int = 18
    is_for_office: bool = True

    def may_be_read_by(self, role: Role) -> bool:
        return role in OFFICE or not self.is_for_office


def _plain(name: str, heading: LazyString, width: int = 18, **more: Any) -> Field:
    """A column that shows one attribute as it is."""

    def read(row: Any, _reader: Reader) -> Cell:
        value: Cell = getattr(row, name)
        return value

    return Field(name, heading, read, (name,), width, **more)


def _yes(value: bool) -> str:
    return _("Yes") if value else _("No")


def _salutation(key: str) -> str:
    """As letters and forms say it; without one nothing."""
    words = {choice.value: str(choice.label) for choice in SALUTATIONS}
    return words.get(key, key) if key else ""


_NAME = ("given_name", "family_name", "family_first")

#: All columns but those of answers, in the order in which they are offered.
FIELDS: dict[str, Field] = {
    each.key: each
    for each in (
        Field(
            "name",
            _l("Full name"),
            lambda row, _reader: full_name(row),
            _NAME,
            28,
            is_for_office=False,
        ),
        Field(
            "salutation",
            _l("Salutation"),
            lambda row, _reader: _salutation(row.salutation),
            ("salutation",),
            12,
        ),
        _plain("title", _l("Academic title"), 12),
        _plain("given_name", _l("Given name")),
        _plain("family_name", _l("Family name")),
        _plain("suffix", _l("Suffix"), 12),
        _plain("native_name", _l("Name in the own script")),
        _plain("badge_name", _l("Name on the badge")),
        _plain("company", _l("Company"), 28, is_for_office=False),
        _plain("position", _l("Position")),
        Field(
            "country",
            _l("Country"),
            lambda row, reader: (
                country_name(row.country, reader.language) if row.country else ""
            ),
            ("country",),
        ),
        _plain("email", _l("E-mail"), 28),
        Field(
            "phone",
            _l("Phone"),
            lambda row, _reader: readable_phone(row.phone) if row.phone else "",
            ("phone",),
        ),
        Field(
            "language",
            _l("Language"),
            lambda row, _reader: NAMES.get(row.language, row.language),
            ("language",),
            12,
        ),
        Field(
            "role",
            _l("Comes as"),
            lambda row, _reader: role_word(row.role),
            ("role",),
            14,
            is_for_office=False,
        ),
        Field(
            "state",
            _l("State"),
            lambda row, _reader: state_word(row.state),
            ("state",),
            20,
            is_for_office=False,
        ),
        Field(
            "came_at",
            _l("Came"),
            lambda row, reader: reader.wall(reader.came.get(row.id)),
            ("id",),
            17,
            is_for_office=False,
        ),
        Field(
            "places",
            _l("Seats in"),
            lambda row, reader: reader.places.get(row.id, ""),
            ("id",),
            24,
            is_for_office=False,
        ),
        Field(
            "is_member",
            _l("Member"),
            lambda row, _reader: _yes(row.is_member),
            ("is_member",),
            10,
        ),
        Field(
            "submitted_at",
            _l("Signed up"),
            lambda row, reader: reader.wall(row.submitted_at),
            ("submitted_at",),
            17,
        ),
        Field(
            "waiting_since",
            _l("Waiting since"),
            lambda row, reader: reader.wall(row.waiting_since),
            ("waiting_since",),
            17,
        ),
        _plain("reference", _l("Number"), 12),
        Field(
            "lead",
            _l("Signed up by"),
            lambda row, reader: reader.leads.get(row.lead_id or 0, ""),
            ("lead_id",),
            14,
        ),
        Field(
            "show_name",
            _l("Shown to other participants"),
            lambda row, _reader: _yes(row.show_name),
            ("show_name",),
            12,
        ),
        Field(
            "photo_level",
            _l("Photos"),
            lambda row, _reader: str(PHOTO_WORDS[row.photo_level]),
            ("photo_level",),
        ),
        _plain("message", _l("Message"), 40),
    )
}

#: What a list shows until somebody chooses.
USUAL = ("name", "company", "role", "state", "submitted_at")
