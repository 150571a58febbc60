"""The letter that invites a known person to an event."""

from eventreg import clock, outbox
from eventreg.events.models import Event
from eventreg.outbox.models import Letter
from eventreg.people.letters import greeted
from eventreg.people.models import Person, PersonalLink
from eventreg.people.names import full_name


def invitation(
    event: Event, person: Person, link: PersonalLink, *, note: str
) -> Letter:
    """With the form that knows the person, and a way to get no more of these."""
    language, token = person.language, link.token
    text = event.text(language)
    is_own = text.language == language
    title = text.title if is_own else {"text": text.title, "lang": text.language}
    return outbox.queue(
        letter="invitation",
        to=person.email or "",
        language=language,
        values={
            "greeting": greeted(person),
            "name": full_name(person),
            "event": title,
            "when": {
                "from": event.starts_at.isoformat(),
                "until": event.ends_at.isoformat(),
                "zone": event.timezone,
            },
            "place": ", ".join(filter(None, (event.place_name, event.place_address))),
            "summary": text.summary if is_own else "",
            "note": note,
        },
        links={
            "sign_up": ("known.register", {"token": token, "slug": event.slug}),
            "event_page": ("events.show", {"slug": event.slug}),
            "unsubscribe": ("personal.invitations", {"token": token}),
        },
        event=event.slug,
        reply_to=event.contact_email or None,
        not_after=event.starts_at,
        # Two clicks on the button are one letter.
        key=f"invitation:{person.reference}:{event.slug}:{clock.now():%Y%m%d%H%M}",
    )
