"""Fees follow the life of a registration; staff note what was paid."""

from collections.abc import Iterable, Mapping
from datetime import date

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import Gone, MoveNotAllowed
from eventreg.events.models import Event
from eventreg.events.seats import lock_event
from eventreg.registrations.models import Registration
from eventreg.registrations.money import queries, rules, whose
from eventreg.registrations.money.models import Fee, FeePlan, FeeStep, Payment
from eventreg.registrations.money.states import PaymentState, check_mark
from eventreg.registrations.money.whose import NOTHING, Money
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
    if new is State.CONFIRMED:
        _arrive(registration, plan, why=why, by=by)
    elif why is Why.SUBSTITUTED:
        _note_what_went_along(registration)
    elif why is Why.NOT_ME and _is_of_another(registration):
        _go_back(registration, by=by)
    else:
        _leave(registration, plan, why=why, by=by)


def adjust(registration: Registration, *, by: Actor) -> None:
    """Bring what is still due to what the event asks of this role now."""
    plan = queries.plan_of(registration.event)
    if plan is not None and registration.state is State.CONFIRMED:
        fee = rules.fee_of(plan, registration.role)
        now = queries.money_of(registration)
        _write(registration, whose.charged(now, fee), by=by)


def mark(
    registration: Registration, new: PaymentState | None, *, by: Actor
) -> Payment | None:
    """Staff note that somebody has paid, need not pay, or was given it back.

    :param new: ``None``: nothing is due any more.
    :raises MoveNotAllowed: it is something else meanwhile; or more was paid than the
        seat costs, which no mark makes part of the fee.
    """
    lock_event(registration.event_id)
    payment = db.session.get(Payment, registration.id, populate_existing=True)
    if payment is None:
        raise Gone
    now = payment.money
    check_mark(payment.state, new)
    if new is PaymentState.PAID and now.back and now.owed and _has_seat(registration):
        raise MoveNotAllowed("registration", payment.state, new)
    after = whose.marked(now, new)
    if new is PaymentState.DUE and after.brought < now.brought:
        _forget_what_went_along(registration)
    return _write(registration, after, by=by)


def _arrive(registration: Registration, plan: FeePlan, *, why: Why, by: Actor) -> None:
    now, fee = queries.money_of(registration), rules.fee_of(plan, registration.role)
    old = registration.replaces
    if why is Why.SUBSTITUTED and old is not None:
        is_same_role = registration.role is old.role
        had = queries.money_of(old)
        left, taken = whose.handed_over(had, fee, is_same_role=is_same_role)
        _write(old, left, by=by)
        _write(registration, taken, by=by)
        return
    _write(registration, whose.taken_back(now, fee), by=by)


def _note_what_went_along(registration: Registration) -> None:
    """The old person reads of it as long as there is the registration."""
    new = queries.passed_on_to(registration)
    if new is not None:
        registration.moves[-1].passed_on_cents = queries.money_of(new).brought


def _forget_what_went_along(registration: Registration) -> None:
    """It was never paid: nobody who had the seat reads any more that it was."""
    new, old = registration, registration.replaces
    while old is not None:
        for step in old.moves:
            if step.why is Why.SUBSTITUTED and step.note == new.reference:
                step.passed_on_cents = 0
        new, old = old, old.replaces


def _is_of_another(registration: Registration) -> bool:
    """Whether the seat, or money for it, came from somebody who had it before."""
    is_paid = bool(queries.money_of(registration).brought)
    has_old = registration.replaces is not None
    return has_old and (is_paid or queries.took_over(registration))


def _has_seat(registration: Registration) -> bool:
    return registration.state is State.CONFIRMED


def _go_back(registration: Registration, *, by: Actor) -> None:
    old = registration.replaces
    if old is None:
        return
    now, had = queries.money_of(registration), queries.money_of(old)
    # What leaving has cost since is another thing than the seat.
    is_for_seat = _has_seat(old) or not had.due
    comes_back = is_for_seat and queries.came_waived(registration)
    before, after = whose.never_taken(now, had, with_waiver=comes_back)
    _write(old, before, by=by)
    _write(registration, after, by=by)


def _leave(registration: Registration, plan: FeePlan, *, why: Why, by: Actor) -> None:
    percent = 0
    if why is Why.CANCELLED:  # what the organiser ends costs nobody anything
        percent = rules.percent_on(plan, rules.today(registration.event))
    now = queries.money_of(registration)
    _write(registration, whose.given_up(now, percent), by=by)


def _write(registration: Registration, after: Money, *, by: Actor) -> Payment | None:
    """The one place that writes payments; each change is noted."""
    payment, before = queries.payment_of(registration), queries.money_of(registration)
    if before == after:
        return payment
    changes = {
        "payment": [before.state, after.state],
        "amount_cents": [before.cents, after.cents],
    }
    if before.brought != after.brought:
        changes["brought_cents"] = [before.brought, after.brought]
    record("registration.payment", registration.reference, by=by, changes=changes)
    if after == NOTHING:
        db.session.delete(payment)
        payment = None
    else:
        payment = payment or Payment(registration_id=registration.id)
        payment.money = after
        db.session.add(payment)
    db.session.flush()
    return payment


def _words(plan: FeePlan) -> str:
    """The fees as the log keeps them: ``guest 12000, member 9000; 2027-05-01 50%``."""
    fees: Iterable[str] = sorted(f"{f.role} {f.amount_cents}" for f in plan.fees)
    steps = sorted(f"{s.from_on} {s.percent}%" for s in plan.steps)
    return "; ".join(filter(None, (", ".join(fees), ", ".join(steps))))
