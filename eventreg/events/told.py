"""Whom a cancelled or postponed event would be told to, by how they stand."""

from flask_babel import ngettext

from eventreg.events import lookups
from eventreg.events.models import Event


def who_is_told(event: Event, *, of_move: bool = False) -> str:
    """How many come, wait and so on of those who would be written to.

    :param of_move: also the forms that wait for their address to be confirmed.
    """
    found = lookups.counts(event)
    forms = lookups.unconfirmed_forms(event) if of_move else 0
    parts = [
        _registered(found.get("confirmed", 0)),
        _offered(found.get("offered", 0)),
        _waiting(found.get("waitlisted", 0)),
        _pending(found.get("pending", 0)),
        _unconfirmed(forms),
    ]
    return ", ".join(filter(None, parts))


def _registered(count: int) -> str:
    words = ngettext("%(num)s person with a seat", "%(num)s people with a seat", count)
    return words if count else ""


def _offered(count: int) -> str:
    words = ngettext("%(num)s with an offer", "%(num)s with an offer", count)
    return words if count else ""


def _waiting(count: int) -> str:
    words = ngettext("%(num)s on the waitlist", "%(num)s on the waitlist", count)
    return words if count else ""


def _pending(count: int) -> str:
    words = ngettext("%(num)s who has applied", "%(num)s who have applied", count)
    return words if count else ""


def _unconfirmed(count: int) -> str:
    words = ngettext(
        "%(num)s whose address is not confirmed yet",
        "%(num)s whose addresses are not confirmed yet",
        count,
    )
    return words if count else ""
