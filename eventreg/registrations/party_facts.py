"""A person's party as the own page tells it: who signed up whom, who answers."""

from dataclasses import dataclass

from eventreg import clock
from eventreg.people.names import full_name
from eventreg.registrations import queries, rules, standing
from eventreg.registrations.models import Registration
from eventreg.registrations.states import LIVE, State


@dataclass(frozen=True)
class Companion:
    """Somebody whom the person signed up, and what can be done about them."""

    reference: str
    name: str
    state: State
    company: str
    #: Letters about them go to the person, because they have no address.
    has_address: bool
    may_cancel: bool
    may_swap: bool
    may_change: bool

    @classmethod
    def of(cls, registration: Registration) -> "Companion":
        has_address = registration.email is not None
        is_unverified = registration.state is State.UNVERIFIED
        changes = standing.may(registration, "change")
        return cls(
            reference=registration.reference,
            name=full_name(registration),
            state=registration.shown_state,
            company=registration.company,
            has_address=has_address,
            may_cancel=standing.may(registration, "leave"),
            may_swap=standing.may(registration, "substitute"),
            may_change=changes and (is_unverified or not has_address),
        )


@dataclass(frozen=True)
class Party:
    """What the own page says about the others."""

    companions: tuple[Companion, ...]
    #: Who signed the person up; empty: nobody did.
    named_by: str
    #: Whose seat the person takes over; empty: nobody's.
    took_over: str
    #: Who answers for the person; empty: they answer for themselves.
    answered_by: str
    #: Those for whom the person answers: they come only together.
    answers_for: tuple[str, ...]
    #: So close to the start that they are no longer moved up.
    is_passed_over: bool

    @property
    def is_together(self) -> bool:
        return bool(self.answered_by or self.answers_for)


def of(registration: Registration) -> Party:
    """The party of ``registration``, in the order of the form."""
    head = queries.head_of(registration) if registration.together else None
    waits = registration.shown_state is State.WAITLISTED
    moves = rules.parties_move(registration.event, clock.now())
    return Party(
        companions=tuple(map(Companion.of, registration.companions)),
        named_by=full_name(registration.lead) if registration.lead else "",
        took_over=full_name(registration.replaces) if registration.replaces else "",
        answered_by=full_name(head) if head else "",
        answers_for=tuple(map(full_name, _answered_for(registration))),
        is_passed_over=waits and registration.together and not moves,
    )


def _answered_for(registration: Registration) -> list[Registration]:
    """Those in the same state who come only with this one."""
    if not registration.together or registration.head_id is not None:
        return []
    found = queries.party_of(registration)
    return [each for each in found if each.state in LIVE]
