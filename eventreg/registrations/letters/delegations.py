"""Letters to the contact of a delegation, about all who are on the list."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import force_locale

from eventreg import outbox
from eventreg.people.names import full_name, greeting
from eventreg.registrations.letters.queueing import (
    event_end,
    queue,
    values_of,
    words_to,
)
from eventreg.registrations.models import Registration
from eventreg.registrations.money.delegations import fees_of, refunds_of
from eventreg.registrations.moved import Moved
from eventreg.registrations.words import state_word


def list_entered(contact: Registration, entered: Sequence[Registration]) -> None:
    """To the contact person of a list: who was entered, and where each stands."""
    people = _standings(entered, contact.language)
    fees = fees_of(entered, contact.language)
    queue(contact, "list_entered", count=len(entered), people=people, **fees)


def delegation_entered(
    name: str, email: str, language: str, entered: Sequence[Registration]
) -> None:
    """The same to somebody who does not come: an office, an assistant.

    :param entered: at least one, all of one event.
    """
    fees = fees_of(entered, language)
    _to_contact("delegation_entered", name, email, language, entered, **fees)


def delegation_changed(
    name: str, email: str, language: str, changed: Sequence[Registration]
) -> None:
    """To the contact of a list: whose standing is another one by now.

    :param changed: at least one, all of one event.
    """
    money = fees_of(changed, language) | refunds_of(changed, language)
    _to_contact("delegation_changed", name, email, language, changed, **money)


def delegation_moved(
    name: str,
    email: str,
    language: str,
    people: Sequence[Registration],
    *,
    words: Mapping[str, str],
    moved: Moved,
) -> None:
    """To the contact of a list: another date or place for all who are not out.

    :param people: at least one, all of one event.
    :param words: why, by language.
    """
    reason = words_to(language, words, people[0].event)
    news = moved.values(language)
    _to_contact(
        "delegation_moved", name, email, language, people, reason=reason, **news
    )


def delegation_cancelled(
    name: str,
    email: str,
    language: str,
    people: Sequence[Registration],
    *,
    reason: Mapping[str, str],
) -> None:
    """To the contact of a list: the event is off, for everybody on it.

    :param people: at least one, all of one event.
    :param reason: by language.
    """
    said = words_to(language, reason, people[0].event)
    back = refunds_of(people, language)
    _to_contact(
        "delegation_cancelled", name, email, language, people, reason=said, **back
    )


def _to_contact(
    letter: str,
    name: str,
    email: str,
    language: str,
    people: Sequence[Registration],
    **values: Any,
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
            **values,
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
