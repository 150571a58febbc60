"""Letters to look at while their text is written: of a real person, and the worst."""

from dataclasses import dataclass
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from eventreg import outbox
from eventreg.events.models import Event
from eventreg.letter_texts import examples
from eventreg.letter_texts.filled import Filled
from eventreg.letter_texts.real import real_values
from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.layout import standard_source
from eventreg.outbox.models import Letter
from eventreg.outbox.placeholders import Kind, Placeholder

#: Opens nothing: no registration has it.
CODE = "7F3KM2QX9DTAB"


@dataclass(frozen=True)
class Sample:
    """What a letter is filled with; its links lead to the event's page only."""

    values: dict[str, Any]
    links: outbox.Links
    code: str | None
    #: As it goes along with what carries the code, for a calendar of who tries it.
    calendar: dict[str, Any] | None


def sample(event: Event, letter: str, language: str, who: Filled) -> Sample:
    """A letter about the chosen registration, or with everything long and shown."""
    known, is_long = CATALOGUE[letter].placeholders, who.is_long
    link = ("events.show", {"slug": event.slug})
    with force_locale(language):
        real, values = {}, examples.longest(event, language, known)
        if not is_long:
            is_marked = who.person is not None
            values = examples.plain(event, language, is_marked=is_marked)
        if who.person is not None and not is_long:
            real = real_values(who.person, CATALOGUE[letter], language)
            values |= real
        links: dict[str, Any] = {
            p.name: [(_("Your registration"), *link)] if p.kind == Kind.LINKS else link
            for p in known.values()
            if p.kind in {Kind.LINK, Kind.LINKS}
        }
        has_code = "{code}" in standard_source(letter, language)
        return Sample(
            values={
                p.name: _value(p, values, p.name in real or is_long)
                for p in _valued(known)
            },
            links=links,
            code=CODE if has_code else None,
            calendar=_entry(event, language, values["name"]) if has_code else None,
        )


def _entry(event: Event, language: str, name: str) -> dict[str, Any]:
    """The event in a calendar; always the same entry, and nobody's own."""
    text = event.text(language)
    return {
        "method": "REQUEST",
        "uid": f"test-{event.slug}",
        "sequence": 1,
        "starts_at": event.starts_at.isoformat(),
        "ends_at": event.ends_at.isoformat(),
        "summary": text.title,
        "location": event.calendar_place,
        "description": text.summary,
        "attendee": name,
    }


def as_letter(event: Event, letter: str, language: str, given: Sample) -> Letter:
    """A letter that is in no table."""
    return Letter(
        reference="",
        letter=letter,
        to="ada@example.org",
        language=language,
        values=given.values,
        links=outbox.as_json(given.links),
        event=event.slug,
        code=given.code,
        calendar=given.calendar,
    )


def _valued(known: dict[str, Placeholder]) -> list[Placeholder]:
    """Those that whoever queues a letter gives a value."""
    own = {"network", "calendar", "code"}
    kinds = {Kind.WORDS, Kind.LINES, Kind.FLAG, Kind.GIRO, Kind.GIROS}
    return [p for p in known.values() if p.kind in kinds and p.name not in own]


def _value(placeholder: Placeholder, values: dict[str, Any], is_shown: bool) -> Any:
    """Its value; of one that nobody here knows, what it stands for.

    :param is_shown: also what letters say only sometimes.
    """
    name, must_show = placeholder.name, is_shown or not placeholder.optional
    if placeholder.kind == Kind.FLAG:
        return bool(values.get(name, is_shown))
    if name in values and (must_show or name not in examples.SELDOM):
        return values[name]
    return f"[{placeholder.description}]" if must_show else ""
