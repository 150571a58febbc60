"""What all letters about a registration say, and how they reach the outbox."""

from collections.abc import Container, Mapping
from datetime import datetime
from typing import Any

from flask_babel import force_locale

from eventreg import clock, outbox
from eventreg.events.models import Event
from eventreg.events.states import Kind
from eventreg.events.values import said_to
from eventreg.outbox.catalogue import CATALOGUE
from eventreg.people.names import full_name, greeting
from eventreg.registrations import queries
from eventreg.registrations.models import Registration
from eventreg.registrations.seats import chosen_by
from eventreg.registrations.states import LIVE, RegistrationRole, State, Why
from eventreg.registrations.words import role_word

Links = dict[str, tuple[str, dict[str, Any]]]


def queue(
    registration: Registration,
    letter: str,
    *,
    links: Links | None = None,
    calendar: dict[str, Any] | None = None,
    code: str | None = None,
    due_at: datetime | None = None,
    not_after: datetime | None = None,
    key: str | None = None,
    language: str | None = None,
    source: str | None = None,
    attachment: dict[str, str] | None = None,
    **values: Any,
) -> None:
    """Queue ``letter`` about a registration to who reads its letters, if anybody.

    :param links: by placeholder, besides those that every letter may use.
    :param language: where it is not written in the reader's.
    :param source: the text itself, where it is no standard one.
    :param values: by placeholder; what this letter does not say is left out.
    """
    reader = registration.written_to
    if reader.email is None:
        return
    event, language = registration.event, language or reader.language
    known = CATALOGUE[letter].placeholders
    own_links: Links = {
        "own_page": ("my.show", {"token": registration.token}),
        "event_page": ("events.show", {"slug": event.slug}),
        "not_me": ("my.not_me", {"token": registration.token}),
    }
    outbox.queue(
        letter=letter,
        to=reader.email,
        language=language,
        values=_known(_values(registration, reader, language) | values, known),
        links=_known(own_links | (links or {}), known),
        event=event.slug,
        registration=registration.reference,
        reply_to=event.contact_email or None,
        calendar=calendar,
        code=code,
        due_at=due_at,
        not_after=not_after or event_end(event),
        key=key,
        source=source,
        attachment=attachment,
    )


def event_end(event: Event) -> datetime | None:
    """Nobody reads afterwards, from a worker that was away, how they stood before."""
    return event.ends_at if event.ends_at > clock.now() else None


def _known(values: dict[str, Any], known: Container[str]) -> dict[str, Any]:
    """What this letter can say; each says only what it needs."""
    return {name: value for name, value in values.items() if name in known}


def values_of(registration: Registration, language: str) -> dict[str, Any]:
    """What each letter about a registration can say, for a look at its text."""
    return _values(registration, registration.written_to, language)


def _values(
    registration: Registration, reader: Registration, language: str
) -> dict[str, Any]:
    """
    :param reader: who gets the letter; the lead, for companions without an address.
    """
    event, named_by = registration.event, registration.named_by
    role = _role(registration, language)
    places = [pool.name(language) for pool in chosen_by(registration)]
    return {
        "greeting": greeting(
            language,
            reader.salutation,
            reader.title,
            reader.given_name,
            reader.family_name,
            reader.address_as,
            family_first=reader.family_first,
        ),
        "name": full_name(registration),
        "named_by": full_name(named_by) if named_by and reader is registration else "",
        "took_over": _whose_seat(registration) if reader is registration else "",
        "answered_by": who_answers(registration),
        "about_another": reader is not registration,
        "lead_stays": reader is not registration and _is_in(reader),
        "places": ", ".join(name for name in places if name != role),
        "event": title_in(event, language),
        "when": {
            "from": event.starts_at.isoformat(),
            "until": event.ends_at.isoformat(),
            "zone": event.timezone,
        },
        "place": _place(registration),
        "reference": registration.reference,
        "role": role,
        "trip": event.kind is Kind.TRIP,
        "applied": any(move.new is State.PENDING for move in registration.moves),
    }


def _is_in(registration: Registration) -> bool:
    return registration.state in LIVE and registration.state is not State.UNVERIFIED


def _whose_seat(registration: Registration) -> str:
    """Of somebody who takes over a seat by the last step: who had it.

    Who was to, and got another seat in the end, or came back after giving it up,
    takes over nobody's.
    """
    old, moves = registration.replaces, registration.moves
    takes_over = bool(moves) and moves[-1].why is Why.SUBSTITUTED
    return full_name(old) if old and takes_over else ""


def who_answers(registration: Registration) -> str:
    """Of somebody in a party that comes only together: who accepts for them all."""
    head = queries.head_of(registration)
    return full_name(head) if head and head is not registration.written_to else ""


def title_in(event: Event, language: str) -> str | dict[str, str]:
    """The title, with its language where the letter is in another one."""
    text = event.text(language)
    if text.language == language:
        return text.title
    return {"text": text.title, "lang": text.language}


def to_readers(
    words: Mapping[str, str] | None, registration: Registration
) -> str | dict[str, str]:
    """What staff wrote in several languages: in the reader's, else in the first.

    :param words: by language; with its language unless the letter is in it.
    """
    return words_to(registration.written_to.language, words or {}, registration.event)


def words_to(
    language: str, words: Mapping[str, str], event: Event
) -> str | dict[str, str]:
    """The same for somebody who reads ``language``."""
    said = said_to(language, words, event.languages)
    return {"text": said.text, "lang": said.lang} if said.lang else said.text


def _place(registration: Registration) -> str:
    return registration.event.whole_place


def _role(registration: Registration, language: str) -> str:
    """The role where it says something: not for guests and members."""
    if registration.role in {RegistrationRole.GUEST, RegistrationRole.MEMBER}:
        return ""
    with force_locale(language):
        return role_word(registration.role)


def instant(at: datetime, zone: str) -> dict[str, str]:
    """A time as letters take it; each language writes it in its own way."""
    return {"at": at.isoformat(), "zone": zone}


def calendar_entry(registration: Registration, method: str) -> dict[str, Any]:
    """What a letter, or the own page, puts into the person's calendar."""
    event = registration.event
    text = event.text(registration.language)
    title = text.title
    if registration.written_to is not registration:
        # It stands in the calendar of who reads, often beside their own.
        title = f"{full_name(registration)}: {title}"
    return {
        "method": method,
        "uid": f"registration-{registration.reference.lower()}",
        "sequence": registration.calendar_sequence,
        "starts_at": event.starts_at.isoformat(),
        "ends_at": event.ends_at.isoformat(),
        "summary": title,
        "location": event.calendar_place,
        "description": text.summary,
        "attendee": full_name(registration),
    }


def cancelled_entry(registration: Registration, was: State) -> dict[str, Any] | None:
    """A calendar entry is taken back only where one was sent."""
    if was is not State.CONFIRMED:
        return None
    registration.calendar_sequence += 1
    return calendar_entry(registration, "CANCEL")


def decision_keys(registration: Registration) -> tuple[str, str] | tuple[None, None]:
    """Of the letter of a decision, and of the one to who asked for a substitute;
    none where the letter does not wait."""
    at = registration.decision_shown_at
    if at is None:
        return None, None
    moment = int(at.timestamp() * 1000)
    key = f"registration:{registration.reference}:decision:{moment}"
    return key, f"{key}:who-asked"
