"""What a letter about something else says of a seat that is offered."""

from eventreg import clock
from eventreg.registrations.letters.queueing import Links, instant
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State


def open_offer(registration: Registration) -> dict[str, str] | str:
    """Until when the seat can still be accepted; empty: the person has no offer."""
    until = registration.offer_expires_at
    is_offered = registration.shown_state is State.OFFERED
    if until is None or not is_offered or until <= clock.now():
        return ""
    return instant(until, registration.event.timezone)


def is_over(registration: Registration) -> bool:
    """Whether the time to accept the seat has ended, though nobody ended it yet."""
    is_offered = registration.shown_state is State.OFFERED
    return is_offered and not open_offer(registration)


def ways_out_or_in(registration: Registration) -> Links:
    """Where the person cancels or answers an offer; empty: the event has begun."""
    if registration.event.starts_at <= clock.now():
        return {}
    token = {"token": registration.token}
    if not open_offer(registration):
        return {"cancel": ("my.cancel", token)}
    links: Links = {"cancel": ("my.refuse", token)}
    if registration.head_id is None:
        links["accept"] = ("my.accept", token)
    return links
