"""Decisions with a link from a letter, in the director's place."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.messages import queries
from eventreg.messages.models import DecisionLink
from eventreg.registrations import services as registrations
from eventreg.registrations.models import Registration


class Act(StrEnum):
    """What a link can do; the word stands in the address."""

    APPROVE = "approve"
    ONTO_WAITLIST = "onto-waitlist"
    DECLINE = "decline"
    LATER = "later"
    BACK = "back"
    UNDO = "undo"
    SEND_NOW = "send-now"
    ASK = "ask"


_SERVICES: dict[Act, Callable[..., object]] = {
    Act.APPROVE: registrations.approve,
    Act.ONTO_WAITLIST: registrations.onto_waitlist,
    Act.DECLINE: registrations.decline,
    Act.LATER: registrations.later,
    Act.BACK: registrations.not_later,
    Act.UNDO: registrations.undo,
    Act.SEND_NOW: registrations.send_now,
    Act.ASK: registrations.ask,
}


class LinkIsOver(DomainError):
    """The link has run out or was revoked."""

    def __init__(self) -> None:
        super().__init__(_("This link no longer works."))


def decide(
    link: DecisionLink,
    act: Act,
    registration: Registration,
    *,
    by: Actor,
    **options: Any,
) -> None:
    """Do ``act`` as the owner of the link; the log says through which.

    :raises LinkIsOver: see there; and what the act itself raises.
    """
    db.session.refresh(link)
    if queries.is_over(link):
        raise LinkIsOver
    _SERVICES[act](registration, by=by, **options)
    changes = {"act": [None, str(act)], "link": [None, link.reference]}
    record(
        "registration.decided_by_link", registration.reference, by=by, changes=changes
    )
