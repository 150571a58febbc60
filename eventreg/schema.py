"""The state of the database's tables: which revision it has, and the way up."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from eventreg.errors import ConfigurationError

if TYPE_CHECKING:
    from alembic.config import Config

# It tells each of its several dozen steps as if it were news.
logging.getLogger("alembic").setLevel(logging.WARNING)

MIGRATIONS = Path(__file__).parent / "migrations"

#: Any number, but the same in all processes: who migrates holds this lock.
MIGRATION_LOCK = 7204


def head() -> str | None:
    """Number of the newest revision in this checkout."""
    files = MIGRATIONS.glob("versions/[0-9]*_*.py")
    return max((file.name.split("_")[0] for file in files), default=None)


def knows(revision: str) -> bool:
    """Whether this checkout has the revision of that number."""
    return any(MIGRATIONS.glob(f"versions/{revision}_*.py"))


def current_revision(bind: Engine | Connection) -> str | None:
    """Number of the database's revision; None while it has no tables."""
    if not sa.inspect(bind).has_table("alembic_version"):
        return None
    if isinstance(bind, Engine):
        with bind.connect() as connection:
            return _version(connection)
    return _version(bind)


def _version(connection: Connection) -> str | None:
    version = sa.text("SELECT version_num FROM alembic_version")
    found: str | None = connection.scalar(version)
    return found


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the tables up to ``revision``, inside the open transaction."""
    from alembic import command

    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def upgrade_if_needed(engine: Engine) -> None:
    """Bring the database up to date.

    :raises ConfigurationError: it is newer than this checkout.
    """
    with exclusive(engine) as connection:
        found, newest = current_revision(connection) or "", head() or ""
        if found > newest:
            raise ConfigurationError(
                f"The database has revision {found}, but this version of the site "
                f"knows only {newest}: update it."
            )
        if found < newest:
            doing = "Bringing the tables up to date" if found else "Making the tables"
            print(f"{doing} …", flush=True)
            upgrade(connection)


def alembic_config() -> "Config":
    """Settings for Alembic's commands."""
    # A quarter of a second to import, and most processes never need it.
    from alembic.config import Config

    config = Config(MIGRATIONS / "alembic.ini")
    location = str(MIGRATIONS).replace("%", "%%")
    config.set_main_option("script_location", location)
    return config


@contextmanager
def exclusive(engine: Engine) -> Iterator[Connection]:
    """A transaction that may change tables, alone, and keeps every row.

    With foreign keys on, SQLite's way of changing a table (copy, drop, rename)
    would fire ON DELETE CASCADE and silently empty the tables that refer to it.
    So they are off, and all references are checked before the commit.

    :raises RuntimeError: a row refers to one that does not exist.
    """
    with engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            # On the driver's connection: inside a transaction it has no effect.
            raw = connection.connection.dbapi_connection
            assert raw is not None  # noqa: S101 - for the type checker
            raw.cursor().execute("PRAGMA foreign_keys = OFF")
        try:
            connection.execution_options(sqlite_begin="IMMEDIATE")
            with connection.begin():
                if not is_sqlite:
                    lock = sa.select(sa.func.pg_advisory_xact_lock(MIGRATION_LOCK))
                    connection.execute(lock)
                yield connection
                if is_sqlite:
                    _check_references(connection)
        finally:
            connection.invalidate()  # so that nobody gets it without foreign keys


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise RuntimeError(f"{broken[0]} refers to a missing row of {broken[2]}")
