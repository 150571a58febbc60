"""What somebody pays, and what leaving costs."""

from datetime import date

from eventreg import clock
from eventreg.events.models import Event
from eventreg.registrations.money.models import FeePlan
from eventreg.registrations.states import RegistrationRole


def fee_of(plan: FeePlan | None, role: RegistrationRole) -> int:
    """In cents; 0: nothing."""
    fees = plan.fees if plan else []
    return next((fee.amount_cents for fee in fees if fee.role is role), 0)


def percent_on(plan: FeePlan, day: date) -> int:
    """The share of the fee that somebody pays who cancels on ``day``."""
    past = [step for step in plan.steps if step.from_on <= day]
    return past[-1].percent if past else 0


def is_overdue(plan: FeePlan | None, day: date) -> bool:
    """Whether on ``day`` all should have paid."""
    return plan is not None and plan.due_on is not None and plan.due_on < day


def today(event: Event) -> date:
    """The day it is where the event is."""
    return clock.today(event.timezone)
