"""Reading fees and payments."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.registrations.models import Registration
from eventreg.registrations.money.models import Fee, FeePlan, Payment
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.states import RegistrationRole, State, Why


def plan_of(event: Event) -> FeePlan | None:
    return db.session.get(FeePlan, event.id)


def fees_of(event: Event) -> dict[RegistrationRole, int]:
    """Who pays how much, in cents; empty: the event costs nothing."""
    rows = db.session.execute(
        sa.select(Fee.role, Fee.amount_cents).where(Fee.event_id == event.id)
    )
    return {row.role: row.amount_cents for row in rows}


def payment_of(registration: Registration) -> Payment | None:
    """What the registration owes or has paid; ``None``: nothing is due."""
    return db.session.get(Payment, registration.id)


def payments_of(registrations: Collection[Registration]) -> dict[int, Payment]:
    """What each of them owes or has paid, by id; who is missing owes nothing."""
    ids = [registration.id for registration in registrations]
    found = db.session.scalars(
        sa.select(Payment).where(Payment.registration_id.in_(ids))
    )
    return {payment.registration_id: payment for payment in found}


def brought(registration: Registration) -> Payment | None:
    """What who had the seat before has paid for it, while that is not all of it.

    It stays with the old registration; the new one owes, or has paid, the rest.
    """
    old = registration.replaces if took_over(registration) else None
    payment = payment_of(old) if old is not None else None
    is_paid = payment is not None and payment.state is PaymentState.PAID
    return payment if is_paid else None


def took_over(registration: Registration) -> bool:
    """Whether the seat was another person's, who does not have one again."""
    old = registration.replaces
    if old is None or not old.moves:
        return False
    last = old.moves[-1]
    return last.why is Why.SUBSTITUTED and last.note == registration.reference


def passed_on_to(registration: Registration) -> Registration | None:
    """Who got the seat that this person had, where they have handed it over."""
    ends = [move for move in registration.moves if move.new is State.CANCELLED]
    if not ends or ends[-1].why is not Why.SUBSTITUTED:
        return None
    return db.session.scalar(
        sa.select(Registration).where(Registration.reference == ends[-1].note)
    )


def balance(registration: Registration) -> tuple[int, int]:
    """What is paid for a seat, whoever paid it, and what is still due, in cents."""
    payment, before = payment_of(registration), brought(registration)
    paid = before.amount_cents if before else 0
    if payment is not None and payment.state is PaymentState.PAID:
        return paid + payment.amount_cents, 0
    is_due = payment is not None and payment.state is PaymentState.DUE
    return paid, payment.amount_cents if payment and is_due else 0


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
