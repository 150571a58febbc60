"""What happens by itself: offers end, events are cancelled, forms are forgotten."""

from datetime import datetime

import sqlalchemy as sa

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.registrations import letters, queries, seats
from eventreg.registrations.models import Registration, SignUpDraft
from eventreg.registrations.services.moving import move, move_up
from eventreg.registrations.services.signing_up import FORGET_AFTER
from eventreg.registrations.states import LIVE, State, Why


def expire(registration: Registration, *, by: Actor) -> list[Registration]:
    """End an offer that was not accepted in time; the seat goes on.

    Does nothing when the person answered in the same second.

    :returns: those who moved up.
    """
    return expire_at(registration, clock.now(), by=by)


def expire_at(
    registration: Registration, now: datetime, *, by: Actor
) -> list[Registration]:
    """``expire`` as of ``now``: the offer ends if its time was over then."""
    registration = seats.lock(registration)
    ends_at = registration.offer_expires_at
    if registration.state is not State.OFFERED or not ends_at or ends_at > now:
        return []
    seats.give_back_all(registration)
    move(registration, State.EXPIRED, by=by, why=Why.OFFER_EXPIRED)
    letters.offer_expired(registration)
    return move_up(registration.event, by=by)


def end_all(event: Event, *, by: Actor, reason: str) -> int:
    """End every registration of a cancelled event; nobody moves up.

    :returns: how many people were written to.
    """
    registrations = list(
        db.session.scalars(
            sa.select(Registration)
            .where(Registration.event_id == event.id, Registration.state.in_(LIVE))
            .order_by(Registration.id)
            .with_for_update(of=Registration)
            .execution_options(populate_existing=True)
        )
    )
    for registration in registrations:
        was = registration.shown_state
        seats.give_back_all(registration)
        move(registration, State.CANCELLED, by=by, why=Why.EVENT_CANCELLED)
        if was is not State.UNVERIFIED:
            letters.event_cancelled(registration, was=was, reason=reason)
    return len(registrations)


def forget_unverified() -> int:
    """Delete what nobody confirmed within seven days, and old drafts.

    :returns: how many registrations were deleted.
    """
    before = clock.now() - FORGET_AFTER
    old = db.session.scalars(
        sa.select(Registration.id).where(
            Registration.state == State.UNVERIFIED, Registration.submitted_at < before
        )
    ).all()
    db.session.execute(
        sa.delete(SignUpDraft).where(
            SignUpDraft.created_at < clock.now() - queries.DRAFT_FOR
        )
    )
    if old:
        db.session.execute(sa.delete(Registration).where(Registration.id.in_(old)))
    return len(old)
