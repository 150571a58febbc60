"""Letters about several registrations at once."""

from collections.abc import Sequence
from typing import Any

from flask_babel import force_locale

from eventreg import outbox
from eventreg.people.names import full_name, greeting
from eventreg.registrations.letters.queueing import event_end, queue, values_of
from eventreg.registrations.models import Registration
from eventreg.registrations.words import state_word
from eventreg.web.dates import format_span


def list_entered(contact: Registration, entered: Sequence[Registration]) -> None:
    """To the contact person of a list: who was entered, and where each stands."""
    people = _standings(entered, contact.language)
    queue(contact, "list_entered", count=len(entered), people=people)


def delegation_entered(
    name: str, email: str, language: str, entered: Sequence[Registration]
) -> None:
    """The same to somebody who does not come: an office, an assistant.

    :param entered: at least one, all of one event.
    """
    _to_contact("delegation_entered", name, email, language, entered)


def delegation_changed(
    name: str, email: str, language: str, changed: Sequence[Registration]
) -> None:
    """To the contact of a list: whose standing is another one by now.

    :param changed: at least one, all of one event.
    """
    _to_contact("delegation_changed", name, email, language, changed)


def _to_contact(
    letter: str,
    name: str,
    email: str,
    language: str,
    people: Sequence[Registration],
) -> None:
    event, known = people[0].event, values_of(people[0], language)
    outbox.queue(
        letter=letter,
        to=email,
        language=language,
        values={
            **{key: known[key] for key in ("event", "when", "place")},
            "greeting": greeting(language, "", "", "", name),
            "count": len(people),
            "people": _standings(people, language),
        },
        links={"event_page": ("events.show", {"slug": event.slug})},
        event=event.slug,
        reply_to=event.contact_email or None,
        not_after=event_end(event),
    )


def _standings(entered: Sequence[Registration], language: str) -> str:
    """Each person with state and number, one a line."""
    with force_locale(language):
        return "\n".join(
            f"{full_name(each)} – {state_word(each.shown_state)} ({each.reference})"
            for each in entered
        )


def find_my_registration(
    email: str, registrations: list[Registration], language: str
) -> None:
    """All live registrations at one address, in one letter."""
    outbox.queue(
        letter="find_my_registration",
        to=email,
        language=language,
        links={"registrations": [_link(r, language) for r in registrations]},
    )


def _link(registration: Registration, language: str) -> tuple[str, str, dict[str, Any]]:
    event = registration.event
    with force_locale(language):
        when = format_span(event.starts_at, event.ends_at, event.timezone)
        state = state_word(registration.shown_state)
    title = event.title(language)
    words = f"{full_name(registration)}: {title} ({when}) – {state}"
    return words, "my.show", {"token": registration.token}
