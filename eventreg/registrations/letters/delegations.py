"""Letters to the contact of a delegation, about all who are on the list."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

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
from eventreg.registrations.states import State
from eventreg.registrations.words import state_word
from eventreg.web.dates import format_when


def list_entered(contact: Registration, entered: Sequence[Registration]) -> None:
    """To the contact person of a list: who was entered, and where each stands."""
    people = _standings(entered, contact.language)
    said = fees_of(entered, contact.language) | _offers(entered)
    queue(contact, "list_entered", count=len(entered), people=people, **said)


def delegation_entered(
    name: str, email: str, language: str, entered: Sequence[Registration]
) -> None:
    """The same to somebody who does not come: an office, an assistant.

    :param entered: at least one, all of one event.
    """
    said = fees_of(entered, language) | _offers(entered)
    _to_contact("delegation_entered", name, email, language, entered, **said)


def delegation_changed(
    name: str, email: str, language: str, changed: Sequence[Registration]
) -> None:
    """To the contact of a list: whose standing is another one by now.

    :param changed: at least one, all of one event.
    """
    money = fees_of(changed, language) | refunds_of(changed, language)
    said = money | _offers(changed)
    _to_contact("delegation_changed", name, email, language, changed, **said)


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
            f"{full_name(each)} – {_standing(each)} ({each.reference})"
            for each in entered
        )


def _offers(people: Sequence[Registration]) -> dict[str, bool]:
    """Whether somebody is to answer an offer and has no page of their own for it."""
    return {
        "has_offer": any(
            each.email is None and each.shown_state is State.OFFERED for each in people
        )
    }


def _standing(registration: Registration) -> str:
    """Of an offer also its end: who has no address answers through the contact."""
    word, ends_at = state_word(registration.shown_state), registration.offer_expires_at
    if registration.shown_state is not State.OFFERED or ends_at is None:
        return word
    until = format_when(ends_at, registration.event.timezone)
    return _("%(state)s until %(date)s", state=word, date=until)
