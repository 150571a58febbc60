"""Who may have to be reminded of what."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from eventreg import clock
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.states import RUNNING
from eventreg.messages import rules
from eventreg.messages.models import ReminderChoice
from eventreg.messages.rules import Before
from eventreg.outbox.models import Letter
from eventreg.registrations.models import Claim, Registration, RegistrationMove
from eventreg.registrations.states import State

#: No reminder of a date goes out longer before the start.
_FIRST = timedelta(days=8)


def chosen(event: Event) -> frozenset[Before]:
    """Which reminders of its date ``event`` sends."""
    row = db.session.get(ReminderChoice, event.id)
    if row is None:
        return rules.DEFAULTS[event.kind]
    wanted = {Before.WEEK: row.week_before, Before.DAY: row.day_before}
    return frozenset(before for before, is_on in wanted.items() if is_on)


def due_soon(now: datetime) -> Sequence[Event]:
    """Running events that begin in the next days."""
    return db.session.scalars(
        sa.select(Event)
        .where(
            Event.state.in_(RUNNING),
            Event.starts_at > now,
            Event.starts_at < now + _FIRST,
        )
        .order_by(Event.starts_at, Event.id)
    ).all()


def with_offers() -> Sequence[Event]:
    """Running events at which somebody is offered a seat."""
    return _with(Registration.state == State.OFFERED)


def with_unconfirmed() -> Sequence[Event]:
    """Running events with forms whose address should be confirmed by now."""
    return _with(
        Registration.state == State.UNVERIFIED,
        Registration.submitted_at <= clock.now() - rules.UNVERIFIED_AFTER,
    )


def _with(*conditions: sa.ColumnElement[bool]) -> Sequence[Event]:
    somebody = sa.exists().where(Registration.event_id == Event.id, *conditions)
    return db.session.scalars(
        sa.select(Event)
        .where(Event.state.in_(RUNNING), Event.ends_at > clock.now(), somebody)
        .order_by(Event.id)
    ).all()


def confirmed_before(event: Event, instant: datetime) -> Sequence[Registration]:
    """Confirmed people who were so, and knew it, before ``instant``."""
    later = sa.exists().where(
        RegistrationMove.registration_id == Registration.id,
        RegistrationMove.at > instant,
    )
    shown_at = Registration.decision_shown_at
    return db.session.scalars(
        _of(event)
        .where(
            Registration.state == State.CONFIRMED,
            sa.not_(later),
            sa.or_(shown_at.is_(None), shown_at <= instant),
        )
        .options(
            selectinload(Registration.claims).joinedload(Claim.pool),
            joinedload(Registration.lead),
        )
    ).all()


def offered(event: Event) -> Sequence[tuple[Registration, datetime]]:
    """Who answers for a seat that is kept, and knows of it; each with since when."""
    since = (
        sa.select(sa.func.max(RegistrationMove.at))
        .where(RegistrationMove.registration_id == Registration.id)
        .scalar_subquery()
    )
    shown_at = Registration.decision_shown_at
    rows = db.session.execute(
        _of(event)
        .add_columns(since)
        .where(
            Registration.state == State.OFFERED,
            Registration.head_id.is_(None),
            sa.or_(shown_at.is_(None), shown_at <= clock.now()),
        )
        .options(joinedload(Registration.lead))
    )
    return [(row[0], row[1]) for row in rows]


def unconfirmed(event: Event, before: datetime) -> Sequence[Registration]:
    """Forms sent before that instant whose address nobody has confirmed."""
    return db.session.scalars(
        _of(event).where(
            Registration.state == State.UNVERIFIED,
            Registration.lead_id.is_(None),
            Registration.submitted_at <= before,
        )
    ).all()


def keys_of(event: Event, letter: str) -> set[str]:
    """The keys of all letters of that kind about ``event``."""
    found = db.session.scalars(
        sa.select(Letter.key).where(
            Letter.event == event.slug, Letter.letter == letter, Letter.key.is_not(None)
        )
    )
    return {key for key in found if key}


def is_written(key: str) -> bool:
    """Whether a letter has this key."""
    return bool(db.session.scalar(sa.select(sa.exists().where(Letter.key == key))))


def _of(event: Event) -> sa.Select[Registration]:
    return (
        sa.select(Registration)
        .where(Registration.event_id == event.id)
        .order_by(Registration.id)
    )
