"""What accepting a seat costs, for who is about to do it and in letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import force_locale

from eventreg.events.models import Event
from eventreg.people.names import full_name
from eventreg.registrations.models import Registration
from eventreg.registrations.money import queries, rules
from eventreg.registrations.money.models import FeePlan, Payment
from eventreg.registrations.money.whose import NOTHING, charged, taken_back
from eventreg.registrations.states import RegistrationRole, State
from eventreg.registrations.words import role_word
from eventreg.web.money import euros


@dataclass(frozen=True)
class Share:
    """What one person owes with the seat; 0 cents: nothing."""

    name: str
    role: RegistrationRole
    cents: int
    #: Of that, what was paid before and counts for it.
    paid_cents: int = 0
    #: Paid before and more than it costs; given back.
    back_cents: int = 0


@dataclass(frozen=True)
class Step:
    """From this day on cancelling costs so much of the fee."""

    from_on: date
    percent: int


@dataclass(frozen=True)
class Asked:
    """What the seats of those who are answered for cost, until when, and leaving."""

    shares: tuple[Share, ...]
    #: ``None``: at once.
    due_on: date | None
    steps: tuple[Step, ...]
    #: Before this day cancelling is free; ``None``: it is free always, or no more.
    free_before: date | None

    @property
    def cents(self) -> int:
        """Of all together; what is paid already among it."""
        return sum(share.cents for share in self.shares)

    @property
    def paid_cents(self) -> int:
        return sum(share.paid_cents for share in self.shares)

    @property
    def back_cents(self) -> int:
        return sum(share.back_cents for share in self.shares)


def asked(unit: Sequence[Registration]) -> Asked | None:
    """``None``: nobody of the ``unit`` owes anything with the seat.

    :param unit: those who are answered for with one click, one at least.
    """
    event = unit[0].event
    plan = queries.plan_of(event)
    if plan is None:
        return None
    known = queries.payments_of(unit)
    shares = tuple(_share(plan, each, known.get(each.id)) for each in unit)
    if not any(share.cents for share in shares):
        return None
    today = rules.today(event)
    first = plan.steps[0].from_on if plan.steps else None
    return Asked(
        shares,
        due_on=None if rules.is_overdue(plan, today) else plan.due_on,
        steps=tuple(Step(step.from_on, step.percent) for step in plan.steps),
        free_before=first if first and first > today else None,
    )


def own_cents(registration: Registration) -> int:
    """What the seat, had or hoped for, costs this person, in cents.

    Once it is settled another fee of the role changes nothing.
    """
    if registration.state is not State.CONFIRMED:
        costs = asked([registration])
        return costs.cents if costs else 0
    plan = queries.plan_of(registration.event)
    fee = rules.fee_of(plan, registration.role)
    return charged(queries.money_of(registration), fee).owed


def fee_values(unit: Sequence[Registration], language: str) -> dict[str, str]:
    """What a letter says that the seats of the ``unit`` cost together, and what of it
    is paid already; empty: nothing."""
    costs = asked(unit)
    if costs is None:
        return {}
    with force_locale(language):
        paid = euros(costs.paid_cents) if costs.paid_cents else ""
        return {"fee": euros(costs.cents), "fee_counts": paid}


def by_role(event: Event) -> list[tuple[str, str]]:
    """Who pays how much, in words; empty: the event has no fees."""
    fees = queries.fees_of(event)
    return [(role_word(r), euros(fees[r])) for r in RegistrationRole if r in fees]


def _share(plan: FeePlan, registration: Registration, payment: Payment | None) -> Share:
    """What ``services.follow`` makes of it with the seat."""
    now = payment.money if payment else NOTHING
    after = taken_back(now, rules.fee_of(plan, registration.role))
    return Share(
        full_name(registration),
        registration.role,
        after.paid + after.due,
        paid_cents=after.paid,
        back_cents=after.back,
    )
