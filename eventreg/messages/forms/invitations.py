"""What staff write to everybody whom they invite."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, TextAreaField

from eventreg.web.fields import clean_text
from eventreg.web.forms import Form
from eventreg.web.limits import AtMost


class InvitationsForm(Form):
    """A word in each language, and whether anybody still decides."""

    languages: tuple[str, ...] = ()

    counts_as_approved = BooleanField(_l("The invitation counts as approved"))

    def note_fields(self) -> list[tuple[str, Field]]:
        return [(code, self[f"note_{code}"]) for code in self.languages]

    @property
    def notes(self) -> dict[str, str]:
        return {code: field.data or "" for code, field in self.note_fields()}


def invitations_form(languages: Sequence[str]) -> type[InvitationsForm]:
    """The form with a word in each of the languages that people read."""
    fields: dict[str, Any] = {"languages": tuple(languages)}
    for code in languages:
        fields[f"note_{code}"] = TextAreaField(
            _l("A word to them (optional)"),
            filters=[clean_text],
            validators=[AtMost(600)],
        )
    return type("InvitationsForm", (InvitationsForm,), fields)
