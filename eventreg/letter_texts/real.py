"""What a letter says of a registration that somebody has chosen to look at it."""

from typing import Any

from eventreg.outbox.kinds import LetterKind
from eventreg.outbox.placeholders import SAYS_WHAT_IS_PAID, Placeholder
from eventreg.registrations import queries
from eventreg.registrations.letters.beside import open_until
from eventreg.registrations.letters.in_line import place_in_line
from eventreg.registrations.letters.offers import open_offer
from eventreg.registrations.letters.queueing import values_of
from eventreg.registrations.models import Registration
from eventreg.registrations.money.asked import fee_values
from eventreg.registrations.money.owed import letter_values
from eventreg.registrations.states import State

#: Not for everybody who words letters.
_HIDDEN = {"handed_to", *(each.name for each in SAYS_WHAT_IS_PAID)}


def real_values(
    person: Registration, kind: LetterKind, language: str
) -> dict[str, Any]:
    """By placeholder; none for what the letter must say and is not so of this one.

    What the letter may leave out is empty, then.
    """
    known = kind.placeholders
    found = {
        **values_of(person, language),
        **(place_in_line(person) if person.state is State.WAITLISTED else {}),
        **_fee(person, language, known),
        "accept_until": open_offer(person),
        "open_until": open_until(person),
        **_reason(person, kind),
    }
    return {
        name: value
        for name, value in found.items()
        if name in known and name not in _HIDDEN and (value or known[name].optional)
    }


def _reason(person: Registration, kind: LetterKind) -> dict[str, str]:
    is_told = kind.name == "declined" and person.state is State.DECLINED
    return {"reason": person.reason} if is_told else {}


def _fee(
    person: Registration, language: str, known: dict[str, Placeholder]
) -> dict[str, Any]:
    """What the seat costs: as it is due with it, or as an offer of it says."""
    if "pay_by" in known:
        found = letter_values(person, language)
        # The rest of a fee says what was paid of it.
        return dict.fromkeys(found, "") if found.get("fee_before") else found
    if "fee" in known:
        return {"fee": "", **fee_values(queries.unit(person), language)}
    return {}
