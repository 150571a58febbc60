"""Who came, and has yet to be thanked."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.states import RUNNING
from eventreg.messages import rules
from eventreg.messages.models import ReminderChoice
from eventreg.registrations.models import Claim, Registration
from eventreg.registrations.presence.queries import has_come
from eventreg.registrations.states import State


def sends_thanks(event: Event) -> bool:
    """Whether ``event`` thanks those who came; it does unless somebody said no."""
    row = db.session.get(ReminderChoice, event.id)
    return row is None or row.thanks_after


def lately_over(now: datetime) -> Sequence[Event]:
    """Events at whose end people can still be thanked."""
    return db.session.scalars(
        sa.select(Event)
        .where(
            Event.state.in_(RUNNING),
            Event.ends_at <= now,
            Event.ends_at > now - rules.THANKS_AT_MOST,
        )
        .order_by(Event.ends_at, Event.id)
    ).all()


def came_before(event: Event, instant: datetime) -> Sequence[Registration]:
    """Confirmed people who came, as it was noted before ``instant``."""
    return db.session.scalars(
        sa.select(Registration)
        .where(
            Registration.event_id == event.id,
            Registration.state == State.CONFIRMED,
            has_come(before=instant),
        )
        .order_by(Registration.id)
        .options(
            selectinload(Registration.claims).joinedload(Claim.pool),
            joinedload(Registration.lead),
        )
    ).all()
