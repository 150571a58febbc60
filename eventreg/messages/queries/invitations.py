"""Whom one can invite to an event, and what became of the invitations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from eventreg import clock
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.people.models import Company, CompanyCountry, Person, Sector
from eventreg.people.queries.known import covering
from eventreg.registrations.invitations import Invitation
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State

#: Who was there longer ago does not count as somebody who comes.
PAST = timedelta(days=730)
#: Nobody is asked once more sooner than this.
REMIND_AFTER = timedelta(days=3)


class Who(StrEnum):
    """From among whom one chooses."""

    MEMBERS = "members"
    PAST = "past"


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; empty means any."""

    who: Who = Who.MEMBERS
    sector: str = ""
    country: str = ""
    language: str = ""


@dataclass(frozen=True)
class Invited:
    """Somebody who was invited, and the registration that came of it."""

    invitation: Invitation
    registration: Registration | None

    @property
    def person(self) -> Person:
        return self.invitation.person

    @property
    def answer(self) -> str:
        """``signed_up``, ``said_no``, ``refused`` all invitations, or ``none``."""
        if self.registration is not None:
            return "signed_up"
        if self.invitation.declined_at is not None:
            return "said_no"
        return "refused" if self.person.no_invitations_since else "none"

    @property
    def may_be_reminded(self) -> bool:
        """Whether it is time to ask once more, for the first time."""
        is_old = self.invitation.invited_at <= clock.now() - REMIND_AFTER
        return self.answer == "none" and not self.invitation.reminded_at and is_old


def can_be_invited(event: Event, wanted: Wanted) -> Sequence[Person]:
    """People with an address who want invitations and do not know of ``event``."""
    today = covering(clock.today()).subquery()
    is_member = sa.exists().where(today.c.company_id == Person.company_id)
    conditions = [is_member if wanted.who is Who.MEMBERS else _was_there()]
    if wanted.sector:
        in_sector = Company.sector.has(Sector.code == wanted.sector)
        conditions.append(Person.company.has(in_sector))
    if wanted.country:
        works = Company.countries.any(CompanyCountry.country == wanted.country)
        conditions.append(Person.company.has(works))
    if wanted.language:
        conditions.append(Person.language == wanted.language)
    return db.session.scalars(inviting(event).where(*conditions)).all()


def inviting(event: Event) -> sa.Select[Person]:
    """Everybody whom a first invitation to ``event`` would reach, by name."""
    return (
        sa.select(Person)
        .where(
            Person.email.is_not(None),
            Person.no_invitations_since.is_(None),
            ~sa.exists().where(
                Invitation.event_id == event.id, Invitation.person_id == Person.id
            ),
            ~sa.exists().where(Registration.event_id == event.id, _same()),
        )
        .order_by(Person.sort_key_de, Person.id)
        .options(joinedload(Person.company))
    )


def invited_to(event: Event) -> list[Invited]:
    """Everybody who was invited, by name, with the latest registration of each."""
    invitations = db.session.scalars(
        sa.select(Invitation)
        .join(Invitation.person)
        .where(Invitation.event_id == event.id)
        .order_by(Person.sort_key_de, Person.id)
        .options(joinedload(Invitation.person).joinedload(Person.company))
    ).all()
    rows = db.session.execute(
        sa.select(Invitation.id, Registration)
        .join(Invitation.person)
        .join(
            Registration,
            sa.and_(Registration.event_id == event.id, _same()),
        )
        .where(Invitation.event_id == event.id)
        .order_by(Registration.id)
    )
    came = {row[0]: row[1] for row in rows}
    return [Invited(each, came.get(each.id)) for each in invitations]


def _was_there() -> sa.ColumnElement[bool]:
    """The person had a seat at an event that is over."""
    over = sa.select(Event.id).where(
        Event.ends_at <= clock.now(), Event.ends_at > clock.now() - PAST
    )
    return sa.exists().where(
        Registration.event_id.in_(over),
        Registration.state == State.CONFIRMED,
        _same(),
    )


def _same() -> sa.ColumnElement[bool]:
    """The registration is the person's: tied to it, or the same name and address."""
    typed = sa.and_(
        Registration.email == Person.email,
        Registration.search_key == Person.search_key,
    )
    return sa.or_(Registration.person_id == Person.id, typed)
