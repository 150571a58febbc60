"""Two registrations side by side, as staff compare them before merging."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from eventreg.events.parts import pool_name
from eventreg.events.values import Words
from eventreg.people.names import formal_name, full_name
from eventreg.registrations import queries, seats
from eventreg.registrations.answers import queries as answers
from eventreg.registrations.forms.sign_up import PHOTO_WORDS
from eventreg.registrations.log import field_word, shown
from eventreg.registrations.models import Registration
from eventreg.web.phones import readable_phone
from eventreg.web.roles import Role

#: Columns that are compared as they are, in the order of the staff page.
_COLUMNS = (
    *("native_name", "badge_name", "email", "phone", "company", "position"),
    *("country", "language", "address_as", "role", "message"),
)


@dataclass(frozen=True)
class Row:
    """One field, as the registration that stays has it and as the other one has."""

    field: str | Words
    kept: str
    gone: str

    @property
    def differs(self) -> bool:
        return self.kept != self.gone


def compared(kept: Registration, gone: Registration, *, by: Role) -> list[Row]:
    """Every field that either has; answers as far as ``by`` reads them."""
    both = zip(_details(kept), _details(gone), strict=True)
    rows = [Row(field, one, other) for (field, one), (_same, other) in both]
    rows += _answers(kept, gone, by=by)
    return [row for row in rows if row.differs or row.kept != "–"]


def _details(registration: Registration) -> Iterator[tuple[str, str]]:
    yield _("Name"), formal_name(registration)
    for column in _COLUMNS:
        value = getattr(registration, column)
        text = readable_phone(value) if column == "phone" and value else None
        yield field_word(column), text or shown(column, value)
    places = [str(pool_name(pool)) for pool in seats.chosen_by(registration)]
    yield field_word("places"), ", ".join(places) or "–"
    others = [
        full_name(p) for p in queries.party(registration) if p is not registration
    ]
    yield _("Party"), ", ".join(others) or "–"
    yield _("Shown to others"), shown("show_name", registration.show_name)
    yield _("Photos"), str(PHOTO_WORDS[registration.photo_level])


def _answers(kept: Registration, gone: Registration, *, by: Role) -> Iterator[Row]:
    """Each question that one of the two has answered, in the order of the form."""
    given = answers.readable([kept.id, gone.id], by=by)
    one, other = (
        {each.question.key: each for each in given.get(registration.id, [])}
        for registration in (kept, gone)
    )
    for key, each in {**other, **one}.items():
        texts = [found[key].text if key in found else "–" for found in (one, other)]
        yield Row(each.label, *texts)
