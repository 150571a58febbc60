"""How long a form is kept whose address nobody has confirmed yet."""

from datetime import datetime, timedelta

from eventreg import clock
from eventreg.registrations import rules
from eventreg.registrations.letters.asking import Asked, asked
from eventreg.registrations.letters.reaching import Reach
from eventreg.registrations.models import Registration

#: An address that nobody confirmed is forgotten so long after they could.
FORGET_AFTER = timedelta(days=7)
#: One that no e-mail has reached is forgotten after this long.
FORGET_UNTOLD_AFTER = timedelta(days=30)


def can_confirm_until(registration: Registration) -> datetime:
    """How long the link works with which an address is confirmed."""
    found = asked(registration)
    since = clock.now() if found.reach is not Reach.TOLD else found.at
    week = could_confirm_from(registration, since) + FORGET_AFTER
    return min(week, rules.confirm_until(registration.event))


def forgotten_at(registration: Registration) -> datetime:
    """When a form is deleted whose address nobody confirms."""
    return forgotten_if(registration, asked(registration))


def forgotten_if(registration: Registration, found: Asked) -> datetime:
    """The same where it is known how far the e-mail has come that asks for it.

    As long as it is on its way the week has not begun.
    """
    first = could_confirm_from(registration, registration.submitted_at)
    if found.reach in {Reach.TOLD, Reach.WITHDRAWN}:
        return could_confirm_from(registration, found.at) + FORGET_AFTER
    latest = first + FORGET_UNTOLD_AFTER
    if found.reach is Reach.UNDELIVERED:
        return latest
    return min(max(first, clock.now()) + FORGET_AFTER, latest)


def could_confirm_from(registration: Registration, told_at: datetime) -> datetime:
    """Since when the address could be confirmed: once everybody could sign up."""
    return max(told_at, registration.event.opens_at or told_at)
