"""What staff type about an event as a whole: when, where, and whether at all."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, SelectField, StringField, ValidationError
from wtforms.validators import Optional

from eventreg.events import times
from eventreg.events.forms.fields import (
    LANGUAGE_CHOICES,
    SessionsField,
    WholeNumberField,
    check_language,
    line,
    text,
)
from eventreg.events.rules import MOST_SEATS
from eventreg.web.fields import (
    EmailField,
    LocalDateTimeField,
    MailAddress,
    RequiredText,
    clean_text,
)
from eventreg.web.forms import Form
from eventreg.web.limits import AtMost
from eventreg.web.locale import language_word
from eventreg.web.meanwhile import Watched


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

    title = line(_l("Title"), 200, required=_l("Enter a title"))
    language = SelectField(
        _l("Language of the texts"),
        choices=LANGUAGE_CHOICES,
        validate_choice=False,
    )
    place_name = line(_l("Place"), 200, required=_l("Enter where it takes place"))
    timezone = _clock()
    starts_local = _starts()
    ends_local = _ends()
    capacity = WholeNumberField(_l("Seats"), least=1, most=MOST_SEATS)
    #: Of workshops; the view takes it away from other kinds.
    sessions = SessionsField(_l("Sessions (optional)"), filters=[clean_text])

    def validate_language(self, field: SelectField) -> None:
        check_language(field)


class EditWhenForm(WhenChecks, Watched):
    """When and where, and whom to ask."""

    timezone = _clock()
    starts_local = _starts()
    ends_local = _ends()
    place_name = line(_l("Place"), 200, required=_l("Enter where it takes place"))
    place_address = text(_l("Address (optional)"), 400)
    online_url = line(_l("Link for taking part online (optional)"), 400)
    organiser = line(_l("Organiser (optional)"), 200)
    contact_email = EmailField(
        _l("E-mail address for questions (optional)"),
        validators=[
            Optional(),
            MailAddress(),
            AtMost(254),
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


class PostponeForm(WhenChecks):
    """Another date or place; what the e-mail says comes with ``postpone_form``."""

    languages: tuple[str, ...] = ()

    timezone = _clock()
    starts_local = _starts()
    #: Empty: it lasts as long as before.
    ends_local = LocalDateTimeField(_l("Ends (optional)"))
    place_name = line(_l("Place"), 200, required=_l("Enter where it takes place"))
    place_address = text(_l("Address (optional)"), 400)
    #: What the page said becomes of open offers, before the button was pressed.
    offers_read = HiddenField()

    def words_fields(self) -> list[tuple[str, Field]]:
        return [(code, self[f"words_{code}"]) for code in self.languages]

    @property
    def words(self) -> dict[str, str]:
        """What was written, by its language; none where nothing was."""
        return {code: field.data for code, field in self.words_fields() if field.data}

    def moved(self) -> dict[str, Any]:
        """The new date and place, by column."""
        own = ("timezone", "starts_local", "ends_local", "place_name", "place_address")
        return {name: self[name].data for name in own}


def postpone_form(languages: Sequence[str]) -> type[PostponeForm]:
    """The form with a word to everybody in each language of the event."""
    fields: dict[str, Any] = {"languages": tuple(languages)}
    label: Any = _l("What the e-mail should say (optional)")
    for code in languages:
        if len(languages) > 1:
            label = _l(
                "What the e-mail should say in %(language)s (optional)",
                language=language_word(code),
            )
        fields[f"words_{code}"] = text(label, 600)
    return type("PostponeForm", (PostponeForm,), fields)


class CancelForm(Form):
    """Why the event is called off; those who signed up will read it."""

    reason = text(_l("Reason (optional)"), 600)
