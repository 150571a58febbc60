"""What stands in the table of letters now."""

from typing import Any

import sqlalchemy as sa

from eventreg.database import db, write_tx
from eventreg.outbox import queries
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


def seen(letter: Letter) -> dict[str, str]:
    """What a page that shows the letter now sends along with a press."""
    db.session.rollback()
    return {"seen": queries.standing(letter)}


def set_letter(**columns: Any) -> None:
    """Put every letter into a state that a test begins with."""
    with write_tx() as session:
        session.execute(sa.update(Letter).values(columns))
