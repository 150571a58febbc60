"""What the contact of a delegation reads of the fees of those without an address.

One transfer for each person, so that every payment finds its registration; each has
a payment code of its own. Whoever has an address reads of the fee in an own letter.
"""

from collections.abc import Sequence
from typing import Any

from flask_babel import force_locale

from eventreg.people.names import full_name
from eventreg.registrations.models import Registration
from eventreg.registrations.money import queries
from eventreg.registrations.money.owed import payload_of
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.money.whose import Money
from eventreg.registrations.states import State
from eventreg.web.dates import format_day
from eventreg.web.ibans import spaced_iban
from eventreg.web.money import euros
from eventreg.web.network import network

_Told = list[tuple[Registration, Money]]


def fees_of(people: Sequence[Registration], language: str) -> dict[str, Any]:
    """What is to be paid for whom, how and until when; empty: nothing is.

    :param people: at least one, all of one event.
    """
    found = [(each, money) for each, money in _told(people) if money.due]
    if not found:
        return {}
    plan, site = queries.plan_of(people[0].event), network()
    giros = [[_who(each), payload_of(money, each)] for each, money in found]
    with force_locale(language):
        return {
            "fees": "\n".join(f"{_who(each)}: {euros(m.due)}" for each, m in found),
            "fee": euros(sum(money.due for _each, money in found)),
            "pay_by": format_day(plan.due_on) if plan and plan.due_on else "",
            "account_holder": site.account_holder if site.iban else "",
            "iban": spaced_iban(site.iban),
            "giros": giros if site.iban else [],
        }


def refunds_of(people: Sequence[Registration], language: str) -> dict[str, Any]:
    """What is paid back for whom, in one line; empty: nothing is."""
    found = [
        (each, money)
        for each, money in _told(people)
        if money.state is PaymentState.REFUND_DUE
    ]
    with force_locale(language):
        said = ", ".join(f"{_who(each)}: {euros(m.cents)}" for each, m in found)
    return {"refund": said} if said else {}


def _who(registration: Registration) -> str:
    return f"{full_name(registration)} ({registration.reference})"


def _told(people: Sequence[Registration]) -> _Told:
    """How those without address stand of whose seat the contact knows."""
    known = queries.payments_of(people)
    return [
        (each, known[each.id].money)
        for each in people
        if each.email is None
        and each.id in known
        and each.shown_state is not State.PENDING
    ]
