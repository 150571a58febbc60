"""What one person is told about money: on the own page and in letters."""

import base64
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask_babel import force_locale

from eventreg.outbox.giro import girocode, girocode_png
from eventreg.people.names import full_name
from eventreg.registrations.models import Registration
from eventreg.registrations.money import queries, rules, whose
from eventreg.registrations.money.models import FeePlan
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.money.whose import Money
from eventreg.registrations.states import State, Why
from eventreg.web.dates import format_day
from eventreg.web.ibans import spaced_iban
from eventreg.web.money import euros
from eventreg.web.network import network

#: Where somebody may still get a seat.
WAITING = {State.PENDING, State.WAITLISTED, State.OFFERED}


@dataclass(frozen=True)
class PassedOn:
    """What went along with a seat that somebody handed over."""

    #: Who took it over.
    name: str
    #: 0: nothing was paid for it, and the fee is the other one's to pay.
    cents: int


@dataclass(frozen=True)
class Owed:
    """How somebody stands with the fee, ready to be shown."""

    #: ``None``: nothing is due; only the seat that was handed over cost something.
    state: PaymentState | None
    #: To be paid, paid by whomever, waived or to be given back.
    cents: int
    due_on: date | None
    #: Somebody else paid for the seat, all or in part.
    came_along: bool = False
    #: What was paid already where the rest is due, or where more was paid than that.
    paid_before_cents: int = 0
    #: All that was paid and not given back.
    held_cents: int = 0
    #: Of a seat that they had.
    passed_on: PassedOn | None = None
    has_seat: bool = False
    #: They had left, and have a seat again.
    is_back: bool = False
    #: They wait for the decision, for a seat, or have one offered.
    is_on_the_way: bool = False
    #: Of what comes back: from whom the seat came that was paid already.
    paid_by: str = ""
    #: To whom; empty while the network has no account.
    holder: str = ""
    iban: str = ""
    #: The payment code as the address of a picture; only when something is due.
    picture: str = ""


def owed(registration: Registration) -> Owed | None:
    """``None``: nothing is due, or nobody was told of the seat yet."""
    money, gone = queries.money_of(registration), passed_on(registration)
    is_untold = registration.shown_state is State.PENDING
    if is_untold and not (registration.state is State.PENDING and money.held):
        return None
    if money.state is None and gone is None:
        return None
    return replace(
        shown(registration, money, queries.plan_of(registration.event)),
        came_along=bool(money.brought) and not (money.due and money.own),
        passed_on=gone,
        is_back=_has_seat(registration) and _had_left(registration),
        is_on_the_way=registration.state in WAITING,
        paid_by=paid_by(registration) if _keeps_refund(registration, money) else "",
    )


def _has_seat(registration: Registration) -> bool:
    return registration.state is State.CONFIRMED


def _had_left(registration: Registration) -> bool:
    return any(move.new is State.CANCELLED for move in registration.moves)


def shown(registration: Registration, money: Money, plan: FeePlan | None) -> Owed:
    """``money`` as it is shown, and how to pay what is due of it."""
    is_paid = money.state is PaymentState.PAID
    known = Owed(
        money.state,
        money.paid if is_paid else money.cents,
        plan.due_on if plan else None,
        paid_before_cents=0 if is_paid else money.paid,
        held_cents=money.held,
        has_seat=_has_seat(registration),
    )
    payload = payload_of(money, registration)
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


def _keeps_refund(registration: Registration, money: Money) -> bool:
    """Whether what comes back may be of who had the seat before."""
    why = registration.moves[-1].why
    is_refund = money.state is PaymentState.REFUND_DUE
    is_gone = why is Why.SUBSTITUTED and not _was_never_taken(registration)
    return is_refund and why is not Why.NOT_ME and not is_gone


def _was_never_taken(registration: Registration) -> bool:
    """Whether the seat that this person handed over came back: "That was not me"."""
    new = queries.passed_on_to(registration)
    return new is not None and any(move.why is Why.NOT_ME for move in new.moves)


def passed_on(registration: Registration) -> PassedOn | None:
    """``None``: no seat was handed over, it cost nothing, or it came back: who was
    named did not want it."""
    step, new = queries.passed_on_by(registration), queries.passed_on_to(registration)
    if step is None or new is None or _was_never_taken(registration):
        return None
    money = queries.money_of(new)
    has_cost = step.passed_on_cents or money.due or money.paid
    return PassedOn(full_name(new), step.passed_on_cents) if has_cost else None


def payload_of(money: Money, registration: Registration) -> str:
    """What the payment code says; empty: nothing is to be paid, or not to us."""
    site = network()
    if not money.due or not site.iban:
        return ""
    return girocode(
        holder=site.account_holder,
        iban=site.iban,
        cents=money.due,
        text=registration.reference,
    )


def letter_values(registration: Registration, language: str) -> dict[str, Any]:
    """What the letter of a seat says of the fee; all empty when it costs nothing."""
    money = queries.money_of(registration)
    with force_locale(language):
        if money.due:
            return _to_pay(registration, money)
        if not money.paid:
            return {}
        name = "fee_paid" if money.brought else "fee_counts"
        back = euros(money.back) if money.back else ""
        return {name: euros(money.paid), "refund": back}


def _to_pay(registration: Registration, money: Money) -> dict[str, Any]:
    plan, site = queries.plan_of(registration.event), network()
    gone = passed_on(registration)
    return {
        "fee": euros(money.due),
        "fee_before": euros(money.paid) if money.paid else "",
        "fee_gone": euros(gone.cents) if gone and gone.cents else "",
        "handed_to": gone.name if gone else "",
        "pay_by": format_day(plan.due_on) if plan and plan.due_on else "",
        "account_holder": site.account_holder if site.iban else "",
        "iban": spaced_iban(site.iban),
        "fee_reference": registration.reference if site.iban else "",
        "giro": payload_of(money, registration),
    }


def leaving_values(
    registration: Registration, *, cost_cents: int = 0
) -> dict[str, Any]:
    """What the letter about somebody who has left says of the fee.

    :param cost_cents: what it cost.
    """
    money = queries.money_of(registration)
    comes_back = money.state is PaymentState.REFUND_DUE
    with force_locale(registration.written_to.language):
        return {
            "cost": euros(cost_cents) if cost_cents else "",
            "refund": euros(money.cents) if comes_back else "",
            "paid_by": paid_by(registration) if comes_back else "",
        }


def paid_by(registration: Registration) -> str:
    """From whom the seat came, where it was paid, all or in part; empty: nobody."""
    old = registration.replaces
    is_paid = old is not None and queries.money_of(registration).brought
    return full_name(old) if old is not None and is_paid else ""


def handing_over_values(registration: Registration) -> dict[str, Any]:
    """What the letter to who has handed a seat over says of the fee."""
    gone = passed_on(registration)
    with force_locale(registration.written_to.language):
        return {
            "refund": leaving_values(registration)["refund"],
            "fee_gone": euros(gone.cents) if gone and gone.cents else "",
            "fee_is_theirs": gone is not None and not gone.cents,
        }


def back_values(
    registration: Registration, *, never_taken_by: Registration
) -> dict[str, Any]:
    """What who handed a seat over gets back of the fee, as nobody took it over."""
    cents = queries.went_along(registration, never_taken_by)
    is_open = registration.state in WAITING  # it counts for the seat to come
    comes_back = 0 if is_open else queries.money_of(registration).back
    counted = max(cents - comes_back, 0)
    told = leaving_values(registration) if comes_back and cents else {}
    with force_locale(registration.written_to.language):
        return {
            "refund": told.get("refund", ""),
            "paid_by": told.get("paid_by", ""),
            "fee_back": euros(counted) if counted else "",
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
    plan, money = queries.plan_of(registration.event), queries.money_of(registration)
    if plan is None or registration.shown_state is not State.CONFIRMED:
        return None
    if not (money.paid or money.due):
        return None
    day = rules.today(registration.event)
    percent = 0 if by_organiser else rules.percent_on(plan, day)
    cost = whose.cost_of(money, percent)
    return Leaving(cost, max(money.held - cost, 0), percent)


@dataclass(frozen=True)
class Passing:
    """What becomes of the fee when this person hands the seat over, in cents."""

    paid_cents: int
    due_cents: int
    #: Promised before; it stays with this person.
    refund_cents: int


def passing(registration: Registration) -> Passing | None:
    """``None``: the fee plays no part in it."""
    money = queries.money_of(registration)
    if not (money.paid or money.due or money.back):
        return None
    return Passing(money.paid, money.due, money.back)
