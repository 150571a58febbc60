"""The director's decisions, and taking them back."""

from collections.abc import Iterable, Mapping, Sequence

from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.errors import DomainError, MoveNotAllowed
from eventreg.events.models import SeatPool
from eventreg.events.states import RUNNING
from eventreg.registrations import letters, rules, seats
from eventreg.registrations.models import Registration, What
from eventreg.registrations.services.doubles import check_alone
from eventreg.registrations.services.moving import (
    decide_seat,
    give_seats_by_hand,
    has_room,
    move_all,
    move_up,
)
from eventreg.registrations.services.parties import note
from eventreg.registrations.services.refusals import check_not_over
from eventreg.registrations.services.substituting import hand_over, takes_over
from eventreg.registrations.states import State, Why
from eventreg.web.locale import current_language


class AlreadyDecided(DomainError):
    """Somebody else was quicker, or the person cancelled meanwhile."""

    def __init__(self, registration: Registration) -> None:
        self.registration = registration
        super().__init__(
            _("This has been decided in the meantime. Your click has changed nothing.")
        )


class NothingHeldBack(DomainError):
    """No decision waits to be told: it was told, taken back, or overtaken."""


class TooLateToUndo(NothingHeldBack):
    """The letter is out, or something happened since."""

    def __init__(self) -> None:
        super().__init__(_("It is too late to take this back."))


class NothingToSend(NothingHeldBack):
    """No letter of a decision waits any more."""

    def __init__(self) -> None:
        super().__init__(_("No e-mail waits to be sent any more."))


class SeatsAreFree(DomainError):
    """Somebody was to wait in line for a seat that is there."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "There are free seats, so nobody has to go on the waitlist. Approve, "
                "or decide later."
            )
        )


class TakesOverASeat(DomainError):
    """Somebody was to wait in line who comes instead of somebody with a seat."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "For a seat that is taken over there is no waitlist. Approve, decline, "
                "or decide later."
            )
        )


class NoSeatFree(DomainError):
    """Somebody in line was to be given a seat that is not there."""

    def __init__(self, lacking: Iterable[SeatPool]) -> None:
        names = [name for pool in lacking if (name := pool.name(current_language()))]
        if names:
            pools = ", ".join(names)
            sentence = _("No seat is free in: %(pools)s.", pools=pools)
        else:
            sentence = _("No seat is free. Raise the number of seats first.")
        super().__init__(sentence)


def approve(registration: Registration, *, by: Actor) -> State:
    """Say yes: a seat (to accept, where the event asks for it), else the line.

    Whoever is to take over a seat gets that one, and it cannot be undone.

    :returns: the state after it.
    :raises AlreadyDecided: it does not wait for a decision any more.
    :raises EventIsOver: the event's end has passed.
    :raises ChoiceIsFull: a chosen session filled up meanwhile.
    :raises TooCloseToTheStart: the person would have no time to accept.
    """
    unit = _lock_pending(registration)
    if takes_over(unit[0]):
        hand_over(unit[0], by=by)
        return State.CONFIRMED
    shown_at = clock.now() + rules.UNDO_FOR
    state = decide_seat(
        unit,
        by=by,
        why=Why.APPROVED,
        accept_hours=unit[0].event.accept_hours,
        letter_due=shown_at,
    )
    _announce(unit)
    return state


def onto_waitlist(registration: Registration, *, by: Actor) -> None:
    """Say yes, but to the line: moves up by itself when a seat comes free.

    :raises AlreadyDecided: it does not wait for a decision any more.
    :raises EventIsOver: the event's end has passed.
    :raises TakesOverASeat: the seat is somebody else's, who still holds it.
    :raises SeatsAreFree: nobody needs to wait; the line would not be true.
    """
    unit = _lock_pending(registration)
    if any(map(takes_over, unit)):
        raise TakesOverASeat
    if has_room(unit):
        raise SeatsAreFree
    move_all(unit, State.WAITLISTED, by=by, why=Why.ONTO_WAITLIST)
    _announce(unit)


def decline(
    registration: Registration,
    *,
    by: Actor,
    shown: str | None = None,
    reason: str = "",
    text: str = "",
) -> None:
    """Say no to somebody who applied, or who stands in line.

    :param shown: the state in which the page showed the person, so that no old page
        overturns what somebody else has decided since; ``None``: not known.

    :param reason: for the log; staff only, though the person may ask to read it.
    :param text: goes into the letter.
    :raises AlreadyDecided: it does not wait any more, or not as it was shown.
    :raises EventIsOver: the event's end has passed.
    """
    registration = seats.lock(registration)
    is_open = registration.state in {State.PENDING, State.WAITLISTED}
    if not is_open or shown not in {None, registration.state}:
        raise AlreadyDecided(registration)
    check_not_over(registration.event)
    unit, can_be_undone = seats.unit(registration), _is_pending(registration)
    for each in unit:
        each.reason = text
    move_all(unit, State.DECLINED, by=by, why=Why.DECLINED, note=reason)
    if can_be_undone:
        _announce(unit)
    else:
        letters.to_each(unit, letters.decided)
        # Whoever stood behind a party that needed more seats than were free.
        move_up(registration.event, by=by)


def decline_applicant(
    registration: Registration, *, by: Actor, reason: str, texts: Mapping[str, str]
) -> None:
    """Say no to somebody who waits for a decision; nobody in line loses a place.

    :param reason: as ``decline`` takes it.
    :param texts: what the letter says, by the language in which somebody reads it.
    :raises AlreadyDecided: it does not wait for a decision any more.
    :raises EventIsOver: the event's end has passed.
    """
    unit = _lock_pending(registration)
    for each in unit:
        each.reason = texts.get(each.written_to.language, "")
    move_all(unit, State.DECLINED, by=by, why=Why.DECLINED, note=reason)
    _announce(unit)


def later(registration: Registration, *, by: Actor) -> None:
    """Hide the row in the inbox for a week; nothing else changes.

    :raises AlreadyDecided: it does not wait for a decision any more.
    :raises EventIsOver: the event's end has passed.
    """
    for each in _lock_pending(registration):
        each.later_until = clock.now() + rules.LATER


def not_later(registration: Registration, *, by: Actor) -> None:
    """Take ``later`` back: the row is in the inbox again.

    :raises AlreadyDecided: it does not wait for a decision any more.
    :raises EventIsOver: the event's end has passed.
    """
    for each in _lock_pending(registration):
        each.later_until = None


def undo(registration: Registration, *, by: Actor) -> list[Registration]:
    """Take a decision back as long as the person has not been told.

    One that was taken before the event's end also after it: the letter stays unsent.

    :returns: those who moved up onto a seat that this frees.
    :raises TooLateToUndo: the letter is out, or something happened since.
    """
    registration = seats.lock(registration)
    is_running = registration.event.state in RUNNING
    if not letters.is_decision_hidden(registration) or not is_running:
        raise TooLateToUndo
    # Who has taken over one of their seats knows of it, and keeps it.
    unit = list(filter(letters.is_decision_hidden, seats.unit(registration)))
    freed = [seats.give_back_all(each) for each in unit]
    move_all(unit, State.PENDING, by=by, why=Why.UNDONE)
    for each in unit:
        each.reason = ""
    return move_up(registration.event, by=by, freed=any(freed))


def send_now(registration: Registration, *, by: Actor) -> None:
    """Let the letter of a decision go at once; it cannot be undone then.

    :raises NothingToSend: it is out already, or the decision does not stand any more.
    """
    registration = seats.lock(registration)
    if not letters.is_decision_hidden(registration):
        raise NothingToSend
    for each in seats.unit(registration):
        if letters.is_decision_hidden(each):
            letters.send_decision_now(each)
            each.decision_shown_at = clock.now()
            note(each, What.SENT_NOW, by=by)


def promote(registration: Registration, *, by: Actor, note: str = "") -> None:
    """Give somebody in line a seat before their turn; the log says why.

    :raises EventIsOver: the event's end has passed.
    :raises NoSeatFree: a pool this person needs is full.
    :raises MoveNotAllowed: the person does not stand in line.
    """
    registration = seats.lock(registration)
    if registration.state is not State.WAITLISTED:
        raise MoveNotAllowed("registration", registration.state, State.CONFIRMED)
    check_not_over(registration.event)
    unit = seats.unit(registration)
    if not seats.take_all(unit):
        raise NoSeatFree(seats.lacking(unit))
    give_seats_by_hand(unit, by=by, note=note)


def reconsider(registration: Registration, *, by: Actor) -> None:
    """Bring a declined person back into the inbox.

    :raises MoveNotAllowed: it was not declined, or the event is over or called off.
    :raises AlreadyRegistered: the same person has signed up anew.
    """
    registration = seats.lock(registration)
    if registration.state is not State.DECLINED or not _is_running(registration):
        raise MoveNotAllowed("registration", registration.state, State.PENDING)
    unit = _alone(registration)
    move_all(unit, State.PENDING, by=by, why=Why.RECONSIDERED)
    letters.to_each(unit, letters.reconsidered)


def reinstate(registration: Registration, *, by: Actor, note: str = "") -> State:
    """Take somebody back whose registration or offer had ended.

    A seat is to be accepted where the event asks for it, as by a newcomer.

    :returns: the state after the seat decision.
    :raises TooCloseToTheStart: the person would have no time to accept.
    :raises MoveNotAllowed: it did not end, it was merged with another one, which
        stays, or the event is over or called off.
    :raises AlreadyRegistered: the same person has signed up anew.
    """
    registration = seats.lock(registration)
    if not can_be_reinstated(registration):
        raise MoveNotAllowed("registration", registration.state, State.CONFIRMED)
    unit = _alone(registration)
    hours = registration.event.accept_hours
    state = decide_seat(unit, by=by, why=Why.REINSTATED, accept_hours=hours)
    for each in unit:
        each.moves[-1].note = note
    db.session.flush()  # the letters name the place in line
    letters.to_each(unit, letters.seated)
    return state


def can_be_reinstated(registration: Registration) -> bool:
    """Whether it has ended for itself, and not for another one of the same person."""
    has_ended = registration.state in {State.CANCELLED, State.EXPIRED}
    is_merged = registration.moves[-1].why is Why.MERGED
    return has_ended and not is_merged and _is_running(registration)


def _alone(registration: Registration) -> list[Registration]:
    """Those who come back together; none of them has signed up anew."""
    unit = seats.unit(registration)
    for each in unit:
        check_alone(each)
    return unit


def _lock_pending(registration: Registration) -> list[Registration]:
    """Those who are decided on together, locked."""
    registration = seats.lock(registration)
    if not _is_pending(registration):
        raise AlreadyDecided(registration)
    check_not_over(registration.event)
    return seats.unit(registration)


def _is_running(registration: Registration) -> bool:
    event = registration.event
    return event.state in RUNNING and not event.is_past


def _is_pending(registration: Registration) -> bool:
    return registration.state is State.PENDING


def _announce(unit: Sequence[Registration]) -> None:
    """The letters wait, and the pages keep still, while it can be undone."""
    for each in unit:
        each.decision_shown_at = clock.now() + rules.UNDO_FOR
    db.session.flush()
    letters.to_each(unit, letters.decided)
