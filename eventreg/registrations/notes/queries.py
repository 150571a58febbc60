"""Reading notes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from eventreg.asking import Question, Row
from eventreg.database import db
from eventreg.registrations.models import Registration
from eventreg.registrations.notes.models import Note


@dataclass(frozen=True)
class Noted:
    """What staff noted, as a list shows it."""

    words: str
    written_at: datetime


def notes_on(registration: Registration) -> Sequence[Note]:
    """The notes on this registration, the first written first."""
    return db.session.scalars(
        sa.select(Note).where(Note.registration_id == registration.id).order_by(Note.id)
    ).all()


def notes_asked(ids: Collection[int]) -> Question[dict[int, list[Noted]]]:
    """The notes on each of these registrations, by id, the first written first."""
    query = sa.select(Note.id, Note.registration_id, Note.words, Note.written_at).where(
        Note.registration_id.in_(ids)
    )
    return Question(query, _by_registration)


def _by_registration(rows: Sequence[Row]) -> dict[int, list[Noted]]:
    found: dict[int, list[Noted]] = {}
    for _id, registration_id, *noted in sorted(rows, key=lambda row: row[0]):
        found.setdefault(registration_id, []).append(Noted(*noted))
    return found
