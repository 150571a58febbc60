"""The letter about a form that somebody has begun."""

from datetime import datetime

from eventreg import outbox
from eventreg.events.models import Event
from eventreg.registrations.letters.queueing import instant, title_in


def resume(event: Event, key: str, *, to: str, language: str, until: datetime) -> None:
    """Where the form with this key goes on; says nothing of who is registered."""
    outbox.queue(
        letter="resume",
        to=to,
        language=language,
        values={
            "event": title_in(event, language),
            "until": instant(until, event.timezone),
        },
        links={"go_on": ("signup.resume", {"slug": event.slug, "token": key})},
        event=event.slug,
        reply_to=event.contact_email or None,
        not_after=until,
    )
