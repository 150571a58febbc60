"""A person's party as the own page tells it: who signed up whom, who answers."""

from dataclasses import dataclass

from flask_babel import gettext as _

from eventreg import clock
from eventreg.people.names import full_name
from eventreg.registrations import queries, rules, seats, services, standing
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
    #: They have a seat, and nobody else can answer for them.
    may_answer: bool
    #: Whose seat they have taken over, or should; empty: nobody's.
    took_over: str = ""
    asked_by: str = ""

    @classmethod
    def of(cls, registration: Registration) -> "Companion":
        has_address = registration.email is not None
        is_unverified = registration.state is State.UNVERIFIED
        state = services.stands(registration)
        changes = standing.may(registration, "change", state=state)
        took_over, asked_by = _instead_of(registration)
        return cls(
            reference=registration.reference,
            name=full_name(registration),
            state=state,
            company=registration.company,
            has_address=has_address,
            may_cancel=standing.may(registration, "leave", state=state),
            may_swap=standing.may(registration, "substitute"),
            may_change=changes and (is_unverified or not has_address),
            may_answer=standing.may(registration, "answer") and not has_address,
            took_over=took_over,
            asked_by=asked_by,
        )


@dataclass(frozen=True)
class Party:
    """What the own page says about the others."""

    companions: tuple[Companion, ...]
    #: Of those whom the person signed up: who is cancelled, and for whom.
    gone: tuple[str, ...]
    #: Who signed the person up; empty: nobody did.
    named_by: str
    #: That one has cancelled, and the person comes without them.
    is_lead_gone: bool
    #: Whose seat the person has taken over; empty: nobody's.
    took_over: str
    #: Who has named the person to come instead, without a seat so far.
    asked_by: str
    #: The organiser decides about that, and the seat is still with the other one.
    is_asked: bool
    #: Who answers for the person; empty: they answer for themselves.
    answered_by: str
    #: Those for whom the person answers: they come only together.
    answers_for: tuple[str, ...]
    #: Those who stay when the person leaves.
    who_stays: tuple[str, ...]
    #: Of several who stay and come only together: who answers for them then.
    heir: str
    #: So close to the start that they are no longer moved up.
    is_passed_over: bool
    #: So many seats they need at once; 0: the person comes alone.
    size: int
    #: So many are free where they lack the most; ``None``: they lack none.
    free: int | None

    @property
    def is_together(self) -> bool:
        return bool(self.answered_by or self.answers_for)


def of(registration: Registration) -> Party:
    """The party of ``registration``, in the order of the form."""
    head = queries.head_of(registration) if registration.together else None
    waits = registration.shown_state is State.WAITLISTED
    moves = rules.parties_move(registration.event, clock.now())
    lead = registration.lead
    old, (took_over, asked_by) = registration.replaces, _instead_of(registration)
    pending = registration.shown_state is State.PENDING
    led = _answered_for(registration)
    heir = next((each for each in led if each.email), None) if len(led) > 1 else None
    unit = queries.unit(registration) if registration.together and waits else []
    return Party(
        companions=tuple(map(Companion.of, _companions(registration, gone=False))),
        gone=tuple(map(_gone_words, _companions(registration, gone=True))),
        named_by=full_name(lead) if lead else "",
        is_lead_gone=lead is not None and lead.shown_state is State.CANCELLED,
        took_over=took_over,
        asked_by=asked_by,
        is_asked=pending and old is not None and old.state is State.CONFIRMED,
        answered_by=full_name(head) if head else "",
        answers_for=tuple(map(full_name, led)),
        who_stays=tuple(map(full_name, _who_stays(registration, led))),
        heir=full_name(heir) if heir else "",
        is_passed_over=waits and registration.together and not moves,
        size=len(unit),
        free=seats.most_free(unit),
    )


def _instead_of(registration: Registration) -> tuple[str, str]:
    """Whose seat they have taken over, and whose they only should.

    Neither, once they have given it up and come back.
    """
    old = registration.replaces
    if old is None:
        return "", ""
    if standing.sits_instead(registration):
        return full_name(old), ""
    return "", "" if standing.has_taken_over(registration) else full_name(old)


def _companions(registration: Registration, *, gone: bool) -> list[Registration]:
    """Those who are cancelled, or the others."""
    return [
        each
        for each in registration.companions
        if (each.shown_state is State.CANCELLED) is gone
    ]


def _gone_words(registration: Registration) -> str:
    name, new = full_name(registration), standing.successor(registration)
    if new is None:
        return name
    return _("%(name)s (handed over to %(new)s)", name=name, new=full_name(new))


def _answered_for(registration: Registration) -> list[Registration]:
    """Those in the same state who come only with this one."""
    if not registration.together or registration.head_id is not None:
        return []
    found = queries.party_of(registration)
    return [each for each in found if each.state in LIVE]


def answered_references(registration: Registration) -> str:
    """The others for whom the person answers, as a form brings them back."""
    return " ".join(each.reference for each in _answered_for(registration))


def _who_stays(
    registration: Registration, led: list[Registration]
) -> list[Registration]:
    """Whom the person signed up or answers for, as far as they are not out."""
    live = [each for each in registration.companions if each.shown_state in LIVE]
    return [*live, *(each for each in led if each not in live)]
