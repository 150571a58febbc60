"""The letters that invite a known person to an event, and ask once more."""

from typing import Any

from eventreg import clock, outbox
from eventreg.events.models import Event
from eventreg.events.rules import opens_to_invited
from eventreg.outbox.models import Letter
from eventreg.people.letters import greeted
from eventreg.people.models import Person, PersonalLink
from eventreg.people.names import full_name, greeting
from eventreg.registrations.letters.queueing import instant, title_in


def invitation(
    event: Event,
    person: Person,
    link: PersonalLink,
    *,
    note: str,
    is_approved: bool,
    key: str | None = None,
) -> Letter:
    """With the form that knows the person, and a way to get no more of these.

    :param is_approved: nobody decides on this person any more.
    :param key: of the letter, where it is one of many.
    """
    # Two clicks on the button are one letter.
    key = key or f"invitation:{person.reference}:{event.slug}:{clock.now():%Y%m%d%H%M}"
    return _queue(
        "invitation", event, person, link, key=key, approved=is_approved, note=note
    )


def reminder(
    event: Event, person: Person, link: PersonalLink, *, is_approved: bool
) -> Letter:
    """Once more, for who has not answered."""
    key = f"invitation-reminder:{person.reference}:{event.slug}"
    letter = "invitation_reminder"
    return _queue(letter, event, person, link, key=key, approved=is_approved)


def example(
    event: Event, language: str, name: str, *, note: str, is_approved: bool
) -> tuple[dict[str, Any], outbox.Links]:
    """Values and links of an invitation to nobody; all lead to the event's page."""
    greet = greeting(language, "", "", *name.rpartition(" ")[::2])
    page = ("events.show", {"slug": event.slug})
    names = ("sign_up", "no_thanks", "event_page", "unsubscribe")
    values = _about(event, language) | {"note": note, "approved": is_approved}
    return {"greeting": greet, "name": name, **values}, dict.fromkeys(names, page)


def _queue(
    letter: str,
    event: Event,
    person: Person,
    link: PersonalLink,
    *,
    key: str,
    **values: Any,
) -> Letter:
    language, token = person.language, link.token
    here = {"token": token, "slug": event.slug}
    return outbox.queue(
        letter=letter,
        to=person.email or "",
        language=language,
        values={
            "greeting": greeted(person),
            "name": full_name(person),
            **_about(event, language),
            **values,
        },
        links={
            "sign_up": ("invited.ask", here),
            "no_thanks": ("invited.no_thanks", here),
            "event_page": ("events.show", {"slug": event.slug}),
            "unsubscribe": ("personal.invitations", {"token": token}),
            "one_click": ("personal.unsubscribe", {"token": token}),
        },
        event=event.slug,
        reply_to=event.contact_email or None,
        key=key,
        not_after=event.last_forms_at,
    )


def _about(event: Event, language: str) -> dict[str, Any]:
    """What it says about the event; a summary only in the reader's language."""
    text, opens_at = event.text(language), opens_to_invited(event, clock.now())
    return {
        "event": title_in(event, language),
        "when": {
            "from": event.starts_at.isoformat(),
            "until": event.ends_at.isoformat(),
            "zone": event.timezone,
        },
        "place": event.whole_place,
        "summary": text.summary if text.language == language else "",
        "opens": instant(opens_at, event.timezone) if opens_at else "",
    }
