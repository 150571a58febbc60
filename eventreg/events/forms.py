"""What staff type about an event: its shape only."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Length, Optional

from eventreg.events import times
from eventreg.events.rules import MOST_SEATS
from eventreg.web.fields import (
    ChecksField,
    EmailField,
    LocalDateTimeField,
    MailAddress,
    RequiredText,
    clean_text,
    none_if_empty,
    squeeze,
)
from eventreg.web.forms import Form
from eventreg.web.locale import LANGUAGES, language_name

#: Nobody keeps an offer longer than three months.
MOST_HOURS = 2160

_LANGUAGES = {code: language_name(code) for code in LANGUAGES}


class WholeNumberField(IntegerField):
    """A whole number from ``least`` to ``most``; ``None`` when it is none."""

    def __init__(self, *args: Any, least: int, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.least, self.most = least, most

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = squeeze(valuelist[0]) if valuelist else ""
        self.data = int(typed) if typed and _is_number(typed) else None

    def pre_validate(self, form: Form) -> None:
        if self.data is None or not self.least <= self.data <= self.most:
            message = _l("Enter a whole number from %(least)s to %(most)s")
            raise ValidationError(message % {"least": self.least, "most": self.most})


def _is_number(typed: str) -> bool:
    return len(typed) <= 12 and typed.removeprefix("-").isdecimal()


def _longest(most: int) -> Length:
    return Length(max=most, message=_l("Use %(max)d characters or fewer"))


def _line(label: LazyString, most: int, *, required: LazyString = "") -> StringField:
    needs = [RequiredText(required)] if required else []
    return StringField(label, filters=[squeeze], validators=[*needs, _longest(most)])


def _text(label: LazyString, most: int) -> TextAreaField:
    return TextAreaField(label, filters=[clean_text], validators=[_longest(most)])


def _starts() -> LocalDateTimeField:
    needed = RequiredText(_l("Enter when the event starts"))
    return LocalDateTimeField(_l("Starts"), validators=[needed])


def _ends() -> LocalDateTimeField:
    needed = RequiredText(_l("Enter when the event ends"))
    return LocalDateTimeField(_l("Ends"), validators=[needed])


def _clock() -> SelectField:
    """The view hands in the choices."""
    return SelectField(_l("Time zone"), default=times.HOME_ZONE, validate_choice=False)


class WhenChecks(Form):
    """What holds for ``starts_local``, ``ends_local`` and ``timezone`` in any form."""

    def validate_timezone(self, field: SelectField) -> None:
        if field.data not in field.choices:
            raise ValidationError(_l("Choose one of the time zones in the list"))

    def validate_starts_local(self, field: LocalDateTimeField) -> None:
        self._check_clock(field.data)

    def validate_ends_local(self, field: LocalDateTimeField) -> None:
        self._check_clock(field.data)
        starts = self.starts_local.data
        if field.data and starts and field.data <= starts:
            raise ValidationError(_l("The end must come after the start"))

    def _check_clock(self, local: datetime | None) -> None:
        if local is None:
            return
        if not times.is_near(local):
            raise ValidationError(_l("Enter a year from 2000 to 2100"))
        zone = self.timezone.data
        if zone in self.timezone.choices and not times.exists(local, zone):
            raise ValidationError(
                _l("The clocks skip this time that night: enter another one")
            )


class CreateForm(WhenChecks):
    """The one page that makes an event."""

    title = _line(_l("Title"), 200, required=_l("Enter a title"))
    language = SelectField(
        _l("Language of the texts"),
        choices=_LANGUAGES,
        validate_choice=False,
    )
    place_name = _line(_l("Place"), 200, required=_l("Enter where it takes place"))
    timezone = _clock()
    starts_local = _starts()
    ends_local = _ends()
    capacity = WholeNumberField(_l("Seats"), least=1, most=MOST_SEATS)

    def validate_language(self, field: SelectField) -> None:
        _check_language(field)


def _check_language(field: Field) -> None:
    if field.data not in LANGUAGES:
        raise ValidationError(_l("Choose one of the languages in the list"))


class EditTextForm(Form):
    """What the event says in one language."""

    title = _line(_l("Title"), 200, required=_l("Enter a title"))
    summary = _text(_l("Summary (optional)"), 600)
    description = _text(_l("Description (optional)"), 20_000)
    price = _line(_l("Price, in your own words (optional)"), 200)
    access = _text(_l("How to get in (optional)"), 600)


class EditWhenForm(WhenChecks):
    """When and where, and whom to ask."""

    timezone = _clock()
    starts_local = _starts()
    ends_local = _ends()
    place_name = _line(_l("Place"), 200, required=_l("Enter where it takes place"))
    place_address = _text(_l("Address (optional)"), 400)
    online_url = _line(_l("Link for taking part online (optional)"), 400)
    organiser = _line(_l("Organiser (optional)"), 200)
    contact_email = EmailField(
        _l("E-mail address for questions (optional)"),
        validators=[
            Optional(),
            MailAddress(),
            _longest(254),
        ],
    )

    def validate_online_url(self, field: StringField) -> None:
        if field.data and not _is_web_address(field.data):
            raise ValidationError(_l("Enter a web address that begins with https://"))


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:  # brackets that are no IPv6 address
        return False


class EditSeatsForm(Form):
    """How many may come."""

    capacity = WholeNumberField(_l("Seats for guests"), least=1, most=MOST_SEATS)
    team = WholeNumberField(_l("Seats for team and speakers"), least=0, most=MOST_SEATS)


class EditSignUpForm(Form):
    """When people can sign up, who decides, how long an offer is kept."""

    opens_local = LocalDateTimeField(
        _l("Sign-up opens (optional)"), filters=[none_if_empty]
    )
    deadline_local = LocalDateTimeField(
        _l("Deadline (optional)"), filters=[none_if_empty]
    )
    needs_approval = BooleanField(_l("The director decides who comes"))
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


class EditLanguagesForm(Form):
    """In which languages the event is shown; the first fills gaps of the others."""

    first = SelectField(_l("First language"), choices=_LANGUAGES, validate_choice=False)
    others = ChecksField(_l("Shown in"), choices=_LANGUAGES, validate_choice=False)

    def validate_first(self, field: SelectField) -> None:
        _check_language(field)

    def validate_others(self, field: ChecksField) -> None:
        if not set(field.data or ()).issubset(LANGUAGES):
            raise ValidationError(_l("Choose only languages in the list"))

    def in_order(self) -> list[str]:
        """The chosen languages, the first one first."""
        chosen = set(self.others.data) - {self.first.data}
        return [self.first.data, *(code for code in LANGUAGES if code in chosen)]


class CancelForm(Form):
    """Why the event is called off; those who signed up will read it."""

    reason = _text(_l("Reason (optional)"), 600)
