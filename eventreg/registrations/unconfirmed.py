"""Where the e-mail stands that asks to confirm an address, in words for staff."""

from flask_babel import gettext as _

from eventreg import clock
from eventreg.registrations import rules, services
from eventreg.registrations.letters.asking import asked
from eventreg.registrations.letters.reaching import Reach
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from eventreg.web.dates import format_day, format_when


def unconfirmed_words(registration: Registration) -> str:
    """Whether it went out, and until when the form is kept; empty: it is confirmed."""
    if registration.state is not State.UNVERIFIED:
        return ""
    found = asked(registration)
    zone = registration.event.timezone
    until = services.forgotten_if(registration, found)
    day, when = format_day(until, zone), format_when(found.at, zone)
    if not rules.can_be_confirmed(registration.event, clock.now()):
        over = _(
            "The time to confirm the address is over; the form is deleted after "
            "%(day)s.",
            day=day,
        )
        by_hand = _("If the person is to come all the same, enter them by hand.")
        return over if registration.event.is_past else f"{over} {by_hand}"
    if found.reach is Reach.UNDELIVERED:
        return _(
            "The e-mail to confirm the address could not be delivered. Please correct "
            "the address; then we ask anew. Otherwise the form is deleted after "
            "%(day)s.",
            day=day,
        )
    if found.reach is Reach.WITHDRAWN:
        return _(
            "The e-mail to confirm the address was withdrawn by hand. If nobody "
            "confirms it, the form is deleted after %(day)s.",
            day=day,
        )
    if found.reach is not Reach.TOLD:
        return _(
            "The e-mail to confirm the address has not gone out yet. The form is kept "
            "until %(day)s at least.",
            day=day,
        )
    return _(
        "The e-mail to confirm the address went out on %(when)s. If nobody confirms "
        "it, the form is deleted after %(day)s.",
        when=when,
        day=day,
    )
