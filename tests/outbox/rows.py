"""What stands in the table of letters now."""

import sqlalchemy as sa

from eventreg.database import db
from eventreg.outbox.models import Letter
from eventreg.outbox.states import LetterState


def first_letter() -> Letter:
    """The oldest letter."""
    db.session.rollback()
    return db.session.scalars(sa.select(Letter).order_by(Letter.id).limit(1)).one()


def states() -> dict[str, LetterState]:
    """Each letter's state by its address, oldest first."""
    db.session.rollback()
    rows = db.session.execute(sa.select(Letter.to, Letter.state).order_by(Letter.id))
    return dict(rows.all())
