"""Personal links: made for an invitation, revoked by staff, refused by the person."""

import sqlalchemy as sa
from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.people import queries
from eventreg.people.models import MemberLink, MemberSession, Person, PersonalLink


class NoAddress(DomainError):
    """A personal link is mailed, and this person has no address."""

    def __init__(self) -> None:
        super().__init__(_("This person has no e-mail address."))


def personal_link(person: Person) -> PersonalLink:
    """The person's running link, a new one if there is none.

    :raises NoAddress: see there.
    """
    person = locked(person)
    if person.email is None:
        raise NoAddress
    link = queries.running_link(person)
    if link is None:
        link = PersonalLink(person_id=person.id)
        db.session.add(link)
        db.session.flush()
    return link


def revoke_personal_link(person: Person, *, by: Actor) -> bool:
    """End the person's link; the next invitation carries another.

    :returns: whether there was one.
    """
    link = queries.running_link(locked(person))
    if link is None:
        return False
    link.revoked_at = clock.now()
    record("person.link_revoked", person.reference, by=by)
    return True


def refuse_invitations(person: Person, *, by: Actor) -> None:
    """The person wants no more invitations; a second wish changes nothing."""
    person = locked(person)
    if person.no_invitations_since is None:
        person.no_invitations_since = clock.now()
        record("person.refused_invitations", person.reference, by=by)


def allow_invitations(person: Person, *, by: Actor) -> None:
    """The person may be invited again."""
    person = locked(person)
    if person.no_invitations_since is not None:
        person.no_invitations_since = None
        record("person.allowed_invitations", person.reference, by=by)


def end_all_ways_in(person: Person) -> None:
    """Links and sessions of somebody whose address has become another's."""
    for model in (PersonalLink, MemberLink, MemberSession):
        db.session.execute(
            sa.update(model)
            .where(model.person_id == person.id, model.revoked_at.is_(None))
            .values(revoked_at=clock.now())
        )


def locked(person: Person) -> Person:
    """The person read anew under a lock."""
    return db.session.execute(
        sa.select(Person)
        .where(Person.id == person.id)
        .with_for_update(of=Person)
        .execution_options(populate_existing=True)
    ).scalar_one()
