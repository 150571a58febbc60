"""Where people were, over all events."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.people.models import Company, Person
from eventreg.registrations.models import Registration
from eventreg.registrations.presence.queries import has_come
from eventreg.registrations.queries.known import is_of
from eventreg.registrations.states import State

#: More than anybody reads on one page.
MOST = 200


def appearances_of_person(person: Person) -> list[Registration]:
    """All registrations of somebody, whatever became of them, the latest first."""
    return _latest(is_of(person))


def appearances_beside(registration: Registration) -> list[Registration]:
    """The other ones of the same person, whatever became of them, the latest first.

    Only of an address that is known to be the person's; a name alone says nothing.
    """
    if registration.verified_at is None:
        return []
    same = sa.and_(
        Registration.email == registration.email,
        Registration.search_key == registration.search_key,
        Registration.verified_at.is_not(None),
    )
    if registration.person_id is not None:
        same = sa.or_(Registration.person_id == registration.person_id, same)
    return _latest(sa.and_(same, Registration.id != registration.id))


def appearances_of_company(company: Company) -> list[Registration]:
    """Those of everybody who is known to belong to ``company``."""
    known = sa.exists().where(
        Person.company_id == company.id,
        sa.or_(
            Person.id == Registration.person_id,
            sa.and_(
                Person.email == Registration.email,
                Person.search_key == Registration.search_key,
            ),
        ),
    )
    return _latest(known)


def events_with_check_ins(event_ids: Collection[int]) -> set[int]:
    """At which of these anybody was checked in, so that others did not come."""
    if not event_ids:
        return set()
    return set(
        db.session.scalars(
            sa.select(Registration.event_id)
            .where(Registration.event_id.in_(event_ids), has_come())
            .distinct()
        )
    )


def _latest(condition: sa.ColumnElement[bool]) -> list[Registration]:
    return list(
        db.session.scalars(
            sa.select(Registration)
            .join(Registration.event)
            .where(condition, Registration.state != State.UNVERIFIED)
            .order_by(Event.starts_at.desc(), Registration.sort_key_de, Registration.id)
            .options(
                joinedload(Registration.event).selectinload(Event.texts),
                selectinload(Registration.moves),
            )
            .limit(MOST)
        )
    )
