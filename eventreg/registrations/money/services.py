"""Fees follow the life of a registration; staff note what was paid."""

from collections.abc import Iterable, Mapping
from datetime import date

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import Gone
from eventreg.events.models import Event
from eventreg.events.seats import lock_event
from eventreg.registrations.models import Registration
from eventreg.registrations.money import queries, rules
from eventreg.registrations.money.models import Fee, FeePlan, FeeStep, Payment
from eventreg.registrations.money.states import PaymentState, check_mark
from eventreg.registrations.states import RegistrationRole, State, Why


def set_fees(
    event: Event,
    *,
    fees: Mapping[RegistrationRole, int],
    due_on: date | None,
    steps: Mapping[date, int],
    by: Actor,
) -> FeePlan:
    """What the event costs from now on; what is due already follows.

    :param fees: cents by role; 0 or missing: nothing.
    :param steps: percent by the day from which it holds.
    :raises Gone: the event is not there any more.
    """
    locked = lock_event(event.id)
    if locked is None:
        raise Gone
    event = locked
    plan = queries.plan_of(event) or FeePlan(event_id=event.id)
    old = [_words(plan), str(plan.due_on or "")]
    plan.due_on = due_on
    plan.fees, plan.steps = [], []
    db.session.add(plan)
    db.session.flush()  # the old rows go before new ones with the same keys come
    plan.fees = [Fee(role=r, amount_cents=c) for r, c in fees.items() if c]
    plan.steps = [FeeStep(from_on=day, percent=p) for day, p in steps.items()]
    db.session.flush()
    changes = {"fees": [old[0], _words(plan)], "due_on": [old[1], str(due_on or "")]}
    event.terms_version += any(before != now for before, now in changes.values())
    record("event.fees_changed", event.slug, by=by, changes=changes)
    for registration in queries.with_a_seat(event):
        adjust(registration, by=by)
    return plan


def follow(
    registration: Registration, old: State | None, new: State, *, why: Why, by: Actor
) -> None:
    """After a move: a seat costs, leaving costs what the event says, nobody more."""
    if State.CONFIRMED not in {old, new}:
        return
    plan = queries.plan_of(registration.event)
    if plan is None:
        return
    db.session.flush()
    if new is not State.CONFIRMED:
        if why is not Why.SUBSTITUTED:  # whoever takes the seat takes this along
            _leave(registration, plan, why=why, by=by)
    elif why is Why.SUBSTITUTED and registration.replaces is not None:
        _take_over(registration.replaces, registration, plan, by=by)
    elif (given_to := queries.passed_on_to(registration)) is not None:
        _come_back(registration, given_to, plan, by=by)
    else:
        _charge(registration, plan, by=by)


def adjust(registration: Registration, *, by: Actor) -> None:
    """Bring what is still due to what the event asks of this role now."""
    plan = queries.plan_of(registration.event)
    if plan is not None and registration.state is State.CONFIRMED:
        _charge(registration, plan, by=by, only_due=True)


def mark(
    registration: Registration, new: PaymentState | None, *, by: Actor
) -> Payment | None:
    """Staff note that somebody has paid, need not pay, or was given it back.

    :param new: ``None``: nothing is due any more.
    :raises MoveNotAllowed: it is something else meanwhile.
    """
    lock_event(registration.event_id)
    payment = db.session.get(Payment, registration.id, populate_existing=True)
    if payment is None:
        raise Gone
    check_mark(payment.state, new)
    return _write(registration, new, payment.amount_cents, by=by)


def _take_over(
    old: Registration, new: Registration, plan: FeePlan, *, by: Actor
) -> None:
    """What was paid for a seat goes with it to whoever takes it over.

    Where the new person pays another fee, the rest is due from them, and what is
    too much comes back to who had the seat. A rest leaves what was paid with the
    old registration, from where ``queries.brought`` counts it.
    """
    payment, before = queries.payment_of(old), queries.brought(old)
    state = payment.state if payment else None
    if state is PaymentState.REFUND_DUE:  # promised already, and not for the seat
        _charge(new, plan, by=by)
        return
    paid, _due = queries.balance(old)
    is_settled = state is PaymentState.PAID and new.role is old.role
    fee = paid if is_settled else rules.fee_of(plan, new.role)
    if before is not None:
        _write(before.registration, None, 0, by=by)
    if fee > paid:
        _write(old, PaymentState.PAID if paid else None, paid, by=by)
        is_waived = state is PaymentState.WAIVED
        rest = PaymentState.WAIVED if is_waived else PaymentState.DUE
        _write(new, rest, fee - paid, by=by)
    else:
        back = paid - fee
        _write(old, PaymentState.REFUND_DUE if back else None, back, by=by)
        _write(new, PaymentState.PAID if fee else None, fee, by=by)


def _come_back(
    registration: Registration, given_to: Registration, plan: FeePlan, *, by: Actor
) -> None:
    """Who gave a seat away and gets another one pays for that, too.

    What was paid stays with the first seat; but as long as the rest of that fee is
    due, each owes what they did not pay themselves.
    """
    payment, theirs = queries.payment_of(registration), queries.payment_of(given_to)
    if payment is not None and payment.state is PaymentState.REFUND_DUE:
        rest = rules.fee_of(plan, registration.role) - payment.amount_cents
        state = PaymentState.DUE if rest > 0 else PaymentState.REFUND_DUE
        _write(registration, state if rest else None, abs(rest), by=by)
        return
    if payment is not None and theirs and theirs.state is PaymentState.PAID:
        whole = theirs.amount_cents + payment.amount_cents
        _write(given_to, PaymentState.PAID, whole, by=by)
        _write(registration, None, 0, by=by)
    _charge(registration, plan, by=by)
    adjust(given_to, by=by)


def _charge(
    registration: Registration, plan: FeePlan, *, by: Actor, only_due: bool = False
) -> None:
    payment, before = queries.payment_of(registration), queries.brought(registration)
    fee = rules.fee_of(plan, registration.role)
    amount = max(fee - (before.amount_cents if before else 0), 0)
    if payment is None or payment.state is PaymentState.DUE:
        _write(registration, PaymentState.DUE if amount else None, amount, by=by)
    elif payment.state is PaymentState.REFUND_DUE and not only_due:
        # Taken back in before anything was given back.
        _write(registration, PaymentState.PAID, payment.amount_cents, by=by)


def _leave(registration: Registration, plan: FeePlan, *, why: Why, by: Actor) -> None:
    payment, before = queries.payment_of(registration), queries.brought(registration)
    paid, due = queries.balance(registration)
    if payment is not None and payment.state is PaymentState.REFUND_DUE:
        return
    cost = 0
    if why is Why.CANCELLED:  # what the organiser ends costs nobody anything
        day = rules.today(registration.event)
        cost = rules.cost_of_leaving(plan, paid + due, day)
    if cost > paid:
        _write(registration, PaymentState.DUE, cost - paid, by=by)
    elif paid > cost:
        if before is not None:
            _write(before.registration, None, 0, by=by)
        _write(registration, PaymentState.REFUND_DUE, paid - cost, by=by)
    elif due:
        _write(registration, None, 0, by=by)


def _write(
    registration: Registration,
    state: PaymentState | None,
    amount_cents: int,
    *,
    by: Actor,
) -> Payment | None:
    """The one place that writes payments; each change is noted."""
    payment = queries.payment_of(registration)
    before = (payment.state, payment.amount_cents) if payment else (None, 0)
    after = (state, amount_cents) if state else (None, 0)
    if before == after:
        return payment
    changes = {"payment": [before[0], after[0]], "amount_cents": [before[1], after[1]]}
    record("registration.payment", registration.reference, by=by, changes=changes)
    if state is None:
        db.session.delete(payment)
        payment = None
    else:
        payment = payment or Payment(registration_id=registration.id)
        payment.state, payment.amount_cents = state, amount_cents
        db.session.add(payment)
    db.session.flush()
    return payment


def _words(plan: FeePlan) -> str:
    """The fees as the log keeps them: ``guest 12000, member 9000; 2027-05-01 50%``."""
    fees: Iterable[str] = sorted(f"{f.role} {f.amount_cents}" for f in plan.fees)
    steps = sorted(f"{s.from_on} {s.percent}%" for s in plan.steps)
    return "; ".join(filter(None, (", ".join(fees), ", ".join(steps))))
