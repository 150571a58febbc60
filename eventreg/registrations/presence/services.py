"""Checking people in, and taking that back."""

from collections.abc import Collection
from datetime import datetime

from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.events.models import Event
from eventreg.events.states import RUNNING
from eventreg.people.names import full_name
from eventreg.registrations import seats
from eventreg.registrations.models import Registration
from eventreg.registrations.presence import queries, rules
from eventreg.registrations.presence.models import (
    PAGE,
    CheckIn,
    Direction,
    new_nonce,
)
from eventreg.registrations.states import State
from eventreg.registrations.words import state_word
from eventreg.web.dates import format_day


class NobodyCanHaveCome(DomainError):
    """The event's day is still ahead, or the event does not take place."""

    def __init__(self, event: Event) -> None:
        if event.state not in RUNNING:
            super().__init__(
                _("Nobody can be checked in: the event is cancelled or still a draft.")
            )
            return
        day = format_day(rules.begins_at(event), event.timezone)
        super().__init__(_("Checking in begins on %(day)s.", day=day))


class HasNoSeat(DomainError):
    """Somebody came who is not confirmed; says how they stand."""

    def __init__(self, registration: Registration) -> None:
        super().__init__(
            _(
                "%(name)s has no confirmed seat: %(state)s.",
                name=full_name(registration),
                state=state_word(registration.state),
            )
        )


def check_in(
    registration: Registration,
    *,
    by: Actor,
    desk: str | None = None,
    at: datetime | None = None,
    device: str = PAGE,
    nonce: str = "",
) -> CheckIn:
    """Note that somebody came; who is in already stays in since then.

    :param at: when, if a device tells it later; else now.
    :param nonce: what the device calls this check-in; sent again, it changes nothing.
    :returns: the check-in that stands.
    :raises NobodyCanHaveCome: see there.
    :raises HasNoSeat: see there.
    """
    registration = seats.lock(registration)
    _check_day(registration.event)
    before = nonce and queries.sent_before(registration, device, nonce)
    found = before or queries.check_in_of(registration)
    if found:
        return found
    return _enter(registration, by=by, desk=desk, at=at, device=device, nonce=nonce)


def take_back(registration: Registration, *, by: Actor) -> bool:
    """A check-in was a mistake; whether there was one."""
    registration = seats.lock(registration)
    if queries.check_in_of(registration) is None:
        return False
    _take_back(registration, by=by)
    return True


def tick(
    event: Event, *, came: Collection[str], did_not: Collection[str], by: Actor
) -> tuple[int, list[HasNoSeat]]:
    """Check in many at once, and take others back, as a paper list says.

    :param came: references of those who were ticked.
    :param did_not: of those whose tick was taken away.
    :returns: how many changed, and who could not be checked in.
    :raises NobodyCanHaveCome: see there.
    """
    event = seats.locked_event(event.id)
    _check_day(event)
    people = queries.people_of(event, {*came, *did_not})
    standing = queries.check_ins(people)
    count, refused = 0, []
    for registration in people:
        is_in = registration.id in standing
        if registration.reference in did_not and is_in:
            _take_back(registration, by=by)
            count += 1
        elif registration.reference in came and not is_in:
            try:
                _enter(registration, by=by)
                count += 1
            except HasNoSeat as error:
                refused.append(error)
    return count, refused


def _check_day(event: Event) -> None:
    if event.state not in RUNNING or not rules.has_begun(event, clock.now()):
        raise NobodyCanHaveCome(event)


def _enter(
    registration: Registration,
    *,
    by: Actor,
    desk: str | None = None,
    at: datetime | None = None,
    device: str = PAGE,
    nonce: str = "",
) -> CheckIn:
    if registration.state is not State.CONFIRMED:
        raise HasNoSeat(registration)
    row = CheckIn(
        registration_id=registration.id,
        desk=desk,
        at=at or clock.now(),
        device=device,
        nonce=nonce or new_nonce(),
        actor_kind=by.kind,
        actor=by.reference,
    )
    db.session.add(row)
    db.session.flush()
    record("check_in.made", registration.reference, by=by)
    return row


def _take_back(registration: Registration, *, by: Actor) -> None:
    row = CheckIn(
        registration_id=registration.id,
        direction=Direction.OUT,
        actor_kind=by.kind,
        actor=by.reference,
    )
    db.session.add(row)
    db.session.flush()
    record("check_in.taken_back", registration.reference, by=by)
