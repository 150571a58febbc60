"""What one person is told about money: on the own page and in letters."""

import base64
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask_babel import force_locale

from eventreg.outbox.giro import girocode, girocode_png
from eventreg.registrations.models import Registration
from eventreg.registrations.money import queries, rules
from eventreg.registrations.money.models import Payment
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.states import State
from eventreg.web.dates import format_day
from eventreg.web.ibans import spaced_iban
from eventreg.web.money import euros
from eventreg.web.network import network


@dataclass(frozen=True)
class Owed:
    """How somebody stands with the fee, ready to be shown."""

    state: PaymentState
    cents: int
    due_on: date | None
    #: The seat is somebody else's now, and what was paid for it is counted there.
    is_passed_on: bool = False
    #: It was another person's seat, and paid.
    came_along: bool = False
    #: What was paid for the seat before, where the rest is due.
    paid_before_cents: int = 0
    #: To whom; empty while the network has no account.
    holder: str = ""
    iban: str = ""
    #: The payment code as the address of a picture; only when something is due.
    picture: str = ""


def owed(registration: Registration) -> Owed | None:
    """``None``: nothing is due, or nobody was told of the seat yet."""
    payment = queries.payment_of(registration)
    if payment is None or registration.shown_state is State.PENDING:
        return None
    plan, before = queries.plan_of(registration.event), queries.brought(registration)
    given_to = queries.passed_on_to(registration)
    known = Owed(
        payment.state,
        payment.amount_cents,
        plan.due_on if plan else None,
        is_passed_on=given_to is not None and registration.state is State.CANCELLED,
        came_along=queries.took_over(registration) and before is None,
        paid_before_cents=before.amount_cents if before else 0,
    )
    payload = payload_of(payment, registration)
    if not payload:
        return known
    site = network()
    picture = base64.b64encode(girocode_png(payload)).decode()
    return replace(
        known,
        holder=site.account_holder,
        iban=spaced_iban(site.iban),
        picture=f"data:image/png;base64,{picture}",
    )


def payload_of(payment: Payment, registration: Registration) -> str:
    """What the payment code says; empty: nothing is to be paid, or not to us."""
    site = network()
    if payment.state is not PaymentState.DUE or not site.iban:
        return ""
    return girocode(
        holder=site.account_holder,
        iban=site.iban,
        cents=payment.amount_cents,
        text=registration.reference,
    )


def letter_values(registration: Registration, language: str) -> dict[str, Any]:
    """What the letter of a seat says of the fee; all empty when nothing is due."""
    payment = queries.payment_of(registration)
    if payment is None or payment.state is not PaymentState.DUE:
        return {}
    plan, site = queries.plan_of(registration.event), network()
    with force_locale(language):
        return {
            "fee": euros(payment.amount_cents),
            "pay_by": format_day(plan.due_on) if plan and plan.due_on else "",
            "account_holder": site.account_holder if site.iban else "",
            "iban": spaced_iban(site.iban),
            "fee_reference": registration.reference if site.iban else "",
            "giro": payload_of(payment, registration),
        }


def leaving_values(
    registration: Registration, *, cost_cents: int = 0
) -> dict[str, Any]:
    """What the letter about somebody who has left says of the fee.

    :param cost_cents: what it cost.
    """
    payment = queries.payment_of(registration)
    comes_back = payment is not None and payment.state is PaymentState.REFUND_DUE
    with force_locale(registration.written_to.language):
        return {
            "cost": euros(cost_cents) if cost_cents else "",
            "refund": euros(payment.amount_cents) if payment and comes_back else "",
        }


@dataclass(frozen=True)
class Leaving:
    """What cancelling now costs this person, in cents, and what comes back."""

    cost_cents: int
    refund_cents: int
    percent: int


def leaving(
    registration: Registration, *, by_organiser: bool = False
) -> Leaving | None:
    """``None``: the fee plays no part in it.

    :param by_organiser: then it costs nothing.
    """
    plan = queries.plan_of(registration.event)
    payment = queries.payment_of(registration)
    if plan is None or registration.shown_state is not State.CONFIRMED:
        return None
    paid, due = queries.balance(registration)
    is_given_back = payment is not None and payment.state is PaymentState.REFUND_DUE
    if is_given_back or not (paid or due):
        return None
    day = rules.today(registration.event)
    percent = 0 if by_organiser else rules.percent_on(plan, day)
    cost = (paid + due) * percent // 100
    return Leaving(cost, max(paid - cost, 0), percent)
