"""Who took a step of a registration: the person, or somebody else for them."""

from eventreg.audit.actors import ActorKind
from eventreg.people.names import full_name
from eventreg.registrations import queries
from eventreg.registrations.models import (
    Registration,
    RegistrationChange,
    RegistrationMove,
)

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
