"""What staff choose before a list is made or handed out."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, ValidationError
from wtforms.validators import Optional

from eventreg.registrations.lists.kinds import AnyList, DayList, ListKind
from eventreg.registrations.lists.words import list_hint, list_name
from eventreg.web.fields import EmailField, MailAddress, RequiredText, squeeze
from eventreg.web.forms import Form
from eventreg.web.limits import AtMost
from eventreg.web.locale import NAMES


class _AnyListForm(Form):
    """Which list, in which language."""

    kind = RadioField(_l("Which list"), default=ListKind.ATTENDEES)
    language = SelectField(_l("Language of the list"))

    def fill(self, kinds: Iterable[AnyList], *, has_groups: bool) -> None:
        """Offer ``kinds``; the one by group only where there are groups."""
        self.kind.choices = [
            (kind, f"{list_name(kind)}: {list_hint(kind)}")
            for kind in kinds
            if has_groups or kind is not ListKind.GROUPS
        ]
        self.language.choices = list(NAMES.items())


class ListForm(_AnyListForm):
    """The same, and for lists of the day whose answer makes the groups."""

    question = SelectField(_l("Question that says the table or the bus"))

    def validate_question(self, field: Any) -> None:
        if self.kind.data in set(DayList) and not field.data:
            raise ValidationError(_("Choose the question that says the table or bus"))


class IssueForm(_AnyListForm):
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
    #: Asked only where nothing has changed.
    again = BooleanField(_l("Hand it out once more, though nothing has changed"))


def list_form(language: str, named: Mapping[str, str], *, has_groups: bool) -> ListForm:
    """The form.

    :param named: questions that can make groups, in words by key; without any there
        are no lists of the day.
    :param has_groups: there are sessions, choices or contingents.
    """
    form = ListForm(language=language)
    form.fill([*ListKind, *(DayList if named else ())], has_groups=has_groups)
    form.question.choices = [("", _("Please choose")), *named.items()]
    if not named:
        del form.question
    return form


def issue_form(*, has_groups: bool, **values: object) -> IssueForm:
    form = IssueForm(data=values)
    form.fill(ListKind, has_groups=has_groups)
    return form
