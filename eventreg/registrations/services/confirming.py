"""What confirming an address brings with it, as the page says before the click."""

from collections.abc import Mapping

from eventreg.people.names import full_name
from eventreg.registrations.models import Registration
from eventreg.registrations.money import queries, rules
from eventreg.registrations.money.prices import Fees, amount_words
from eventreg.registrations.services.as_seen import (
    FEE,
    SeenOtherwise,
    changes_since,
    event_print,
)
from eventreg.registrations.services.parties import confirmed_by
from eventreg.registrations.services.recognising import becomes
from eventreg.registrations.states import RegistrationRole
from eventreg.web.meanwhile import print_of

GUEST, MEMBER = RegistrationRole.GUEST, RegistrationRole.MEMBER


def confirm_fees(registration: Registration) -> Fees | None:
    """What everybody pays who is confirmed with ``registration``, once they sit.

    Of others with an address of their own nobody learns here who is a member.
    ``None``: nobody pays anything.
    """
    plan = queries.plan_of(registration.event)
    if plan is None:
        return None
    people = confirmed_by(registration)
    roles = [becomes(registration), *(each.role for each in people[1:])]
    open_ones = [each for each in people[1:] if each.email and each.role is GUEST]
    guest, member = rules.fee_of(plan, GUEST), rules.fee_of(plan, MEMBER)
    is_late = rules.is_overdue(plan, rules.today(registration.event))
    found = Fees(
        [
            (full_name(each), rules.fee_of(plan, role))
            for each, role in zip(people, roles, strict=True)
        ],
        for_members=amount_words(member) if open_ones and guest != member else "",
        due_on=None if is_late else plan.due_on,
    )
    return found if found.cents or found.for_members else None


def confirm_print(registration: Registration) -> dict[str, str]:
    """Alike as long as the event and all of these fees stay the same."""
    costs = confirm_fees(registration)
    cents = [str(each) for _name, each in costs.people] if costs else []
    fee = print_of([*cents, costs.for_members] if costs else None)
    return event_print(registration.event) | {FEE: fee}


def check_confirming(registration: Registration, seen: Mapping[str, str]) -> None:
    """
    :raises SeenOtherwise: the event was moved, or confirming costs something else.
    """
    now = confirm_print(registration) if seen else {}
    if changes := changes_since(seen, now, registration.event):
        raise SeenOtherwise(changes)
