"""Who made the steps of a registration, as staff call them."""

from flask_babel import gettext as _

from eventreg.accounts.queries import all_accounts
from eventreg.audit.actors import ActorKind
from eventreg.audit.models import AuditEntry
from eventreg.people.names import full_name
from eventreg.registrations import queries
from eventreg.registrations.models import (
    Registration,
    RegistrationChange,
    RegistrationMove,
)
from eventreg.registrations.presence.models import CheckIn

Step = RegistrationMove | RegistrationChange | AuditEntry | CheckIn


def account_names() -> dict[str, str]:
    """The names of staff, by the reference that the log has of them."""
    return {account.reference: account.name for account in all_accounts()}


def person_names(registration: Registration) -> dict[str, str]:
    """Who acted besides staff, by reference: the person, or somebody with a number."""
    steps: list[Step] = [*registration.moves, *registration.changes]
    persons = {step.actor for step in steps if step.actor_kind is ActorKind.PERSON}
    own = dict.fromkeys(["", registration.reference], str(_("The person")))
    others = queries.by_references(persons - own.keys())
    return own | {
        reference: f"{full_name(other)} ({reference})"
        for reference, other in others.items()
    }


def who(step: Step, names: dict[str, str]) -> str:
    """Who made a step.

    :param names: by reference, of staff and, in a log, of people too.
    """
    if step.actor_kind is ActorKind.PERSON:
        return names.get(step.actor, str(_("Somebody whose data was deleted")))
    if step.actor_kind is ActorKind.WORKER:
        return automatically()
    return names.get(step.actor, str(_("A former account")))


def automatically() -> str:
    """What stands for the clock, and for what followed by itself."""
    return str(_("Automatically"))
