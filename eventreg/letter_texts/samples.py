"""Letters to look at while their text is written: of a real person, and the worst."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from eventreg import clock, outbox
from eventreg.events.models import Event
from eventreg.letter_texts import queries
from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.layout import standard_source
from eventreg.outbox.models import Letter
from eventreg.outbox.placeholders import Kind, Placeholder
from eventreg.registrations.letters.queueing import title_in, values_of

#: Opens nothing: no registration has it.
CODE = "7F3KM2QX9DTAB"

#: As long as names are, with letters that break what is not ready for them.
LONG_NAME = (
    "Prof. Dr.-Ing. habil. Maximiliane-Wilhelmine Freifrau von Hohenstein-"
    "Schillingsfürst zu Löwenberg İpekçioğlu, MBA"
)

#: Placeholders that stand for an instant.
_INSTANTS = ("until", "accept_until", "open_until", "not_before", "was_when")


@dataclass(frozen=True)
class Sample:
    """What a letter is filled with; its links lead to the event's page only."""

    values: dict[str, Any]
    links: outbox.Links
    code: str | None
    #: As it goes along with what carries the code, for a calendar of who tries it.
    calendar: dict[str, Any] | None


def sample(event: Event, letter: str, language: str, *, is_long: bool) -> Sample:
    """A letter about the newest registration, or with everything long and shown."""
    known = CATALOGUE[letter].placeholders
    person = None if is_long else queries.somebody(event)
    with force_locale(language):
        values = _made_up(event, language, is_long=is_long)
    if person is not None:
        values |= values_of(person, language)
    link = ("events.show", {"slug": event.slug})
    with force_locale(language):
        links: dict[str, Any] = {
            p.name: [(_("Your registration"), *link)] if p.kind == Kind.LINKS else link
            for p in known.values()
            if p.kind in {Kind.LINK, Kind.LINKS}
        }
        has_code = "{code}" in standard_source(letter, language)
        return Sample(
            values={p.name: _value(p, values, is_long) for p in _valued(known)},
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
    kinds = {Kind.WORDS, Kind.LINES, Kind.FLAG}
    return [p for p in known.values() if p.kind in kinds and p.name not in own]


def _value(placeholder: Placeholder, values: dict[str, Any], is_long: bool) -> Any:
    """Its value; of one that nobody here knows, what it stands for."""
    if placeholder.kind == Kind.FLAG:
        return bool(values.get(placeholder.name, is_long))
    if placeholder.name in values:
        return values[placeholder.name]
    return f"[{placeholder.description}]" if _must_show(placeholder, is_long) else ""


def _must_show(placeholder: Placeholder, is_long: bool) -> bool:
    return is_long or not placeholder.optional


def _made_up(event: Event, language: str, *, is_long: bool) -> dict[str, Any]:
    name = LONG_NAME if is_long else _("Alex Example")
    instant = {
        "at": (clock.now() + timedelta(days=3)).isoformat(),
        "zone": event.timezone,
    }
    others = _long_values() if is_long else {}
    return {
        "greeting": _("Good day %(name)s", name=name),
        "name": name,
        "event": title_in(event, language),
        "when": {
            "from": event.starts_at.isoformat(),
            "until": event.ends_at.isoformat(),
            "zone": event.timezone,
        },
        "place": ", ".join(filter(None, (event.place_name, event.place_address))),
        "reference": "R7K2M9QX",
        "place_in_line": 3,
        "reason": _("All seats are taken this time."),
        **dict.fromkeys(_INSTANTS, instant),
        **others,
    }


def _long_values() -> dict[str, Any]:
    """Everything that may stand in a letter, at its longest."""
    people = ("named_by", "took_over", "substitute", "companion", "gone", "invited_by")
    several = ", ".join([LONG_NAME] * 3)
    return {
        **dict.fromkeys(people, LONG_NAME),
        "companions": several,
        "answers_for": several,
        "answered_by": LONG_NAME,
        "place": f"Haus der Wirtschaft und Wissenschaft am Alten Markt, {LONG_NAME}",
    }
