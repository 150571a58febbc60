"""From the cut-off on: whoever has come gets what is free, whoever else waits."""

from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.errors import DomainError, MoveNotAllowed
from eventreg.events.models import Event
from eventreg.registrations import letters, rules, seats
from eventreg.registrations.models import Registration
from eventreg.registrations.services.deciding import NoSeatFree
from eventreg.registrations.services.moving import move
from eventreg.registrations.services.parties import leave_party
from eventreg.registrations.services.refusals import check_not_over
from eventreg.registrations.states import State, Why
from eventreg.web.dates import format_when


class NotYetAtTheDesk(DomainError):
    """The line still moves, so seats are not for whoever comes first."""

    def __init__(self, event: Event) -> None:
        when = format_when(event.cut_off_at, event.timezone)
        super().__init__(
            _(
                "Until %(when)s free seats go down the waitlist. From then on they are "
                "for whoever has come.",
                when=when,
            )
        )


def let_in(registration: Registration, *, by: Actor) -> None:
    """Seat somebody from the line who has come, whoever stands before them.

    Of a party that comes only together this is one who comes alone.

    :raises EventIsOver: the event's end has passed.
    :raises NotYetAtTheDesk: the cut-off is still ahead.
    :raises MoveNotAllowed: the person does not wait in line.
    :raises NoSeatFree: see there.
    """
    registration = seats.lock(registration)
    if registration.state is not State.WAITLISTED:
        raise MoveNotAllowed("registration", registration.state, State.CONFIRMED)
    seat(registration, by=by)


def seat(registration: Registration, *, by: Actor) -> None:
    """``let_in`` for a locked registration, also a new one."""
    check_not_over(registration.event)
    if not rules.is_for_the_door(registration.event, clock.now()):
        raise NotYetAtTheDesk(registration.event)
    if not seats.take_all([registration]):
        raise NoSeatFree(seats.lacking([registration]))
    leave_party(registration, by=by, comes_alone=True)
    move(registration, State.CONFIRMED, by=by, why=Why.LET_IN)
    letters.seated(registration)
