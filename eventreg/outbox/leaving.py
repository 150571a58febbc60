"""Letters about registrations that end, as ``catalogue`` has them."""

from dataclasses import replace

from flask_babel import lazy_gettext as _l

from eventreg.outbox.kinds import add
from eventreg.outbox.placeholders import (
    CANCELLED_BY,
    ENDED,
    EVENT_PAGE,
    FEE_BACK,
    FEE_GONE,
    LEAVING,
    OWN_PAGE,
    PAID_BY,
    REASON,
    REFUND,
    REGISTRATION,
    SUBSTITUTE,
    Kind,
)
from eventreg.outbox.placeholders import maybe as _maybe
from eventreg.outbox.placeholders import words as _words


def add_leaving() -> None:
    """To who is out, and to whoever had named somebody who does not come."""
    _add_ends()
    _add_named()


def _add_ends() -> None:
    add(
        "cancelled",
        _l("Cancelled"),
        (
            *(*ENDED, CANCELLED_BY),
            _maybe("by_organiser", _l("Cancelled by the organiser"), Kind.FLAG),
            *(*LEAVING, PAID_BY),
            # What staff note stays among them; texts written before may name it.
            replace(REASON, is_retired=True),
            EVENT_PAGE,
        ),
        tells_state=True,
    )
    add(
        "application_withdrawn",
        _l("Application ended"),
        (
            *(*ENDED, CANCELLED_BY, EVENT_PAGE),
            _maybe("by_organiser", _l("Cancelled by the organiser"), Kind.FLAG),
        ),
        tells_state=True,
    )
    add(
        "merged",
        _l("Two registrations merged"),
        (
            *ENDED,
            _words("kept", _l("Number of the registration that stays")),
            _maybe("next_step", _l("How that one stands, and what there is to do")),
        ),
        tells_state=True,
    )
    add(
        "substituted",
        _l("Seat handed over"),
        (
            *(*ENDED, SUBSTITUTE, REFUND, FEE_GONE, EVENT_PAGE),
            _maybe("fee_is_theirs", _l("The new person pays the fee"), Kind.FLAG),
            _maybe("swapped_by", _l("Who handed it over for the person")),
            _maybe("by_organiser", _l("Handed over by the organiser"), Kind.FLAG),
        ),
        tells_state=True,
    )


def _add_named() -> None:
    add(
        "substitute_declined",
        _l("Substitute declined"),
        (*REGISTRATION, SUBSTITUTE, OWN_PAGE),
    )
    add(
        "substitute_gone",
        _l("A substitute did not want to come"),
        (
            *(*REGISTRATION, SUBSTITUTE, REFUND, PAID_BY, FEE_BACK),
            *(OWN_PAGE, EVENT_PAGE),
            _maybe("by_another", _l("Somebody else named the substitute"), Kind.FLAG),
            _maybe("keeps_seat", _l("The person still has the seat"), Kind.FLAG),
        ),
    )
    add(
        "companion_gone",
        _l("A companion did not want to be signed up"),
        (*REGISTRATION, _words("companion", _l("Who it was")), OWN_PAGE),
    )
