"""What a person does on the own page."""

from collections.abc import Collection, Mapping, Sequence

from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit import services as audit
from eventreg.audit.actors import Actor, ActorKind
from eventreg.errors import DomainError, MoveNotAllowed
from eventreg.registrations import letters, queries, seats
from eventreg.registrations.models import PhotoLevel, Registration
from eventreg.registrations.money.asked import asked
from eventreg.registrations.services.as_seen import (
    NOTHING_SEEN,
    SeenOtherwise,
    changes_since,
    check_leaving,
    offer_print,
)
from eventreg.registrations.services.moving import move_all
from eventreg.registrations.services.parties import end, leave, take_back_unseen
from eventreg.registrations.services.refusals import check_not_over
from eventreg.registrations.services.untold import answering, is_unheard
from eventreg.registrations.states import LIVE, State, Why


class OfferHasEnded(DomainError):
    """The seat was kept until an instant that has passed."""

    def __init__(self) -> None:
        super().__init__(_("Your answer came too late: this offer has expired."))


def accept(
    registration: Registration,
    *,
    terms_read: int | None = None,
    others_read: Collection[str] | None = None,
    seen: Mapping[str, str] = NOTHING_SEEN,
) -> None:
    """Take the offered seat. A second call changes nothing.

    :param terms_read: version of the cost and cancellation terms that were shown;
        0: none were; ``None``: not known.
    :param others_read: references of those for whom the page said that one accepts
        too; ``None``: not known.
    :param seen: prints of the event and the fee as the page showed them.
    :raises OfferHasEnded: too late, though the worker may not have noticed yet.
    :raises SeenOtherwise: one of them changed meanwhile.
    :raises MoveNotAllowed: no seat is offered.
    """
    registration = seats.lock(registration)
    if registration.state is State.CONFIRMED:
        return
    if registration.state is State.EXPIRED or is_offer_over(registration):
        raise OfferHasEnded
    if registration.state is not State.OFFERED:
        raise MoveNotAllowed("registration", registration.state, State.CONFIRMED)
    if registration.head_id is not None:
        raise MoveNotAllowed("registration", registration.state, State.CONFIRMED)
    by, unit = Actor.person(registration), seats.unit(registration)
    note = terms_note(unit)
    changes = changes_since(seen, offer_print(unit) if seen else {}, registration.event)
    # Where there are none, nobody need have read any.
    if note and terms_read not in {None, registration.event.terms_version}:
        changes.append(_terms_words())
    others = {each.reference for each in unit if each is not registration}
    if others_read is not None and set(others_read) != others:
        changes.append(_party_words())
    if changes:
        raise SeenOtherwise(changes)
    move_all(unit, State.CONFIRMED, by=by, why=Why.ACCEPTED, note=note)
    letters.to_each(unit, letters.confirmed)


def _terms_words() -> str:
    return _(
        "The price or the cancellation terms have changed since you opened this page."
    )


def _party_words() -> str:
    return _("Those for whom you answer have changed since you opened this page.")


def is_offer_over(registration: Registration) -> bool:
    """Whether the seat is no longer kept, though the worker may not have been by.

    Whoever finds the seat before the letter could leave is not late.
    """
    ends_at = registration.offer_expires_at
    is_late = ends_at is not None and ends_at <= clock.now()
    if registration.state is not State.OFFERED or not is_late:
        return False
    return not is_unheard(answering(queries.unit(registration)))


def stands(registration: Registration) -> State:
    """The state as its people see it; of an offer that is over, what comes of it.

    The worker takes up to a minute to notice, and nobody is told meanwhile that a
    seat is still kept.
    """
    shown = registration.shown_state
    if shown is State.OFFERED and is_offer_over(registration):
        return State.EXPIRED
    return shown


def terms_note(unit: Sequence[Registration]) -> str:
    """Which cost and cancellation terms were shown, for the log; empty: none.

    :param unit: those who are accepted for, who answers first.
    """
    event = unit[0].event
    shown = [event.text(unit[0].language), event.text(event.language)]
    has_terms = any(text.price or text.terms for text in shown) or asked(unit)
    return f"terms {event.terms_version}" if has_terms else ""


def refuse(registration: Registration) -> list[Registration]:
    """Give the offered seat back; it goes to the next in line.

    Who stands in line for a party refuses for all of it; the others leave it.

    :returns: those who moved up.
    :raises MoveNotAllowed: no seat is offered.
    """
    registration = seats.lock(registration)
    if registration.state is not State.OFFERED:
        raise MoveNotAllowed("registration", registration.state, State.CANCELLED)
    by = Actor.person(registration)
    if registration.head_id is not None:
        return leave(registration, by=by, why=Why.CANCELLED)
    unit = seats.unit(registration)
    for each in unit[1:]:
        end(each, by=by, why=Why.REFUSED)
    return leave(unit[0], by=by, why=Why.REFUSED)


def cancel(
    registration: Registration,
    *,
    by: Actor,
    note: str = "",
    seen: Mapping[str, str] = NOTHING_SEEN,
) -> list[Registration]:
    """Give up a registration and pass its seat down the waitlist.

    :param by: who cancels it: the person, the lead, staff, or the worker.
    :param note: why, for the move log; never shown to others.
    :param seen: prints of what is given up, and of its cost, as the page showed them.
    :returns: those who moved up, first in line first; often empty.
    :raises SeenOtherwise: one of them changed meanwhile.
    :raises MoveNotAllowed: it was cancelled, declined or expired before.
    :raises EventIsOver: staff cancel it after the event's end.
    """
    registration = seats.lock(registration)
    if by.kind is ActorKind.STAFF and registration.state in LIVE:
        check_not_over(registration.event)
    by_organiser = by.kind in {ActorKind.STAFF, ActorKind.IMPORT}
    check_leaving(registration, seen, by_organiser=by_organiser)
    is_own = by.kind is ActorKind.PERSON
    freed = is_own and take_back_unseen(registration, by=by)
    why = Why.WITHDRAWN if by_organiser else Why.CANCELLED
    return leave(registration, by=by, why=why, note=note, freed=freed)


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
