"""Reading notes."""

from collections.abc import Collection

import sqlalchemy as sa

from eventreg.database import db
from eventreg.registrations.notes.models import Note


def notes_on(ids: Collection[int]) -> dict[int, list[Note]]:
    """The notes on each of these registrations, by id, the first written first."""
    found: dict[int, list[Note]] = {}
    rows = db.session.scalars(
        sa.select(Note).where(Note.registration_id.in_(ids)).order_by(Note.id)
    )
    for note in rows:
        found.setdefault(note.registration_id, []).append(note)
    return found
