"""Who took a step of a registration: the person, or somebody else for them."""

from eventreg.audit.actors import ActorKind
from eventreg.people.names import full_name
from eventreg.registrations import queries
from eventreg.registrations.models import (
    Registration,
    RegistrationChange,
    RegistrationMove,
    What,
)
from eventreg.registrations.states import State, Why

Step = RegistrationMove | RegistrationChange


def is_own(registration: Registration, step: Step) -> bool:
    """Whether the person did it, not the lead, staff or the clock."""
    is_person = step.actor_kind is ActorKind.PERSON
    return is_person and step.actor in {"", registration.reference}


def is_anothers(registration: Registration, step: Step) -> bool:
    """Whether somebody did it for the person who is no staff: most often the lead."""
    is_person = step.actor_kind is ActorKind.PERSON
    return is_person and not is_own(registration, step)


def another(registration: Registration, step: Step) -> Registration | None:
    """Who did it for the person; ``None``: nobody did, or that one was deleted."""
    if not is_anothers(registration, step):
        return None
    lead = registration.lead
    is_lead = lead is not None and lead.reference == step.actor
    return lead if is_lead else queries.by_reference(step.actor)


def ended_by(registration: Registration) -> str:
    """The name of who just ended it for the person, as a letter says it.

    Empty: the person did, or staff, or whoever reads the letter.
    """
    found = another(registration, registration.moves[-1])
    return full_name(found) if found and found is not registration.written_to else ""


def swapped_by(registration: Registration) -> Registration | None:
    """Who named somebody else to come instead of this one; ``None``: nobody did.

    Also where the director granted what that one had asked for.
    """
    step = _swap(registration)
    return another(registration, step) if step else None


def is_swapped_by_staff(registration: Registration) -> bool:
    """Whether staff named somebody else to come instead, and nobody had asked."""
    step = _swap(registration)
    return step is not None and step.actor_kind is ActorKind.STAFF


def _swap(registration: Registration) -> Step | None:
    """The step by which somebody was named to come instead of this one."""
    last = registration.moves[-1]
    if last.why is not Why.SUBSTITUTED or last.new is not State.CANCELLED:
        return None
    asked = (
        change
        for change in registration.changes
        if change.what is What.SUBSTITUTE
        and change.changes.get("substitute", [""])[-1] == last.note
    )
    return next(asked, last)


def swapped_by_name(registration: Registration) -> str:
    """As a letter says it: empty for whoever reads it, too."""
    found = swapped_by(registration)
    return full_name(found) if found and found is not registration.written_to else ""
