"""The same person twice at one event."""

from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.errors import DomainError, Gone
from eventreg.registrations import queries, seats
from eventreg.registrations.models import Registration
from eventreg.registrations.services.parties import leave
from eventreg.registrations.states import LIVE, State, Why

#: Of two registrations, the one that has come further is kept.
_FURTHEST_FIRST = (
    State.CONFIRMED,
    State.OFFERED,
    State.WAITLISTED,
    State.PENDING,
    State.UNVERIFIED,
)


class AlreadyRegistered(DomainError):
    """Staff entered, or took back, somebody who is registered."""

    def __init__(self, registration: Registration) -> None:
        self.registration = registration
        super().__init__(
            _(
                "This person is already registered: %(reference)s",
                reference=registration.reference,
            )
        )


class NotTheSameEvent(DomainError):
    """Two registrations were to be merged that are not of one event."""

    def __init__(self) -> None:
        super().__init__(_("Choose two registrations of one event that still run."))


def check_alone(registration: Registration) -> None:
    """:raises AlreadyRegistered: the same person has another one that lives."""
    if registration.email is None:
        return
    found = queries.live_of_person(
        registration.event, registration.email, registration.search_key
    )
    if found is not None and found is not registration:
        raise AlreadyRegistered(found)


def kept_of(one: Registration, other: Registration) -> Registration:
    """Which of two is kept when they are merged: the further one, else the older."""
    return min((one, other), key=lambda r: (_FURTHEST_FIRST.index(r.state), r.id))


def merge(one: Registration, other: Registration, *, by: Actor) -> Registration:
    """Make one of two registrations of the same person; a seat too many goes on.

    The further one stays as it is, with its place and its link; the other ends
    and is told so.

    :returns: the one that is kept.
    :raises NotTheSameEvent: not two live registrations of one event.
    """
    first = seats.lock(one)
    second = queries.locked(other.id)
    if second is None:
        raise Gone
    if (
        first is second
        or first.event_id != second.event_id
        or not {first.state, second.state} <= LIVE
    ):
        raise NotTheSameEvent
    kept = kept_of(first, second)
    gone = second if kept is first else first
    if not kept.message and gone.message:
        kept.message = gone.message
    leave(gone, by=by, why=Why.MERGED, note=kept.reference)
    return kept
