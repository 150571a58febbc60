"""What staff type to make new events after one they have."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, ValidationError
from wtforms.fields.choices import SelectChoice

from eventreg import clock
from eventreg.events import series, times
from eventreg.events.forms.fields import WholeNumberField, line
from eventreg.events.models import Event
from eventreg.events.series import Rhythm
from eventreg.events.services.copying import MOST_AT_ONCE
from eventreg.web.fields import LocalDateTimeField, RequiredText
from eventreg.web.forms import Form
from eventreg.web.locale import language_name

#: Half a year; what comes less often has no rhythm.
MOST_WEEKS = 26


class CopyForm(Form):
    """A title in each language, and when the new event starts; see ``copy_form``."""

    #: The clock that ``starts_local`` is read on.
    timezone = times.HOME_ZONE

    def validate_starts_local(self, field: LocalDateTimeField) -> None:
        if field.data is None:
            return
        if not times.is_near(field.data):
            raise ValidationError(_l("Enter a year from 2000 to 2100"))
        if not times.exists(field.data, self.timezone):
            raise ValidationError(
                _l("The clocks skip this time that night: enter another one")
            )
        if clock.to_utc(field.data, self.timezone) <= clock.now():
            raise ValidationError(
                _l("This time has passed: enter one that is still to come")
            )

    def title_fields(self) -> list[Any]:
        return [field for field in self if field.name.startswith("title_")]

    def titles(self) -> dict[str, str]:
        """What was typed, by language."""
        fields = self.title_fields()
        return {field.name.removeprefix("title_"): field.data for field in fields}


class SeriesForm(CopyForm):
    """The same, and in which rhythm how many follow; see ``series_form``."""

    def validate_rhythm(self, field: RadioField) -> None:
        first = self.starts_local.data
        if field.data == Rhythm.LAST and first and not series.is_last_in_month(first):
            raise ValidationError(
                _l("The first date is not in the last week of its month")
            )


def copy_form(event: Event) -> CopyForm:
    """The form for one copy of ``event``, filled in but for the start."""
    return _made(CopyForm, event, _fields(event))


def series_form(event: Event) -> SeriesForm:
    """The form for a series after ``event``: monthly on the same weekday."""
    rhythms = {
        Rhythm.WEEKDAY: _l("Every month on the same weekday, like the first Thursday"),
        Rhythm.LAST: _l("Every month on the last such weekday"),
        Rhythm.DATE: _l("Every month on the same date, like the 15th"),
        Rhythm.WEEKS: _l("Every so many weeks"),
    }
    choices = [SelectChoice(rhythm, words) for rhythm, words in rhythms.items()]
    fields = {
        **_fields(event),
        "rhythm": RadioField(_l("How often"), choices=choices, default=Rhythm.WEEKDAY),
        "weeks": WholeNumberField(
            _l("Weeks from one to the next"), least=1, most=MOST_WEEKS, default=2
        ),
        "count": WholeNumberField(
            _l("How many events"), least=2, most=MOST_AT_ONCE, default=6
        ),
    }
    return _made(SeriesForm, event, fields)


def _made(base: type, event: Event, fields: dict[str, Any]) -> Any:
    form = type(base.__name__, (base,), fields)()
    form.timezone = event.timezone
    return form


def _fields(event: Event) -> dict[str, Any]:
    titles = {
        f"title_{text.language}": line(
            _l("Title (%(language)s)", language=language_name(text.language)),
            200,
            required=_l("Enter a title"),
            default=text.title,
        )
        for text in sorted(event.texts, key=lambda text: _order(event, text.language))
        if text.language in event.languages
    }
    needed = RequiredText(_l("Enter when the event starts"))
    starts = LocalDateTimeField(
        _l("Starts"), validators=[needed], default=_suggested(event)
    )
    return {**titles, "starts_local": starts}


def _suggested(event: Event) -> datetime | None:
    """The same weekday of the next month, like the first Thursday."""
    now = clock.to_local(clock.now(), event.timezone)
    return series.next_like(event.starts_local, now=now)


def _order(event: Event, language: str) -> int:
    return event.languages.index(language) if language in event.languages else 99
