"""The one door through which every change of state goes, and the seat decision."""

from datetime import datetime

from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.events.models import Event
from eventreg.events.states import PoolKind
from eventreg.registrations import letters, queries, rules, seats
from eventreg.registrations.models import Registration, RegistrationMove
from eventreg.registrations.states import TEAM_ROLES, State, Why, check_move


class TeamIsFull(DomainError):
    """No seat in the team pool, which has no line."""

    def __init__(self) -> None:
        super().__init__(
            _("All seats for the team are taken. Raise their number, then try again.")
        )


class TooCloseToTheStart(DomainError):
    """An approval that must be accepted needs time that is not left."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The event starts so soon that nobody could accept in time. Let this "
                "person in at the desk."
            )
        )


def begin(registration: Registration, *, by: Actor, why: Why) -> None:
    """Log the first state of a new registration."""
    db.session.add(registration)
    _log(registration, None, registration.state, by=by, why=why)


def move(
    registration: Registration,
    new: State,
    *,
    by: Actor,
    why: Why,
    note: str = "",
    ends_at: datetime | None = None,
) -> None:
    """Bring a registration into a new state and log it; seats are the caller's.

    A decision that the person has not been told yet is overtaken: its letter
    is withdrawn.

    :param ends_at: when the offer ends; given exactly for ``offered``.
    :raises MoveNotAllowed: the table of moves does not have it.
    """
    old = registration.state
    check_move(old, new, undo=why is Why.UNDONE)
    letters.withdraw_decision(registration)
    registration.decision_shown_at = None
    registration.state = new
    registration.offer_expires_at = ends_at
    registration.waiting_since = clock.now() if new is State.WAITLISTED else None
    registration.later_until = None
    _log(registration, old, new, by=by, why=why, note=note)


def _log(
    registration: Registration,
    old: State | None,
    new: State,
    *,
    by: Actor,
    why: Why,
    note: str = "",
) -> None:
    registration.moves.append(
        RegistrationMove(
            old=old,
            new=new,
            actor_kind=by.kind,
            actor=by.reference,
            why=why,
            note=note,
            at=clock.now(),
        )
    )


def decide_seat(
    registration: Registration,
    *,
    by: Actor,
    why: Why,
    accept_hours: int = 0,
    letter_due: datetime | None = None,
) -> State:
    """The seat decision for a newcomer: a seat if nobody before wants it.

    :param accept_hours: hours to accept the seat; 0: no need to.
    :raises TeamIsFull: a role of the team pool, and no seat in it.
    :raises TooCloseToTheStart: the person would have no time to accept.
    """
    event, now = registration.event, clock.now()
    if not (_nobody_is_before(registration) and seats.take_all(registration)):
        if registration.role in TEAM_ROLES:
            raise TeamIsFull
        move(registration, State.WAITLISTED, by=by, why=why)
    elif not accept_hours:
        move(registration, State.CONFIRMED, by=by, why=why)
    elif not rules.long_enough(event, now, hours=accept_hours, letter_due=letter_due):
        raise TooCloseToTheStart
    else:
        ends_at = rules.offer_end(event, now, hours=accept_hours, letter_due=letter_due)
        move(registration, State.OFFERED, by=by, why=why, ends_at=ends_at)
    return registration.state


def has_room(registration: Registration) -> bool:
    """Whether this newcomer would have a seat at once."""
    pools = seats.pools_of(registration)
    return all(pool.free for pool in pools) and _nobody_is_before(registration)


def _nobody_is_before(registration: Registration) -> bool:
    """Whether no one in line has a better right to the seats this one needs.

    While the line moves, whoever waits lacks a seat in a full pool, so room in
    all pools is the whole answer and costs the same however long the line is.
    While it stands still, seats may be free that those in line wait for.
    """
    if registration.role in TEAM_ROLES:
        return True
    event = registration.event
    if event.line_paused:
        return False
    if rules.standstill(event, clock.now()) is None:
        return True
    return not queries.is_anybody_before(registration)


def move_up(event: Event, *, by: Actor) -> list[Registration]:
    """Pass free seats down the line, in the transaction that freed them.

    :returns: those who moved up, first in line first; often empty.
    """
    now = clock.now()
    pool = event.pool(PoolKind.EVENT)
    if pool.free < 1 or rules.standstill(event, now) is not None:
        return []
    free = {pool.id: pool.free for pool in event.pools}
    line = queries.line(event)
    seated = list(rules.walk(line, free, everybodys=pool.id))
    moved = []
    for waiting in seated:
        registration = queries.locked(waiting.registration_id)
        if registration is None or not seats.take_all(registration):
            break
        _seat_from_line(registration, by=by, why=Why.SEAT_CAME_FREE)
        moved.append(registration)
    return moved


def _seat_from_line(
    registration: Registration, *, by: Actor, why: Why, note: str = ""
) -> None:
    event, now = registration.event, clock.now()
    if event.offer_hours:
        ends_at = rules.offer_end(event, now, hours=event.offer_hours)
        move(registration, State.OFFERED, by=by, why=why, note=note, ends_at=ends_at)
        letters.offer(registration)
    else:
        move(registration, State.CONFIRMED, by=by, why=why, note=note)
        letters.confirmed(registration, seat_came_free=True)


def give_seat_by_hand(registration: Registration, *, by: Actor, note: str) -> None:
    """Seat somebody from the line before their turn; the seats are taken already.

    :raises TooCloseToTheStart: an offer would leave no time to accept.
    """
    event = registration.event
    if event.offer_hours and not rules.long_enough(
        event, clock.now(), hours=event.offer_hours
    ):
        raise TooCloseToTheStart
    _seat_from_line(registration, by=by, why=Why.PROMOTED, note=note)
