"""Somebody who is known twice becomes one person."""

import sqlalchemy as sa
from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError, Gone
from eventreg.people.keys import write_keys
from eventreg.people.models import MergedPerson, Person
from eventreg.people.services import forget_logged
from eventreg.registrations.invitations import Invitation
from eventreg.registrations.models import Registration
from eventreg.registrations.queries.known import is_of

#: What is taken over where the one who stays has nothing.
_FILLED = (
    *("company", "position", "salutation", "title", "suffix", "native_name"),
    *("badge_name", "email", "phone", "country"),
)


class IsOneAlready(DomainError):
    """Nobody is merged with themselves."""

    def __init__(self) -> None:
        super().__init__(_("Choose two different people."))


def merge_people(kept: Person, gone: Person, *, by: Actor) -> None:
    """Make one of two: registrations and invitations of ``gone`` go to ``kept``.

    What ``kept`` has stays, what is missing is taken over. The personal link and
    the sign-ins of ``gone`` end. Who wanted no invitations still wants none.

    :raises IsOneAlready: both are the same.
    :raises Gone: one of them was merged or deleted meanwhile.
    """
    if kept.id == gone.id:
        raise IsOneAlready
    kept, gone = _locked(kept.id, gone.id)
    _move_registrations(kept, gone)
    _move_invitations(kept, gone)
    known = {name: getattr(gone, name) for name in _FILLED}
    lines, refusal = gone.address_as, gone.no_invitations_since
    reference = gone.reference
    _lead_to(kept, gone)
    db.session.delete(gone)
    db.session.flush()  # name and address are unique
    taken = [name for name, old in known.items() if old and not getattr(kept, name)]
    for name in taken:
        setattr(kept, name, known[name])
    if lines.keys() - kept.address_as.keys():
        taken.append("address_as")
    kept.address_as = lines | kept.address_as
    kept.no_invitations_since = kept.no_invitations_since or refusal
    write_keys(kept)
    db.session.flush()
    forget_logged(reference)
    changes = {"merged": [reference, kept.reference], "taken": taken}
    record("person.merged", kept.reference, by=by, changes=changes)


def _lead_to(kept: Person, gone: Person) -> None:
    """Old addresses lead to the one who stays, also of those merged before."""
    db.session.execute(
        sa.update(MergedPerson)
        .where(MergedPerson.person_id == gone.id)
        .values(person_id=kept.id)
    )
    db.session.add(MergedPerson(reference=gone.reference, person_id=kept.id))
    db.session.flush()


def _locked(*ids: int) -> list[Person]:
    """These people read anew under locks, taken in id order."""
    found = {
        person.id: person
        for person in db.session.scalars(
            sa.select(Person)
            .where(Person.id.in_(ids))
            .order_by(Person.id)
            .with_for_update(of=Person)
            .execution_options(populate_existing=True)
        )
    }
    if len(found) < len(ids):
        raise Gone
    return [found[id_] for id_ in ids]


def _move_registrations(kept: Person, gone: Person) -> None:
    db.session.execute(
        sa.update(Registration)
        .where(
            is_of(gone),
            sa.or_(Registration.person_id.is_(None), Registration.person_id == gone.id),
        )
        .values(person_id=kept.id)
        .execution_options(synchronize_session=False)
    )


def _move_invitations(kept: Person, gone: Person) -> None:
    """Of two to one event the one of ``kept`` stays."""
    own = {row.event_id: row for row in _invitations(kept)}
    for row in _invitations(gone):
        if row.event_id in own:
            own[row.event_id].counts_as_approved |= row.counts_as_approved
            db.session.delete(row)
        else:
            row.person_id = kept.id
    db.session.flush()


def _invitations(person: Person) -> list[Invitation]:
    return list(
        db.session.scalars(sa.select(Invitation).filter_by(person_id=person.id))
    )
