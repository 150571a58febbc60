"""Whom a cancelled or postponed event would be told to, by how they stand."""

from flask_babel import ngettext

from eventreg.events import lookups
from eventreg.events.models import Event


def who_is_told(event: Event, *, of_move: bool = False) -> str:
    """How many come, wait and so on of those who would be written to.

    :param of_move: also the forms that wait for their address to be confirmed.
    """
    found = lookups.readers_by_state(event)
    forms = lookups.unconfirmed_forms(event) if of_move else 0
    parts = [
        _registered(found.get("confirmed", 0)),
        _offered(found.get("offered", 0)),
        _waiting(found.get("waitlisted", 0)),
        _pending(found.get("pending", 0)),
        _unconfirmed(forms),
    ]
    return ", ".join(filter(None, parts))


def told_beside(event: Event) -> list[str]:
    """Who hears for those without an address, and who of them hears nothing."""
    found = lookups.delegations(event)
    alone = sum(found.unread.values()) - found.people
    return list(filter(None, [_contacts(found), _unread(alone)]))


def _contacts(found: lookups.Delegations) -> str:
    if found.contacts and found.people:
        return ngettext(
            "%(num)s contact of a delegation gets an e-mail too, for %(people)s.",
            "%(num)s contacts of delegations get an e-mail too, for %(people)s.",
            found.contacts,
            people=_without_address(found.people),
        )
    words = ngettext(
        "%(num)s contact of a delegation gets an e-mail too.",
        "%(num)s contacts of delegations get an e-mail too.",
        found.contacts,
    )
    return words if found.contacts else ""


def _without_address(count: int) -> str:
    return ngettext(
        "%(num)s person without an e-mail address",
        "%(num)s people without an e-mail address",
        count,
    )


def _unread(count: int) -> str:
    words = ngettext(
        "%(num)s person has no e-mail address, and nobody gets e-mails for them. "
        "Please tell this person yourself.",
        "%(num)s people have no e-mail address, and nobody gets e-mails for them. "
        "Please tell them yourself.",
        count,
    )
    return words if count else ""


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
