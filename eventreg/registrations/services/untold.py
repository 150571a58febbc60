"""Offers that nobody could be told of in time: kept, from now on, as long again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from eventreg.audit.actors import Actor
from eventreg.registrations import letters, queries, rules
from eventreg.registrations.letters.reaching import Reach, reach, withdraw_offers
from eventreg.registrations.models import Registration, What
from eventreg.registrations.services.parties import note
from eventreg.registrations.services.waiting import hours_to_answer
from eventreg.registrations.states import State

#: People who were not told are not to be hurried past: these may still answer.
NOT_HEARD = frozenset({Reach.LEAVING, Reach.UNTOLD})


def begin_anew(unit: Sequence[Registration], now: datetime, *, by: Actor) -> bool:
    """Set the end of an offer as if it were made ``now``, and write once more.

    :returns: False where too little time is left to answer.
    """
    event, hours = unit[0].event, _hours(unit[0])
    if not rules.long_enough(event, now, hours=hours):
        return False
    ends_at = rules.offer_end(event, now, hours=hours)
    for each in unit:
        told = withdraw_offers(each)
        pair = [
            {"at": at.isoformat(), "zone": event.timezone}
            for at in (each.offer_expires_at or now, ends_at)
        ]
        each.offer_expires_at = ends_at
        note(each, What.EXTENDED, by=by, changes={"told_late": pair})
        again = letters.approved if "approved" in told else letters.offer
        again(each)
    return True


def answering(unit: Sequence[Registration]) -> Registration:
    """Who of those that are decided on together answers for all."""
    return next((each for each in unit if each.head_id is None), unit[0])


def is_unheard(registration: Registration) -> bool:
    """Whether somebody has an offer, and could not be told of it so far."""
    if registration.state is not State.OFFERED:
        return False
    return reach(registration) in NOT_HEARD


def was_missed(registration: Registration) -> bool:
    """Whether whoever answers an offer could not be told of it."""
    unit = queries.unit(registration)
    return reach(answering(unit)) is not Reach.TOLD


def _hours(registration: Registration) -> int:
    """Those of the event, or what this offer lasted where it asks nobody any more."""
    ends_at, begun = registration.offer_expires_at, registration.moves[-1].at
    lasted = (ends_at - begun) // timedelta(hours=1) if ends_at else 0
    return hours_to_answer(registration) or max(1, lasted)
