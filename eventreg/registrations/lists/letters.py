"""The letter with which a list leaves the house."""

from flask_babel import force_locale

from eventreg import outbox
from eventreg.registrations.lists.models import IssuedList
from eventreg.registrations.lists.words import list_name


def list_issued(issued: IssuedList) -> None:
    """Where the recipient finds the list, and which version it is."""
    event = issued.event
    with force_locale(issued.language):
        name = list_name(issued.kind)
    outbox.queue(
        letter="list_issued",
        to=issued.email,
        language=issued.language,
        values={
            "list": name,
            "event": event.title(issued.language),
            "when": {"at": event.starts_at.isoformat(), "zone": event.timezone},
            "version": issued.version,
            "is_newer": issued.version > 1,
        },
        links={"file": ("lists.file", {"token": issued.token})},
        event=event.slug,
        reply_to=event.contact_email or None,
        key=f"list_issued:{issued.code}",
    )
