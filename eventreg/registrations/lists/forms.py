"""What staff choose before a list is made or handed out."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import Optional

from eventreg.registrations.lists.kinds import ListKind
from eventreg.registrations.lists.words import list_hint, list_name
from eventreg.web.fields import EmailField, MailAddress, RequiredText, squeeze
from eventreg.web.forms import Form
from eventreg.web.limits import AtMost
from eventreg.web.locale import NAMES


class ListForm(Form):
    """Which list, in which language."""

    kind = RadioField(_l("Which list"), default=ListKind.ATTENDEES)
    language = SelectField(_l("Language of the list"))

    def fill(self) -> None:
        self.kind.choices = [
            (kind, f"{list_name(kind)}: {list_hint(kind)}") for kind in ListKind
        ]
        self.language.choices = list(NAMES.items())


class IssueForm(ListForm):
    """The same, and who gets it."""

    recipient = StringField(
        _l("Who gets it"),
        filters=[squeeze],
        validators=[RequiredText(_l("Enter who gets the list")), AtMost(120)],
    )
    email = EmailField(
        _l("Send it to this e-mail address (optional)"),
        validators=[Optional(), MailAddress(), AtMost(254)],
    )


def list_form(language: str) -> ListForm:
    form = ListForm(language=language)
    form.fill()
    return form


def issue_form(language: str, **values: object) -> IssueForm:
    form = IssueForm(language=language, **values)
    form.fill()
    return form
