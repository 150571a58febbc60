"""Reading fees and payments."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from eventreg.audit.models import AuditEntry
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.registrations.models import Registration, RegistrationMove
from eventreg.registrations.money.models import Fee, FeePlan, Payment
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.money.whose import NOTHING, Money
from eventreg.registrations.states import RegistrationRole, State, Why

#: In a query: all that was paid and not given back.
_HELD = Payment.own_cents + Payment.brought_cents
#: … and what of it counts for what is owed.
_COUNTS = sa.case((Payment.owed_cents > _HELD, _HELD), else_=Payment.owed_cents)
#: Whoever need not pay and has left is remembered, and stands in no list.
_IS_SHOWN = sa.or_(Payment.state != PaymentState.WAIVED, Payment.owed_cents > 0)


def plan_of(event: Event) -> FeePlan | None:
    return db.session.get(FeePlan, event.id)


def fees_of(event: Event) -> dict[RegistrationRole, int]:
    """Who pays how much, in cents; empty: the event costs nothing."""
    rows = db.session.execute(
        sa.select(Fee.role, Fee.amount_cents).where(Fee.event_id == event.id)
    )
    return {row.role: row.amount_cents for row in rows}


def roles_that_pay(events: Collection[Event]) -> dict[int, set[RegistrationRole]]:
    """Who pays something, by the id of the event; who is missing costs nothing."""
    rows = db.session.execute(
        sa.select(Fee.event_id, Fee.role).where(
            Fee.event_id.in_([event.id for event in events])
        )
    )
    found: dict[int, set[RegistrationRole]] = {}
    for row in rows:
        found.setdefault(row.event_id, set()).add(row.role)
    return found


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


def money_of(registration: Registration) -> Money:
    """How the registration stands with the fee of its seat."""
    payment = payment_of(registration)
    return payment.money if payment else NOTHING


def took_over(registration: Registration) -> bool:
    """Whether the seat that this person has, or had last, was another person's."""
    seats = [move for move in registration.moves if move.new is State.CONFIRMED]
    is_handed_over = bool(seats) and seats[-1].why is Why.SUBSTITUTED
    return is_handed_over and registration.replaces_id is not None


def came_waived(registration: Registration) -> bool:
    """Whether the seat that this person took over need not be paid from the start.

    Only the log tells it from what was waived for the new person later.
    """
    changes = db.session.scalar(
        sa.select(AuditEntry.changes)
        .where(
            AuditEntry.act == "registration.payment",
            AuditEntry.target == registration.reference,
        )
        .order_by(AuditEntry.id)
        .limit(1)
    )
    _before, first = (changes or {}).get("payment", (None, None))
    return first == PaymentState.WAIVED


def passed_on_by(registration: Registration) -> RegistrationMove | None:
    """The step by which this person last handed a seat over.

    Also where they have another one since, but not if they gave that up.
    """
    ends = [move for move in registration.moves if move.new is State.CANCELLED]
    is_handed_over = bool(ends) and ends[-1].why is Why.SUBSTITUTED
    return ends[-1] if is_handed_over else None


def went_along(old: Registration, new: Registration) -> int:
    """In cents: what was paid for a seat when ``old`` handed it over to ``new``."""
    steps = (move for move in old.moves if move.why is Why.SUBSTITUTED)
    return sum(step.passed_on_cents for step in steps if step.note == new.reference)


def passed_on_to(registration: Registration) -> Registration | None:
    """Who got the seat that this person had, where they have handed it over."""
    step = passed_on_by(registration)
    if step is None:
        return None
    return db.session.scalar(
        sa.select(Registration).where(Registration.reference == step.note)
    )


def payments(event: Event, state: PaymentState | None = None) -> Sequence[Payment]:
    """All of the event, or those in ``state``, each with its registration, by name.

    Among the paid is also whose seat is paid in part, or more than in full.
    """
    query = (
        sa.select(Payment)
        .join(Payment.registration)
        .where(Registration.event_id == event.id, _IS_SHOWN)
        .order_by(Registration.sort_key_de, Registration.id)
        .options(contains_eager(Payment.registration))
    )
    if state is PaymentState.PAID:
        query = query.where(_COUNTS > 0)
    elif state is not None:
        query = query.where(Payment.state == state)
    return db.session.scalars(query).all()


def sums(event: Event) -> dict[PaymentState, tuple[int, int]]:
    """How many, and how much in cents, by state.

    What was paid counts as paid also while a rest of the fee is not, and while what
    is too much is to be given back.
    """
    rows = db.session.execute(
        sa.select(
            Payment.state,
            sa.func.count(),
            sa.func.sum(sa.func.abs(Payment.owed_cents - _HELD)),
            sa.func.count(sa.case((_COUNTS > 0, 1))),
            sa.func.sum(_COUNTS),
        )
        .join(Payment.registration)
        .where(Registration.event_id == event.id, _IS_SHOWN)
        .group_by(Payment.state)
    )
    found: dict[PaymentState, tuple[int, int]] = {}
    for state, count, total, paid_count, paid in rows:
        if state is not PaymentState.PAID:
            found[state] = _plus(found.get(state), count, total)
        if paid_count:
            known = found.get(PaymentState.PAID)
            found[PaymentState.PAID] = _plus(known, paid_count, paid)
    return found


def _plus(known: tuple[int, int] | None, count: int, cents: int) -> tuple[int, int]:
    before, total = known or (0, 0)
    return before + count, total + cents


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
