"""The registrations of somebody who is known."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventreg import clock
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.people.models import Person
from eventreg.registrations.models import Registration
from eventreg.registrations.states import LIVE, State

#: So long an event that is over stays on a member's page.
LOOK_BACK = timedelta(days=365)


def live_of_known(event: Event, person: Person) -> Registration | None:
    """The person's one live registration at ``event``."""
    return db.session.scalar(
        sa.select(Registration)
        .where(
            Registration.event_id == event.id,
            Registration.state.in_(LIVE),
            is_of(person),
        )
        .order_by(Registration.id)
        .limit(1)
    )


def any_of_known(event: Event, person: Person) -> bool:
    """Whether the person has ever signed up for ``event``."""
    somebody = sa.exists().where(Registration.event_id == event.id, is_of(person))
    return bool(db.session.scalar(sa.select(somebody)))


def registrations_of(person: Person) -> list[Registration]:
    """What the person is signed up for, and where they were, the latest first."""
    at_an_end = Event.ends_at <= clock.now()
    return list(
        db.session.scalars(
            sa.select(Registration)
            .join(Registration.event)
            .where(
                is_of(person),
                Event.ends_at > clock.now() - LOOK_BACK,
                Registration.state.in_(LIVE),
                sa.or_(~at_an_end, Registration.state == State.CONFIRMED),
            )
            .order_by(Event.starts_at.desc(), Registration.id)
            .options(joinedload(Registration.event).selectinload(Event.texts))
            .limit(100)
        )
    )


def known_person(registration: Registration) -> Person | None:
    """Whom the registration is tied to; ``None`` for most guests."""
    if registration.person_id is None:
        return None
    return db.session.get(Person, registration.person_id)


def is_of(person: Person) -> sa.ColumnElement[bool]:
    """Tied to the person, or typed with the same name and address."""
    same = sa.and_(
        Registration.email == person.email,
        Registration.search_key == person.search_key,
    )
    return sa.or_(Registration.person_id == person.id, same)
