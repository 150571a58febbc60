"""What the lead reads of the fees of those who have no address of their own.

Their letters go to the lead, each with a payment code of its own: one transfer for
each person, so that every payment finds its registration.
"""

from dataclasses import dataclass
from datetime import date

from eventreg.people.names import full_name
from eventreg.registrations.models import Registration
from eventreg.registrations.money import queries
from eventreg.registrations.money.owed import Owed, shown
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.states import State
from eventreg.web.network import network

#: Nothing is to be done then.
_UNTOLD = {None, PaymentState.WAIVED}


@dataclass(frozen=True)
class Share:
    """How one person without an address stands with the fee."""

    name: str
    reference: str
    owed: Owed


@dataclass(frozen=True)
class OwedFor:
    """The shares, in the order of the form."""

    shares: tuple[Share, ...]
    #: Of all who owe something, whoever reads it included.
    due_cents: int
    #: ``None``: at once.
    due_on: date | None
    has_account: bool


def owed_for(lead: Registration) -> OwedFor | None:
    """``None``: nobody whom this person answers for with money owes or gets any."""
    others = [
        each
        for each in lead.companions
        if each.email is None and each.shown_state is not State.PENDING
    ]
    known = queries.payments_of([lead, *others]) if others else {}
    told = {
        each.id: known[each.id].money
        for each in others
        if each.id in known and known[each.id].money.state not in _UNTOLD
    }
    if not told:
        return None
    plan = queries.plan_of(lead.event)
    shares = tuple(
        Share(full_name(each), each.reference, shown(each, told[each.id], plan))
        for each in others
        if each.id in told
    )
    own = known[lead.id].money.due if lead.id in known else 0
    return OwedFor(
        shares,
        due_cents=own + sum(money.due for money in told.values()),
        due_on=plan.due_on if plan else None,
        has_account=bool(network().iban),
    )
