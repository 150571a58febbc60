"""The letters to somebody whose registration has ended, and what comes back."""

from collections.abc import Mapping
from typing import Any

from eventreg.people.names import full_name
from eventreg.registrations import doers
from eventreg.registrations.letters.kept import next_step
from eventreg.registrations.letters.queueing import cancelled_entry, queue, to_readers
from eventreg.registrations.models import Registration
from eventreg.registrations.money.owed import (
    back_values,
    handing_over_values,
    leaving_values,
)
from eventreg.registrations.states import SEATED, State, Why


def left(
    registration: Registration,
    *,
    was: State,
    why: Why,
    substitute: Registration | None = None,
    cost_cents: int = 0,
) -> None:
    """Why a registration ended; a confirmed person's calendar entry goes too.

    :param cost_cents: what it costs the person.
    """
    entry = cancelled_entry(registration, was)
    money = leaving_values(registration, cost_cents=cost_cents)
    if why is Why.NOT_ME:
        _not_me(registration)
    elif substitute is not None:
        queue(
            registration,
            "substituted",
            calendar=entry,
            substitute=full_name(substitute),
            swapped_by=doers.swapped_by_name(registration),
            by_organiser=doers.is_swapped_by_staff(registration),
            **handing_over_values(registration),
        )
    elif why is Why.MERGED:
        queue(
            registration,
            "merged",
            calendar=entry,
            kept=registration.moves[-1].note,
            next_step=next_step(registration, registration.written_to.language),
        )
    else:
        # Who refuses does so for all: the lead's own ends in a moment.
        said: dict[str, Any] = {"lead_stays": False} if why is Why.REFUSED else {}
        if was is not State.PENDING:
            said |= money
        queue(
            registration,
            "application_withdrawn" if was is State.PENDING else "cancelled",
            calendar=entry,
            by_organiser=why is Why.WITHDRAWN,
            cancelled_by=doers.ended_by(registration),
            **said,
        )


def event_cancelled(
    registration: Registration, *, was: State, reason: Mapping[str, str]
) -> None:
    entry = cancelled_entry(registration, was)
    money = leaving_values(registration)
    queue(
        registration,
        "event_cancelled",
        calendar=entry,
        refund=money["refund"],
        paid_by=money["paid_by"],
        reason=to_readers(reason, registration),
    )


def _not_me(registration: Registration) -> None:
    """Who named somebody without asking learns that it is over, and so does whoever
    gets back what was paid for the seat."""
    named_by, old = registration.named_by, registration.replaces
    name, money = full_name(registration), {}
    if old is not None:
        money = back_values(old, never_taken_by=registration)
    comes_back = any(money.values())
    if old is not None and (named_by is old or comes_back):
        queue(
            old,
            "substitute_gone",
            substitute=name,
            keeps_seat=old.state in SEATED,
            by_another=_was_named_by_another(old),
            **money,
        )
        if named_by is old or named_by is old.written_to:
            return
    if named_by is not None:
        queue(named_by, "companion_gone", companion=name)


def _was_named_by_another(old: Registration) -> bool:
    return doers.is_swapped_by_staff(old) or doers.swapped_by(old) is not None
