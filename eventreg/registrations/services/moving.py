"""The one door through which every change of state goes, and the seat decision."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.audit.services import network_of_staff
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.events.models import Event, SeatPool
from eventreg.events.states import CHOSEN, PoolKind
from eventreg.people.names import full_name
from eventreg.registrations import letters, queries, rules, seats
from eventreg.registrations.applicants import Applicant
from eventreg.registrations.models import Registration, RegistrationMove
from eventreg.registrations.money import services as money
from eventreg.registrations.services.refusals import check_not_over
from eventreg.registrations.states import TEAM_ROLES, State, Why, check_move
from eventreg.web.locale import current_language

#: After an event's end people only leave: they are withdrawn, merged or erased, or an
#: offer has run out.
_AFTER_THE_END = frozenset({State.CANCELLED, State.EXPIRED})


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


class ChoiceIsFull(DomainError):
    """A session or choice that somebody needs filled up meanwhile.

    :param who: who needs another choice, perhaps on a form that is not taken in yet.
    :param needed: how many of a party chose it.
    :param is_own: that one reads it, and is spoken to.
    """

    def __init__(
        self,
        who: Registration | Applicant,
        pool: SeatPool,
        *,
        needed: int,
        is_own: bool,
    ) -> None:
        self.who, self.pool = who, pool
        words = {"choice": pool.name(current_language()), "name": full_name(who)}
        self.left = _what_is_left(pool, needed, **words)
        if is_own:
            self.wish = _("Please choose something else.")
        else:
            self.wish = _("%(name)s needs another choice.", **words)
        super().__init__(f"{self.left} {self.wish}")

    def name_all(self, found: Sequence["ChoiceIsFull"]) -> "ChoiceIsFull":
        """This one, whose sentence names all that are ``found``, person by person."""
        left: dict[str, list[str]] = {}
        for each in found:
            left.setdefault(each.wish, []).append(each.left)
        self.args = (" ".join(" ".join([*all_, wish]) for wish, all_ in left.items()),)
        return self


def _what_is_left(pool: SeatPool, needed: int, **words: str) -> str:
    if pool.free < 1 or needed < 2:
        return _("“%(choice)s” is full meanwhile.", **words)
    return ngettext(
        "Only %(num)s place is left at “%(choice)s”, and %(needed)s of the party "
        "chose it.",
        "Only %(num)s places are left at “%(choice)s”, and %(needed)s of the party "
        "chose it.",
        pool.free,
        needed=needed,
        **words,
    )


def begin(registration: Registration, *, by: Actor, why: Why) -> None:
    """Log the first state of a new registration."""
    db.session.add(registration)
    _log(registration, None, registration.state, by=by, why=why)
    money.follow(registration, None, registration.state, why=why, by=by)


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
    is withdrawn, and so are reminders and the wish to confirm an address.

    :param ends_at: when the offer ends; given exactly for ``offered``.
    :raises EventIsOver: the event's end has passed, and nobody leaves by this.
    :raises MoveNotAllowed: the table of moves does not have it.
    """
    old = registration.state
    check_move(old, new, undo=why is Why.UNDONE)
    if new not in _AFTER_THE_END and why is not Why.UNDONE:
        check_not_over(registration.event)
    overtakes = letters.is_decision_hidden(registration)
    letters.withdraw_decision(registration)
    letters.withdraw_reminders(registration)
    if old is State.UNVERIFIED:
        letters.withdraw_wish_to_confirm(registration)
    registration.decision_shown_at = None
    registration.state = new
    registration.offer_expires_at = ends_at
    registration.waiting_since = clock.now() if new is State.WAITLISTED else None
    registration.is_paused = False
    registration.is_extended = False
    registration.later_until = None
    _log(registration, old, new, by=by, why=why, note=note, overtakes=overtakes)
    money.follow(registration, old, new, why=why, by=by)


def _log(
    registration: Registration,
    old: State | None,
    new: State,
    *,
    by: Actor,
    why: Why,
    note: str = "",
    overtakes: bool = False,
) -> None:
    registration.moves.append(
        RegistrationMove(
            old=old,
            new=new,
            actor_kind=by.kind,
            actor=by.reference,
            why=why,
            note=note,
            overtakes=overtakes,
            at=clock.now(),
            network=network_of_staff(by),
        )
    )


def move_all(
    registrations: Sequence[Registration],
    new: State,
    *,
    by: Actor,
    why: Why,
    note: str = "",
    ends_at: datetime | None = None,
) -> None:
    """``move`` for those who are decided on together; they join the line as one."""
    for registration in registrations:
        move(registration, new, by=by, why=why, note=note, ends_at=ends_at)
    for registration in registrations:
        registration.waiting_since = registrations[0].waiting_since


def decide_seat(
    registrations: Sequence[Registration],
    *,
    by: Actor,
    why: Why,
    accept_hours: int = 0,
    letter_due: datetime | None = None,
) -> State:
    """The seat decision for a newcomer: a seat if nobody before wants it.

    :param registrations: one, or a party that comes only together.
    :param accept_hours: hours to accept the seat; 0: no need to.
    :raises ChoiceIsFull: somebody chose a session that is full; it has no line.
    :raises TeamIsFull: a role of the team pool, and no seat in it.
    :raises TooCloseToTheStart: the person would have no time to accept.
    """
    event, now = registrations[0].event, clock.now()
    check_choices(registrations, by=by)
    if not (_is_free(registrations) and seats.take_all(registrations)):
        if any(each.role in TEAM_ROLES for each in registrations):
            raise TeamIsFull
        move_all(registrations, State.WAITLISTED, by=by, why=why)
    elif not accept_hours:
        move_all(registrations, State.CONFIRMED, by=by, why=why)
    elif not rules.long_enough(event, now, hours=accept_hours, letter_due=letter_due):
        raise TooCloseToTheStart
    else:
        ends_at = rules.offer_end(event, now, hours=accept_hours, letter_due=letter_due)
        move_all(registrations, State.OFFERED, by=by, why=why, ends_at=ends_at)
    return registrations[0].state


def check_choices(registrations: Sequence[Registration], *, by: Actor) -> None:
    """:raises ChoiceIsFull: a session or choice has too few places for all.

    Where it has some, the first of the party keep it, and the last chooses anew.
    """
    found = [
        _full_for(registrations, pool, by=by)
        for pool in seats.lacking(registrations)
        if pool.kind in CHOSEN
    ]
    if found:
        raise found[0].name_all(found)


def _full_for(
    registrations: Sequence[Registration], pool: SeatPool, *, by: Actor
) -> ChoiceIsFull:
    who = [each for each in registrations if pool in seats.pools_of(each)]
    last = who[-1 if pool.free else 0]
    return ChoiceIsFull(last, pool, needed=len(who), is_own=by == Actor.person(last))


def has_room(registrations: Sequence[Registration]) -> bool:
    """Whether these newcomers would have seats at once."""
    return not seats.lacking(registrations) and _is_free(registrations)


def _is_free(registrations: Sequence[Registration]) -> bool:
    """Whether no one in line has a better right to the seats these need.

    While the line moves, whoever waits lacks a seat in a full pool, so room in
    all pools is the whole answer and costs the same however long the line is;
    but for parties that come only together, which hold up seats that are free.
    While it stands still, seats may be free that those in line wait for.
    """
    first = registrations[0]
    event, now = first.event, clock.now()
    if first.role in TEAM_ROLES:
        return True
    if event.line_paused or seats.lacking(registrations):
        return False
    if rules.standstill(event, now) is not None:
        return not any(map(queries.is_anybody_before, registrations))
    if rules.parties_move(event, now):
        return not any(map(queries.is_party_before, registrations))
    # Parties have just begun to be passed over: first those who stood behind.
    move_up(event, by=Actor.worker())
    return not seats.lacking(registrations)


def move_up(
    event: Event,
    *,
    by: Actor,
    freed: bool = False,
    back: Sequence[Registration] = (),
) -> list[Registration]:
    """Pass free seats down the line, in the transaction that freed them.

    :param freed: a seat has just come free, and those who move up read so; else
        what held up the line is gone, or there are more seats.
    :param back: those who have come back this moment, and have not waited.
    :returns: those who moved up, first in line first; often empty.
    """
    now = clock.now()
    pool = event.pool(PoolKind.EVENT)
    if pool.free < 1 or rules.standstill(event, now) is not None:
        return []
    db.session.flush()
    free = {pool.id: pool.free for pool in event.pools}
    line = queries.line(event, parties=rules.parties_move(event, now))
    seated = list(rules.walk(line, free, everybodys=pool.id))
    moved: list[Registration] = []
    for waiting in seated:
        unit = [queries.locked(id_) for id_ in waiting.registration_ids]
        found = [registration for registration in unit if registration is not None]
        if not seats.take_all(found):
            break
        why = Why.SEAT_CAME_FREE if freed else Why.MOVED_UP
        if found[0] in back:
            why = Why.SEAT_WAS_FREE
        _seat_from_line(found, by=by, why=why)
        moved += found
    return moved


def _seat_from_line(
    registrations: Sequence[Registration], *, by: Actor, why: Why, note: str = ""
) -> None:
    event, now = registrations[0].event, clock.now()
    # Whoever was never told of waiting reads only of the seat.
    waited = not letters.is_decision_hidden(registrations[0])
    if event.offer_hours:
        ends_at = rules.offer_end(event, now, hours=event.offer_hours)
        move_all(
            registrations, State.OFFERED, by=by, why=why, note=note, ends_at=ends_at
        )
        letters.to_each(registrations, letters.offer if waited else letters.approved)
    else:
        move_all(registrations, State.CONFIRMED, by=by, why=why, note=note)
        told = letters.moved_up if waited else letters.confirmed
        letters.to_each(registrations, told)


def give_seats_by_hand(
    registrations: Sequence[Registration], *, by: Actor, note: str
) -> None:
    """Seat somebody from the line before their turn; the seats are taken already.

    :raises TooCloseToTheStart: an offer would leave no time to accept.
    """
    event = registrations[0].event
    if not rules.may_give(event, clock.now()):
        raise TooCloseToTheStart
    _seat_from_line(registrations, by=by, why=Why.PROMOTED, note=note)
