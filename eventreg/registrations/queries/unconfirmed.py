"""Forms whose owner could not be asked to confirm the address."""

from collections.abc import Sequence

import sqlalchemy as sa

from eventreg import clock
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.outbox.models import Letter
from eventreg.outbox.states import OPEN, LetterState
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State

_ARRIVED = frozenset({LetterState.SENT, LetterState.KEPT})


def unasked() -> list[Registration]:
    """Those to whom the e-mail could not leave as long as its link was to work."""
    too_late = sa.or_(
        sa.and_(Letter.state == LetterState.WITHDRAWN, Letter.last_error != ""),
        sa.and_(Letter.state.in_(OPEN), Letter.not_after < clock.now()),
    )
    return list(
        db.session.scalars(
            _unverified().where(
                Registration.event.has(Event.ends_at > clock.now()),
                _last_letter(too_late),
            )
        )
    )


def unreached(events: Sequence[Event]) -> list[Registration]:
    """Those at one of ``events`` whom that e-mail will not reach by itself."""
    over = sa.or_(
        Letter.state == LetterState.FAILED,
        sa.and_(Letter.state == LetterState.WITHDRAWN, Letter.last_error != ""),
    )
    here = Registration.event_id.in_([event.id for event in events])
    return list(
        db.session.scalars(_unverified().where(here, _last_letter(over)).limit(10))
    )


def _unverified() -> sa.Select[Registration]:
    """Who can confirm, for the others of a party too, and has not been asked to."""
    asked = sa.exists().where(*_about_this_form(), Letter.state.in_(_ARRIVED))
    return (
        sa.select(Registration)
        .where(
            Registration.state == State.UNVERIFIED,
            Registration.lead_id.is_(None),
            sa.not_(asked),
        )
        .order_by(Registration.id)
    )


def _last_letter(which: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    last = sa.select(sa.func.max(Letter.id)).where(*_about_this_form())
    return sa.exists().where(
        Letter.id == last.correlate(Registration).scalar_subquery(), which
    )


def _about_this_form() -> tuple[sa.ColumnElement[bool], ...]:
    """As ``letters.asking`` counts them."""
    return (
        Letter.registration == Registration.reference,
        Letter.letter == "confirm_your_address",
        Letter.to == Registration.email,
        Letter.created_at >= Registration.submitted_at,
    )
