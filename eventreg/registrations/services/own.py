"""What a person does on the own page."""

from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit import services as audit
from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db
from eventreg.errors import DomainError, MoveNotAllowed
from eventreg.registrations import letters, seats
from eventreg.registrations.models import PhotoLevel, Registration
from eventreg.registrations.services.moving import move, move_up
from eventreg.registrations.states import State, Why


class OfferHasEnded(DomainError):
    """The seat was kept until an instant that has passed."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This offer has expired, and the seat went to the next in line. You "
                "can join the waitlist again."
            )
        )


def accept(registration: Registration) -> None:
    """Take the offered seat. A second call changes nothing.

    :raises OfferHasEnded: too late, though the worker may not have noticed yet.
    :raises MoveNotAllowed: no seat is offered.
    """
    registration = seats.lock(registration)
    if registration.state is State.CONFIRMED:
        return
    ends_at = registration.offer_expires_at
    if registration.state is State.EXPIRED or (ends_at and ends_at <= clock.now()):
        raise OfferHasEnded
    if registration.state is not State.OFFERED:
        raise MoveNotAllowed("registration", registration.state, State.CONFIRMED)
    by = Actor.person(registration)
    move(registration, State.CONFIRMED, by=by, why=Why.ACCEPTED)
    letters.confirmed(registration)


def refuse(registration: Registration) -> list[Registration]:
    """Give the offered seat back; it goes to the next in line.

    :returns: those who moved up.
    :raises MoveNotAllowed: no seat is offered.
    """
    registration = seats.lock(registration)
    if registration.state is not State.OFFERED:
        raise MoveNotAllowed("registration", registration.state, State.CANCELLED)
    return _leave(registration, by=Actor.person(registration), why=Why.REFUSED)


def cancel(
    registration: Registration, *, by: Actor, note: str = ""
) -> list[Registration]:
    """Give up a registration and pass its seat down the waitlist.

    :param by: who cancels it: the person, staff, or the worker.
    :param note: why, for the move log; never shown to others.
    :returns: those who moved up, first in line first; often empty.
    :raises MoveNotAllowed: it was cancelled, declined or expired before.
    """
    registration = seats.lock(registration)
    why = Why.WITHDRAWN if by.kind is ActorKind.STAFF else Why.CANCELLED
    return _leave(registration, by=by, why=why, note=note)


def _leave(
    registration: Registration, *, by: Actor, why: Why, note: str = ""
) -> list[Registration]:
    was = registration.shown_state
    freed = seats.give_back_all(registration)
    move(registration, State.CANCELLED, by=by, why=why, note=note)
    letters.cancelled(registration, was=was, by_organiser=why is Why.WITHDRAWN)
    return move_up(registration.event, by=by) if freed else []


def rejoin(registration: Registration) -> None:
    """Go back to the end of the line after an offer ran out.

    The line is walked at once: a seat may be free that nobody else waits for.
    A second call changes nothing.

    :raises MoveNotAllowed: no offer ran out here.
    """
    registration = seats.lock(registration)
    if registration.state is State.WAITLISTED:
        return
    event = registration.event
    if registration.state is not State.EXPIRED or event.starts_at <= clock.now():
        raise MoveNotAllowed("registration", registration.state, State.WAITLISTED)
    by = Actor.person(registration)
    move(registration, State.WAITLISTED, by=by, why=Why.REJOINED)
    db.session.flush()
    if registration not in move_up(event, by=by):
        letters.waitlisted(registration)


def change_consents(
    registration: Registration, *, show_name: bool, photo_level: PhotoLevel, by: Actor
) -> None:
    """What others may see and which photos may be used, as the person says now."""
    registration = seats.lock(registration)
    pairs: dict[str, tuple[bool | str, bool | str]] = {
        "show_name": (registration.show_name, show_name),
        "photo_level": (str(registration.photo_level), str(photo_level)),
    }
    changes = {name: list(pair) for name, pair in pairs.items() if pair[0] != pair[1]}
    registration.show_name, registration.photo_level = show_name, photo_level
    if changes:
        audit.record(
            "registration.consents", registration.reference, by=by, changes=changes
        )
