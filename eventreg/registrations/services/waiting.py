"""Standing in line and answering offers: pausing, more time, coming back."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.errors import DomainError, MoveNotAllowed
from eventreg.events.states import RUNNING
from eventreg.registrations import letters, rules, seats
from eventreg.registrations.models import Registration, What
from eventreg.registrations.services.as_seen import NOTHING_SEEN, check_event
from eventreg.registrations.services.doubles import check_alone
from eventreg.registrations.services.moving import move_all, move_up
from eventreg.registrations.services.parties import note
from eventreg.registrations.states import State, Why


def pause(registration: Registration, *, by: Actor) -> None:
    """Skip somebody in line, who keeps the place and blocks nobody.

    A second call changes nothing.
    """
    unit = _waiting_unit(registration)
    for each in unit:
        if not each.is_paused:
            each.is_paused = True
            note(each, What.PAUSED, by=by)
    move_up(unit[0].event, by=by)


def resume(registration: Registration, *, by: Actor) -> list[Registration]:
    """Let somebody in line move again. A second call changes nothing.

    :returns: those who moved up.
    """
    unit = _waiting_unit(registration)
    for each in unit:
        if each.is_paused:
            each.is_paused = False
            note(each, What.RESUMED, by=by)
    return move_up(unit[0].event, by=by)


def _waiting_unit(registration: Registration) -> list[Registration]:
    registration = seats.lock(registration)
    if registration.state is not State.WAITLISTED:
        raise MoveNotAllowed("registration", registration.state, State.WAITLISTED)
    return seats.unit(registration)


class NoMoreTime(DomainError):
    """An offer was extended before, or the line stops too soon after its end."""

    def __init__(self) -> None:
        super().__init__(_("This offer cannot be extended any further."))


def extend(registration: Registration, *, by: Actor) -> None:
    """Keep an offered seat longer, once, and never past the cut-off.

    :raises NoMoreTime: it was extended before, or no time is left.
    :raises MoveNotAllowed: no seat is offered, or the offer has ended.
    """
    registration = seats.lock(registration)
    now, ends_at = clock.now(), registration.offer_expires_at
    if registration.state is not State.OFFERED or ends_at is None or ends_at <= now:
        raise MoveNotAllowed("registration", registration.state, State.OFFERED)
    extended = extended_end(registration)
    if extended is None:
        raise NoMoreTime
    unit = seats.unit(registration)
    for each in unit:
        each.offer_expires_at, each.is_extended = extended, True
        note(each, What.EXTENDED, by=by)
    hidden = letters.is_decision_hidden(registration)
    letters.to_each(unit, letters.decide_anew if hidden else letters.offer_extended)


def can_be_extended(registration: Registration) -> bool:
    """Whether one more button would keep the offered seat longer."""
    return extended_end(registration) is not None


def extended_end(registration: Registration) -> datetime | None:
    """Until when that button would keep the seat; ``None``: it has no button."""
    ends_at = registration.offer_expires_at
    if ends_at is None or registration.is_extended or ends_at <= clock.now():
        return None
    hours = hours_to_answer(registration)
    return rules.extended_end(registration.event, ends_at, hours=hours)


def hours_to_answer(registration: Registration) -> int:
    """So long an offer like this one lasts at its event."""
    event = registration.event
    is_from_line = registration.moves[-1].why not in {Why.APPROVED, Why.REINSTATED}
    return event.offer_hours if is_from_line else event.accept_hours


def rejoin(
    registration: Registration, *, seen: Mapping[str, str] = NOTHING_SEEN
) -> None:
    """Go back to the end of the line after an offer ran out.

    The line is walked at once: a seat may be free that nobody else waits for.
    A second call changes nothing.

    :param seen: a print of the event as the page showed it.
    :raises AlreadyRegistered: the same person has signed up anew.
    :raises MoveNotAllowed: no offer ran out here.
    :raises SeenOtherwise: the event was moved meanwhile.
    """
    registration = seats.lock(registration)
    if registration.state is State.WAITLISTED:
        return
    event = registration.event
    is_over = event.state not in RUNNING or event.starts_at <= clock.now()
    if registration.state is not State.EXPIRED or is_over:
        raise MoveNotAllowed("registration", registration.state, State.WAITLISTED)
    check_event(event, seen)
    by, unit = Actor.person(registration), seats.unit(registration)
    for each in unit:
        check_alone(each)
    move_all(unit, State.WAITLISTED, by=by, why=Why.REJOINED)
    db.session.flush()
    if registration not in move_up(event, by=by, back=unit):
        letters.to_each(unit, letters.waitlisted)
