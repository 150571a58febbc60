"""Somebody else takes over a seat, which is not passed on."""

from collections.abc import Iterable

from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db
from eventreg.errors import DomainError, Gone, MoveNotAllowed
from eventreg.events.models import Event
from eventreg.events.seats import give_back
from eventreg.registrations import letters, queries, seats
from eventreg.registrations.applicants import Applicant, write_onto
from eventreg.registrations.models import Claim, Registration, What
from eventreg.registrations.services.doubles import AlreadyRegistered
from eventreg.registrations.services.moving import begin, move, move_up
from eventreg.registrations.services.parties import note
from eventreg.registrations.services.recognising import recognise
from eventreg.registrations.states import LIVE, RegistrationRole, State, Why


class CannotTakeOver(DomainError):
    """Perhaps the person is registered, or too many were named who are; the page
    must not say which."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The seat cannot be handed over to this person here. Please write to "
                "the organiser."
            )
        )


class OneIsAsked(DomainError):
    """A substitute was named before and waits for the director."""

    def __init__(self) -> None:
        super().__init__(
            _("You have named somebody already. The organiser decides about it soon.")
        )


def can_be_handed_over(registration: Registration) -> bool:
    """Whether there is a confirmed seat, and the event has not begun."""
    has_seat = registration.state is State.CONFIRMED
    return has_seat and registration.event.starts_at > clock.now()


def substitute(old: Registration, applicant: Applicant, *, by: Actor) -> Registration:
    """Name somebody who comes instead.

    The seat changes hands in one transaction. Where the director decides who
    comes, it is a request, and the old person keeps the seat until then.

    :returns: the new registration, ``confirmed`` or ``pending``.
    :raises CannotTakeOver: the new person is registered at this event.
    :raises AlreadyRegistered: the same, said to staff.
    :raises MoveNotAllowed: there is no confirmed seat to hand over.
    :raises OneIsAsked: a request waits already.
    """
    old = seats.lock(old)
    event = old.event
    if not can_be_handed_over(old):
        raise MoveNotAllowed("registration", old.state, State.CANCELLED)
    email = applicant.email.lower()
    _check_free(event, email, applicant.search_key, by=by)
    is_request = event.needs_approval and by.kind is not ActorKind.STAFF
    if is_request and queries.substitute_of(old):
        raise OneIsAsked
    new = _begin(old, applicant, by=by, is_request=is_request)
    if is_request:
        note(old, What.SUBSTITUTE, by=by, changes={"substitute": ["", new.reference]})
        letters.received(new)
    else:
        _change_hands(old, new, by=by)
    return new


def _check_free(event: Event, email: str, search_key: str, *, by: Actor) -> None:
    found = queries.live_of_person(event, email, search_key) if email else None
    if found is not None:
        is_staff = by.kind is ActorKind.STAFF
        raise AlreadyRegistered(found) if is_staff else CannotTakeOver


def _begin(
    old: Registration, applicant: Applicant, *, by: Actor, is_request: bool
) -> Registration:
    """The new person's registration, with own consents and the old one's pools."""
    state = State.PENDING if is_request else State.CONFIRMED
    new = Registration(event=old.event, state=state, verified_at=clock.now())
    write_onto(new, applicant)
    new.replaces = old
    if old.role is not RegistrationRole.MEMBER:
        new.role = old.role
    if new.email is None:
        new.lead = old.lead or old
    db.session.add(new)
    db.session.flush()  # its reference goes into the log
    new.claims = _handed_over(old)
    recognise(new)
    begin(new, by=by, why=Why.SUBSTITUTED)
    return new


def takes_over(registration: Registration) -> bool:
    """Whether approving this one hands a seat over that somebody still holds."""
    old = registration.replaces
    return old is not None and old.state is State.CONFIRMED


def hand_over(new: Registration, *, by: Actor) -> None:
    """Grant a request: the old person's seat goes to the new one.

    :raises Gone: the old registration was deleted meanwhile.
    """
    old = queries.locked(new.replaces_id or 0)
    if old is None or old.state is not State.CONFIRMED:
        raise Gone
    new.claims = _handed_over(old)
    move(new, State.CONFIRMED, by=by, why=Why.SUBSTITUTED)
    _change_hands(old, new, by=by)


def _handed_over(old: Registration) -> list[Claim]:
    """The seats that change hands: not those of answers, which stay the old one's."""
    answered = {pool.id for pool in seats.answered_by(old)}
    kept = (claim.pool_id for claim in old.claims if claim.pool_id not in answered)
    return [Claim(pool_id=pool_id) for pool_id in kept]


def _change_hands(old: Registration, new: Registration, *, by: Actor) -> None:
    was = old.shown_state
    answered = seats.answered_by(old)
    for pool in answered:
        give_back(pool)
    others = _into_the_party(old, new, by=by)
    move(old, State.CANCELLED, by=by, why=Why.SUBSTITUTED, note=new.reference)
    letters.left(old, was=was, why=Why.SUBSTITUTED, substitute=new)
    letters.confirmed(new)
    _tell_the_party(old, others, by=by, handed_over=was is State.CONFIRMED)
    if answered:
        move_up(old.event, by=by, freed=True)


def _tell_the_party(
    old: Registration,
    others: Iterable[Registration],
    *,
    by: Actor,
    handed_over: bool,
) -> None:
    """Write to those whom ``old`` signed up, or answered for, that another comes.

    :param handed_over: ``old`` knew of a seat to hand over.
    """
    signed_up = (each for each in old.companions if each.replaces is not old)
    for other in dict.fromkeys([*others, *signed_up]):
        reader = other.written_to
        is_told = reader is old or by == Actor.person(reader)
        is_in = other.shown_state in LIVE and other.state is not State.UNVERIFIED
        if is_in and not is_told:
            letters.party_changed(other, gone=old, handed_over=handed_over)


def _into_the_party(
    old: Registration, new: Registration, *, by: Actor
) -> list[Registration]:
    """The new person comes with the party, but leads nobody.

    Whom the old one signed up stays so. Where the old one answered for all, the
    next of those who come only together does, as for anybody who leaves.

    :returns: those for whom the old one answered.
    """
    new.together, old.together = old.together, False
    new.head_id, old.head_id = old.head_id, None
    if old.lead_id is not None:
        new.lead_id = old.lead_id
    others = queries.headed_by(old)
    if not others:
        return []
    head = next((each for each in others if each.email), others[0])
    for each in (*others, new):
        each.head_id = None if each is head else head.id
    for other in others:
        note(other, What.PARTY, by=by)
    return others
