"""Reading fees and payments."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.registrations.models import Registration
from eventreg.registrations.money.models import FeePlan, Payment
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.states import State


def plan_of(event: Event) -> FeePlan | None:
    return db.session.get(FeePlan, event.id)


def payment_of(registration: Registration) -> Payment | None:
    """What the registration owes or has paid; ``None``: nothing is due."""
    return db.session.get(Payment, registration.id)


def payments(event: Event, state: PaymentState | None = None) -> Sequence[Payment]:
    """All of the event, or those in ``state``, each with its registration, by name."""
    query = (
        sa.select(Payment)
        .join(Payment.registration)
        .where(Registration.event_id == event.id)
        .order_by(Registration.sort_key_de, Registration.id)
        .options(contains_eager(Payment.registration))
    )
    if state is not None:
        query = query.where(Payment.state == state)
    return db.session.scalars(query).all()


def sums(event: Event) -> dict[PaymentState, tuple[int, int]]:
    """How many, and how much in cents, by state."""
    rows = db.session.execute(
        sa.select(
            Payment.state,
            sa.func.count(),
            sa.func.sum(Payment.amount_cents),
        )
        .join(Payment.registration)
        .where(Registration.event_id == event.id)
        .group_by(Payment.state)
    )
    return {state: (count, total) for state, count, total in rows}


def chosen(event: Event, references: Collection[str]) -> Sequence[Payment]:
    """Those of the event that were ticked."""
    return [p for p in payments(event) if p.registration.reference in set(references)]


def with_a_seat(event: Event) -> Sequence[Registration]:
    """Who is confirmed, in id order: who pays."""
    return db.session.scalars(
        sa.select(Registration)
        .where(Registration.event_id == event.id, Registration.state == State.CONFIRMED)
        .order_by(Registration.id)
    ).all()
