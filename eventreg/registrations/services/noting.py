"""Noting something about a person, for everybody of staff who looks at them."""

from eventreg.audit import services as audit
from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.registrations import seats
from eventreg.registrations.models import Registration
from eventreg.registrations.notes.models import Note


def note(registration: Registration, *, by: Actor, words: str) -> None:
    """Keep ``words``; the inbox and the page of the registration show them.

    :raises Gone: the registration was deleted meanwhile.
    """
    registration = seats.lock(registration)
    db.session.add(
        Note(registration_id=registration.id, words=words, written_by=by.reference)
    )
    audit.record("registration.noted", registration.reference, by=by)
