"""What staff type into the parts of an event besides time and place."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import BooleanField, SelectField, ValidationError

from eventreg.events.forms.fields import (
    LANGUAGE_CHOICES,
    WholeNumberField,
    check_language,
    line,
    text,
)
from eventreg.events.rules import MOST_SEATS
from eventreg.web.fields import ChecksField, LocalDateTimeField, none_if_empty
from eventreg.web.locale import LANGUAGES
from eventreg.web.meanwhile import Watched

#: Nobody keeps an offer longer than three months.
MOST_HOURS = 2160


class EditTextForm(Watched):
    """What the event says in one language."""

    title = line(_l("Title"), 200, required=_l("Enter a title"))
    summary = text(_l("Summary (optional)"), 600)
    description = text(_l("Description (optional)"), 20_000)
    price = line(_l("Price, in your own words (optional)"), 200)
    terms = text(_l("What cancelling costs, in your own words (optional)"), 600)
    access = text(_l("How to get in (optional)"), 600)


class EditSeatsForm(Watched):
    """How many may come."""

    capacity = WholeNumberField(_l("Seats for guests"), least=1, most=MOST_SEATS)
    team = WholeNumberField(_l("Seats for team and speakers"), least=0, most=MOST_SEATS)


def _instant(label: LazyString) -> LocalDateTimeField:
    return LocalDateTimeField(label, filters=[none_if_empty])


class EditSignUpForm(Watched):
    """When people can sign up, who decides, how long an offer is kept."""

    members_open_local = _instant(_l("Members can sign up from (optional)"))
    opens_local = _instant(_l("Sign-up opens (optional)"))
    deadline_local = _instant(_l("Deadline (optional)"))
    change_until_local = _instant(_l("Answers can be changed until (optional)"))
    needs_approval = BooleanField(_l("The director decides who comes"))
    takes_late = BooleanField(_l("Applications may come after the deadline"))
    accept_hours = WholeNumberField(
        _l("Hours to accept after an approval"), least=0, most=MOST_HOURS
    )
    offer_hours = WholeNumberField(
        _l("Hours to accept a seat that has come free"), least=0, most=MOST_HOURS
    )
    cut_off_hours = WholeNumberField(
        _l("Hours before the start when the waitlist stops"), least=0, most=MOST_HOURS
    )
    members_first = BooleanField(_l("Members come before guests on the waitlist"))
    only_together = BooleanField(_l("Parties of up to 4 may ask to come only together"))


class EditLanguagesForm(Watched):
    """In which languages the event is shown; the first fills gaps of the others."""

    first = SelectField(
        _l("First language"), choices=LANGUAGE_CHOICES, validate_choice=False
    )
    others = ChecksField(
        _l("Shown in"), choices=LANGUAGE_CHOICES, validate_choice=False
    )

    def validate_first(self, field: SelectField) -> None:
        check_language(field)

    def validate_others(self, field: ChecksField) -> None:
        if not set(field.data or ()).issubset(LANGUAGES):
            raise ValidationError(_l("Choose only languages in the list"))

    def in_order(self) -> list[str]:
        """The chosen languages, the first one first."""
        chosen = set(self.others.data) - {self.first.data}
        return [self.first.data, *(code for code in LANGUAGES if code in chosen)]
