"""What staff type about the picture, the agenda and the speakers of an event."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice

from eventreg.events import times
from eventreg.events.forms.fields import line, text
from eventreg.events.models import Event
from eventreg.events.programme import (
    LONGEST_LINE,
    LONGEST_TEXT,
    AgendaEntry,
    Speaker,
)
from eventreg.events.services.covers import LARGEST
from eventreg.events.services.speakers import LARGEST as LARGEST_FACE
from eventreg.events.states import Kind
from eventreg.uploads.forms import UploadField
from eventreg.web.dates import city_of
from eventreg.web.fields import LocalDateTimeField, RequiredText, none_if_empty
from eventreg.web.locale import language_name
from eventreg.web.meanwhile import Watched

#: What a field is made of: its language's name, and whether it is the event's first.
Make = Callable[[str, bool], Field]


class ByLanguageForm(Watched):
    """A form of which some fields come once a language, named ``<what>_<code>``."""

    def by_language(self, what: str) -> dict[str, str]:
        """What was typed into the fields of ``what``, by language; no empty ones."""
        fields = self.fields_of(what)
        return {
            field.name.removeprefix(f"{what}_"): field.data
            for field in fields
            if field.data
        }

    def fields_of(self, what: str) -> list[Any]:
        return [field for field in self if field.name.startswith(f"{what}_")]


class CoverForm(ByLanguageForm):
    picture = UploadField(_l("Picture"), pictures_only=True, largest=LARGEST)


class AgendaEntryForm(ByLanguageForm):
    """One point: when, what, where."""

    starts_local = LocalDateTimeField(
        _l("Starts"), validators=[RequiredText(_l("Enter when it starts"))]
    )
    ends_local = LocalDateTimeField(_l("Ends (optional)"), filters=[none_if_empty])
    #: Only trips cross time zones.
    timezone: SelectField | None = None
    ends_timezone: SelectField | None = None

    def validate_ends_local(self, field: LocalDateTimeField) -> None:
        starts, is_on_one_clock = self.starts_local.data, self.timezone is None
        if is_on_one_clock and field.data and starts and field.data <= starts:
            raise ValidationError(_l("The end must come after the start"))

    def values(self) -> dict[str, Any]:
        """What was typed, as the services take it."""
        found: dict[str, Any] = {
            "starts_local": self.starts_local.data,
            "ends_local": self.ends_local.data,
            "titles": self.by_language("title"),
            "places": self.by_language("place"),
            "texts": self.by_language("text"),
        }
        if self.timezone is not None and self.ends_timezone is not None:
            found["timezone"] = self.timezone.data or ""
            found["ends_timezone"] = self.ends_timezone.data or ""
        return found


class SpeakerForm(ByLanguageForm):
    """Who it is, what they do there, and a few words on them."""

    name = line(_l("Name"), LONGEST_LINE, required=_l("Enter a name"))
    company = line(_l("Company or institution (optional)"), LONGEST_LINE)
    picture = UploadField(
        _l("Picture (optional)"), pictures_only=True, largest=LARGEST_FACE
    )
    without_picture = BooleanField(_l("Remove the picture"))

    def values(self) -> dict[str, Any]:
        """What was typed, as the services take it, but for the picture."""
        return {
            "name": self.name.data,
            "company": self.company.data or "",
            "roles": self.by_language("role"),
            "texts": self.by_language("text"),
        }


def cover_form(event: Event) -> CoverForm:
    alts = {text.language: text.cover_alt for text in event.texts}
    fields = _each(event, "alt", lambda code, _first: _alt(code), known=alts)
    return _made(CoverForm, fields, picture=event.cover)


def entry_form(
    event: Event,
    entry: AgendaEntry | None = None,
    *,
    after: AgendaEntry | None = None,
) -> AgendaEntryForm:
    """The form of one point.

    :param after: a new one begins when this one ends; ``None``: with the event.
    """
    begins = event.starts_local
    if after is not None:
        begins = after.ends_local or after.starts_local
    known = entry or AgendaEntry(starts_local=begins, titles={}, places={}, texts={})
    fields = {
        **_each(event, "title", _title, known=known.titles),
        **_each(event, "place", _line_of(_l("Place")), known=known.places),
        **_each(event, "text", _text_of(_l("More on it")), known=known.texts),
    }
    if event.kind is Kind.TRIP:
        fields["timezone"] = _zone(
            _l("Time zone at the start"),
            _l("As the trip: %(city)s", city=city_of(event.timezone)),
        )
        fields["ends_timezone"] = _zone(
            _l("Time zone at the end"), _l("The same as at the start")
        )
    return _made(AgendaEntryForm, fields, obj=known)


def speaker_form(event: Event, speaker: Speaker | None = None) -> SpeakerForm:
    known = speaker or Speaker(roles={}, texts={})
    fields = {
        **_each(event, "role", _line_of(_l("Position or topic")), known=known.roles),
        **_each(event, "text", _text_of(_l("A few words")), known=known.texts),
    }
    return _made(SpeakerForm, fields, obj=speaker)


def _made(base: type, fields: dict[str, Any], **known: Any) -> Any:
    return type(base.__name__, (base,), fields)(**known)


def _each(
    event: Event, what: str, make: Make, *, known: Mapping[str, str]
) -> dict[str, Any]:
    """A field for each language of the event, filled in."""
    fields = {}
    for code in event.languages:
        field = make(language_name(code), code == event.language)
        field.kwargs["default"] = known.get(code, "")
        fields[f"{what}_{code}"] = field
    return fields


def _title(language: str, is_first: bool) -> Any:
    if is_first:
        label = _l("Title (%(language)s)", language=language)
        return line(label, LONGEST_LINE, required=_l("Enter a title"))
    return line(_l("Title (%(language)s, optional)", language=language), LONGEST_LINE)


def _alt(language: str) -> Any:
    label = _l("What the picture shows (%(language)s)", language=language)
    return line(label, LONGEST_LINE)


def _line_of(words: Any) -> Make:
    return lambda language, _first: line(_optional(words, language), LONGEST_LINE)


def _text_of(words: Any) -> Make:
    return lambda language, _first: text(_optional(words, language), LONGEST_TEXT)


def _optional(words: Any, language: str) -> Any:
    return _l("%(words)s (%(language)s, optional)", words=words, language=language)


def _zone(label: Any, otherwise: Any) -> Any:
    """One of the clocks, or what holds without a choice."""
    choices = [SelectChoice("", otherwise)]
    choices += [SelectChoice(zone, city_of(zone)) for zone in times.ZONES]
    return SelectField(label, choices=choices, default="")
