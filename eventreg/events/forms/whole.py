"""What staff type about an event as a whole: when, where, and whether at all."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from werkzeug.datastructures import MultiDict
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
from eventreg.events.models import Event
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
from eventreg.web.meanwhile import PRINTS, Watched


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


class WordsForm(Form):
    """What everybody who signed up will read, in each language of the event.

    Its fields come with ``postpone_form``, ``edit_when_form`` and ``cancel_form``.
    """

    languages: tuple[str, ...] = ()

    def words_fields(self) -> list[tuple[str, Field]]:
        return [(code, self[f"words_{code}"]) for code in self.languages]

    @property
    def words(self) -> dict[str, str]:
        """What was written, by its language; none where nothing was."""
        return {code: field.data for code, field in self.words_fields() if field.data}


class EditPlaceForm(WordsForm, EditWhenForm):
    """When and where, and how people are told of another place."""

    #: Which button was pressed, once it was asked: "everybody" or "nobody".
    tell = HiddenField()

    def typed_again(self) -> dict[str, str]:
        """When and where as typed, for the address of the page that tells people."""
        return {
            name: self[name].raw_data[0]
            for name in PostponeForm.OWN
            if self[name].raw_data
        }

    def changed(self) -> dict[str, Any]:
        """What was typed about the event, by column."""
        besides = {PRINTS, "csrf_token", "tell"} | {
            f"words_{code}" for code in self.languages
        }
        return {name: data for name, data in self.data.items() if name not in besides}


class PostponeForm(WordsForm, WhenChecks):
    """Another date or place, and what the e-mails say of it."""

    OWN = ("timezone", "starts_local", "ends_local", "place_name", "place_address")

    timezone = _clock()
    starts_local = _starts()
    #: Empty: it lasts as long as before.
    ends_local = LocalDateTimeField(_l("Ends (optional)"))
    place_name = line(_l("Place"), 200, required=_l("Enter where it takes place"))
    place_address = text(_l("Address (optional)"), 400)
    #: What the page said becomes of open offers, before the button was pressed.
    offers_read = HiddenField()

    def begin_with(self, typed: Any, event: Event) -> None:
        """What was typed on the page before; of the end nothing, if it was none.

        :param typed: from the address; often empty.
        """
        if not typed:
            self.ends_local.data = None
            return
        choices = self.timezone.choices
        self.process(MultiDict({k: typed[k] for k in self.OWN if k in typed}), event)
        self.timezone.choices = choices

    def moved(self) -> dict[str, Any]:
        """The new date and place, by column."""
        return {name: self[name].data for name in self.OWN}


class CancelForm(WordsForm):
    """Why the event is called off."""


def postpone_form(languages: Sequence[str]) -> type[PostponeForm]:
    """The form with a word to everybody in each language of the event."""
    return type("PostponeForm", (PostponeForm,), _words(languages, _say))


def edit_when_form(languages: Sequence[str]) -> type[EditPlaceForm]:
    """The form with a word to everybody in each language of the event."""
    return type("EditPlaceForm", (EditPlaceForm,), _words(languages, _say))


def cancel_form(languages: Sequence[str]) -> type[CancelForm]:
    """The form with the reason in each language of the event."""
    return type("CancelForm", (CancelForm,), _words(languages, _why))


def _words(
    languages: Sequence[str], label: Callable[[str], LazyString]
) -> dict[str, Any]:
    """A field for each; its label names the language where there are several."""
    named = languages if len(languages) > 1 else [""]
    fields = {
        f"words_{code}": text(label(language_word(name) if name else ""), 600)
        for code, name in zip(languages, named, strict=True)
    }
    return {"languages": tuple(languages), **fields}


def _say(language: str) -> LazyString:
    if not language:
        return _l("What the e-mail should say (optional)")
    return _l(
        "What the e-mail should say in %(language)s (optional)", language=language
    )


def _why(language: str) -> LazyString:
    if not language:
        return _l("Reason (optional)")
    return _l("Reason in %(language)s (optional)", language=language)
