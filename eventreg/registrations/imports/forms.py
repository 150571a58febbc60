"""As what the people of a list come, and who is asked about them."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice

from eventreg.people.forms.names import NAME_RULES, language_field
from eventreg.people.imports.forms import ColumnsForm
from eventreg.people.names import clean_name
from eventreg.registrations.forms.places import Offered
from eventreg.registrations.states import TEAM_ROLES, RegistrationRole
from eventreg.registrations.words import role_word
from eventreg.tables import ReadList, ReadRow
from eventreg.web.fields import EmailField, MailAddress
from eventreg.web.limits import AtMost, OneOf
from eventreg.web.locale import current_language

#: Longer lists have no contact person: nobody would read such a letter.
MOST_WITH_CONTACT = 100
_OUTSIDE = ("contact_name", "contact_email", "contact_language")
#: Cells of a row by which somebody finds a person in it.
_CELLS = 4


class ArrivalColumnsForm(ColumnsForm):
    """The columns of a list for an event, with role, contingent and contact.

    :param offered: the contingents, by the value that stands for them.
    """

    role = SelectField(_l("They come as"), validate_choice=False)
    contingent = SelectField(_l("Contingent"), validate_choice=False)
    contact = SelectField(
        _l("Contact person of the list (optional)"), validate_choice=False
    )
    contact_name = StringField(
        _l("Name of a contact who is not on the list (optional)"),
        filters=[clean_name],
        validators=NAME_RULES,
    )
    contact_email = EmailField(
        _l("E-mail address of this contact (optional)"), validators=[AtMost(254)]
    )
    contact_language = language_field(_l("Language of the e-mail to this contact"))

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offered = offered
        self.role.choices = [
            SelectChoice(str(role), role_word(role)) for role in RegistrationRole
        ]
        self.role.validators = [OneOf(RegistrationRole)]
        self._offer_contingents()
        self._offer_contacts(self.found)

    def _offer_contingents(self) -> None:
        if not self._offered:
            del self["contingent"]
            return
        language = current_language()
        self.contingent.choices = [
            SelectChoice("", _("Choose a contingent")),
            *(SelectChoice(key, p.name(language)) for key, p in self._offered.items()),
        ]

    def _offer_contacts(self, found: ReadList) -> None:
        rows = [row for row in found.rows if any("@" in cell for cell in row.cells)]
        if len(found.rows) > MOST_WITH_CONTACT:
            for name in ("contact", *_OUTSIDE):
                del self[name]
            return
        if not rows:
            del self["contact"]
            return
        self.contact.choices = [
            SelectChoice("", _("Nobody")),
            *(SelectChoice(str(row.number), _words(row)) for row in rows),
        ]
        self.contact.validators = [OneOf(["", *(str(row.number) for row in rows)])]

    def validate_contingent(self, field: SelectField) -> None:
        """Whoever belongs to the team sits outside the contingents."""
        is_team = self.role.data in {str(role) for role in TEAM_ROLES}
        if field.data not in self._offered and not (is_team and not field.data):
            raise ValidationError(_("Choose the contingent of these people"))

    def validate_contact_email(self, field: EmailField) -> None:
        if field.data:
            MailAddress()(self, field)
        elif self.contact_name.data:
            raise ValidationError(_("Enter the e-mail address of this contact, too"))
        if field.data and "contact" in self and self.contact.data:
            raise ValidationError(
                _("Choose a contact person of the list or type another one, not both")
            )

    @property
    def outside(self) -> dict[str, str] | None:
        """The contact who does not come; ``None``: nobody was typed."""
        if "contact_email" not in self or not self.contact_email.data:
            return None
        return {
            "name": self.contact_name.data or "",
            "email": self.contact_email.data.lower(),
            "language": self.contact_language.data,
        }

    def options(self) -> dict[str, Any]:
        pool = self._offered.get(self.contingent.data) if "contingent" in self else None
        number = self.contact.data if "contact" in self else ""
        return super().options() | {
            "role": self.role.data,
            "pools": [pool.id] if pool else [],
            "contact": int(number) if number else None,
            "outside": self.outside,
        }


def _words(row: ReadRow) -> str:
    """A row as somebody recognises it, whatever its columns are."""
    filled = [cell for cell in row.cells if cell]
    address = next(cell for cell in filled if "@" in cell)
    others = [cell for cell in filled if "@" not in cell][:_CELLS]
    return f"{row.number}: {' '.join(others)} – {address}"[:120]
