"""How a migration runs: whole or not at all, and without losing rows."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.engine import Connection

from eventreg import schema
from eventreg.columns import UTCDateTime
from eventreg.database import Base, db


def run() -> None:
    """Migrate over the connection that was handed in, or over one of our own."""
    if (connection := context.config.attributes.get("connection")) is not None:
        migrate(connection)
        return
    with schema.exclusive(db.engine) as connection:
        migrate(connection)


def migrate(connection: Connection) -> None:
    """Run what is asked for, inside the transaction that is already open."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        # SQLite can roll a changed table back; Alembic does not believe it.
        transactional_ddl=True,
        render_item=render,
    )
    context.run_migrations()


def render(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write plain types: a migration must not follow our code as it changes."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime()"
    return False


run()
