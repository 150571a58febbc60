"""Old and new values as people read them."""

from typing import Any

from eventreg.people.imports.plans import Difference
from eventreg.people.imports.words import field_word
from eventreg.people.models import Sector
from eventreg.people.territories import country_name, country_names
from eventreg.web.locale import current_language
from eventreg.web.phones import readable_phone

#: Not said by a list, so never changed by one.
_UNSAID = frozenset({"family_first", "address_as", "kind", "name"})


def changes_between(old: Any, new: Any) -> tuple[Difference, ...]:
    """What differs between two ``PersonValues`` or two ``CompanyValues``."""
    return tuple(
        Difference(
            field_word(field), _said(field, before), _said(field, getattr(new, field))
        )
        for field, before in vars(old).items()
        if field not in _UNSAID and _plain(before) != _plain(getattr(new, field))
    )


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value


def _said(field: str, value: Any) -> str:
    if not value:
        return "–"
    if isinstance(value, Sector):
        return value.name(current_language())
    if field == "countries":
        return ", ".join(country_names(value, current_language()))
    if field == "country":
        return country_name(value, current_language())
    return readable_phone(value) if field == "phone" else str(value)
