"""Finding uploads, and whether anything refers to one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from eventreg.database import Base, db
from eventreg.uploads.models import Upload


def by_token(token: str) -> Upload | None:
    return db.session.scalar(sa.select(Upload).where(Upload.token == token))


def is_unheld() -> sa.ColumnElement[bool]:
    """The condition that no row of any table refers to an upload."""
    return sa.and_(
        *(~sa.exists().where(column == Upload.id) for column in _holders()), sa.true()
    )


def unheld(token: str | None) -> Upload | None:
    """The upload of this token while nothing refers to it yet.

    A form that comes back asks for it; what belongs to something is nobody's to
    take, even if its address is known.
    """
    if not token:
        return None
    wanted = sa.select(Upload).where(Upload.token == token, is_unheld())
    return db.session.scalar(wanted)


def unheld_since(instant: datetime) -> Sequence[Upload]:
    """Uploads from before ``instant`` to which nothing refers."""
    wanted = sa.select(Upload).where(Upload.created_at < instant, is_unheld())
    return db.session.scalars(wanted).all()


def tokens() -> set[str]:
    """Of all uploads: what files may be called."""
    return set(db.session.scalars(sa.select(Upload.token)))


def _holders() -> list[sa.Column[Any]]:
    """Every column of every table that refers to uploads."""
    return [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table is Upload.__table__ for key in column.foreign_keys)
    ]
