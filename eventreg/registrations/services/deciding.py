"""The director's decisions, and taking them back."""

from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.errors import DomainError, MoveNotAllowed
from eventreg.registrations import letters, rules, seats
from eventreg.registrations.models import Registration
from eventreg.registrations.services.moving import (
    decide_seat,
    give_seat_by_hand,
    has_room,
    move,
    move_up,
)
from eventreg.registrations.states import State, Why


class AlreadyDecided(DomainError):
    """Somebody else was quicker, or the person cancelled meanwhile."""

    def __init__(self, registration: Registration) -> None:
        self.registration = registration
        super().__init__(
            _("This has been decided in the meantime. Your click has changed nothing.")
        )


class TooLateToUndo(DomainError):
    """The letter is out, or something happened since."""

    def __init__(self) -> None:
        super().__init__(
            _("It is too late to take this back: the e-mail has gone out.")
        )


class SeatsAreFree(DomainError):
    """Somebody was to wait in line for a seat that is there."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "There are free seats, so nobody has to go on the waitlist. Approve, "
                "or decide later."
            )
        )


class NoSeatFree(DomainError):
    """Somebody in line was to be given a seat that is not there."""

    def __init__(self) -> None:
        super().__init__(_("No seat is free. Raise the number of seats first."))


def approve(registration: Registration, *, by: Actor) -> State:
    """Say yes: a seat (to accept, where the event asks for it), else the line.

    :returns: the state after it.
    :raises AlreadyDecided: it does not wait for a decision any more.
    :raises TooCloseToTheStart: the person would have no time to accept.
    """
    registration = _lock_pending(registration)
    shown_at = clock.now() + rules.UNDO_FOR
    state = decide_seat(
        registration,
        by=by,
        why=Why.APPROVED,
        accept_hours=registration.event.accept_hours,
        letter_due=shown_at,
    )
    _announce(registration)
    return state


def onto_waitlist(registration: Registration, *, by: Actor) -> None:
    """Say yes, but to the line: moves up by itself when a seat comes free.

    :raises AlreadyDecided: it does not wait for a decision any more.
    :raises SeatsAreFree: nobody needs to wait; the line would not be true.
    """
    registration = _lock_pending(registration)
    if has_room(registration):
        raise SeatsAreFree
    move(registration, State.WAITLISTED, by=by, why=Why.ONTO_WAITLIST)
    _announce(registration)


def decline(
    registration: Registration, *, by: Actor, reason: str = "", text: str = ""
) -> None:
    """Say no.

    :param reason: for the log; staff only, though the person may ask to read it.
    :param text: goes into the letter.
    :raises AlreadyDecided: it does not wait for a decision any more.
    """
    registration = _lock_pending(registration)
    move(registration, State.DECLINED, by=by, why=Why.DECLINED, note=reason)
    registration.reason = text
    _announce(registration)


def later(registration: Registration, *, by: Actor) -> None:
    """Hide the row in the inbox for a week; nothing else changes.

    :raises AlreadyDecided: it does not wait for a decision any more.
    """
    registration = _lock_pending(registration)
    registration.later_until = clock.now() + rules.LATER


def undo(registration: Registration, *, by: Actor) -> list[Registration]:
    """Take a decision back as long as the person has not been told.

    :returns: those who moved up onto a seat that this frees.
    :raises TooLateToUndo: the letter is out, or something happened since.
    """
    registration = seats.lock(registration)
    if not letters.is_decision_hidden(registration):
        raise TooLateToUndo
    freed = seats.give_back_all(registration)
    move(registration, State.PENDING, by=by, why=Why.UNDONE)
    registration.reason = ""
    return move_up(registration.event, by=by) if freed else []


def send_now(registration: Registration, *, by: Actor) -> None:
    """Let the letter of a decision go at once; it cannot be undone then."""
    registration = seats.lock(registration)
    if letters.is_decision_hidden(registration):
        letters.send_decision_now(registration)
        registration.decision_shown_at = clock.now()


def promote(registration: Registration, *, by: Actor, note: str = "") -> None:
    """Give somebody in line a seat before their turn; the log says why.

    :raises NoSeatFree: a pool this person needs is full.
    :raises MoveNotAllowed: the person does not stand in line.
    """
    registration = seats.lock(registration)
    if registration.state is not State.WAITLISTED:
        raise MoveNotAllowed("registration", registration.state, State.CONFIRMED)
    if not seats.take_all(registration):
        raise NoSeatFree
    give_seat_by_hand(registration, by=by, note=note)


def reconsider(registration: Registration, *, by: Actor) -> None:
    """Bring a declined person back into the inbox.

    :raises MoveNotAllowed: it was not declined.
    """
    registration = seats.lock(registration)
    if registration.state is not State.DECLINED:
        raise MoveNotAllowed("registration", registration.state, State.PENDING)
    move(registration, State.PENDING, by=by, why=Why.RECONSIDERED)


def _lock_pending(registration: Registration) -> Registration:
    registration = seats.lock(registration)
    if registration.state is not State.PENDING:
        raise AlreadyDecided(registration)
    return registration


def _announce(registration: Registration) -> None:
    """The letter waits, and the page keeps still, while it can be undone."""
    registration.decision_shown_at = clock.now() + rules.UNDO_FOR
    db.session.flush()
    letters.decided(registration)
