"""Thanks to those who came, with the way to the certificate."""

from eventreg.events.models import Event
from eventreg.messages import rules
from eventreg.registrations.letters.queueing import queue
from eventreg.registrations.models import Registration


def thanks_key(registration: Registration, event: Event) -> str:
    """One for each person and event."""
    return f"event:{event.slug}:thanks:{registration.reference}"


def thanks(registration: Registration) -> None:
    """That it was good to have them, and where the certificate is."""
    event = registration.event
    queue(
        registration,
        "thanks",
        not_after=rules.too_late_for_thanks(event),
        key=thanks_key(registration, event),
    )
