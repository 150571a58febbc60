"""Put a backup in the place of everything that is there."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from eventreg import schema
from eventreg.backup import archive, tables
from eventreg.backup.archive import BadBackup

#: Rows that go into the database at once.
HANDFUL = 1000


def restore(engine: Engine, instance: Path, path: Path) -> dict[str, Any]:
    """Replace all data by those in ``path``, or change nothing.

    :returns: the manifest of the backup.
    :raises BadBackup: the file is wrong; nothing has changed.
    """
    with archive.read(path) as (file, manifest):
        if not schema.knows(manifest["revision"]):
            raise BadBackup(f"{path} is from a newer version of the site: update it.")
        with schema.exclusive(engine) as connection:
            _clear(connection)
            schema.upgrade(connection, manifest["revision"])
            _fill(connection, file, manifest["rows"])
            schema.upgrade(connection)
            # Within the transaction: a full disk must undo the rows as well.
            files = archive.unpack_files(file, instance)
    _remove_others(instance, files)
    return manifest


def is_empty(engine: Engine) -> bool:
    """Whether a restore would overwrite nothing."""
    with engine.connect() as connection:
        return not any(
            connection.execute(sa.select(sa.literal(1)).select_from(table)).first()
            for table in tables.all_tables(connection)
        )


def _clear(connection: Connection) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    if not is_sqlite:
        # A site that still runs may hold the tables for as long as it likes.
        connection.exec_driver_sql("SET LOCAL lock_timeout = '10s'")
    quote = connection.dialect.identifier_preparer.quote
    for name in sa.inspect(connection).get_table_names():
        cascade = "" if is_sqlite else " CASCADE"
        connection.exec_driver_sql(f"DROP TABLE {quote(name)}{cascade}")


def _fill(
    connection: Connection, file: zipfile.ZipFile, counts: dict[str, int]
) -> None:
    here = tables.all_tables(connection)
    if {table.name for table in here} != set(counts):
        raise BadBackup("The backup has other tables than its revision.")
    with _references_checked_at_the_end(connection):
        for table in here:
            # Migrations may have written rows that the backup has too.
            connection.execute(table.delete())
        for table in here:
            with file.open(f"tables/{table.name}.jsonl") as lines:
                if _insert(connection, table, lines) != counts[table.name]:
                    raise BadBackup(f"Rows of {table.name} are missing in the backup.")
            _set_next_id(connection, table)


def _insert(connection: Connection, table: sa.Table, lines: Any) -> int:
    rows = map(tables.from_json(table), archive.read_rows(lines))
    statement, count = tables.insert(table, connection), 0
    while handful := list(islice(rows, HANDFUL)):
        connection.execute(statement, handful)
        count += len(handful)
    return count


def _set_next_id(connection: Connection, table: sa.Table) -> None:
    """PostgreSQL counts ids apart from the rows; go on after the last one."""
    column = table.autoincrement_column
    if connection.dialect.name != "postgresql" or column is None:
        return
    sequence = sa.func.pg_get_serial_sequence(table.name, column.name)
    last = sa.select(sa.func.max(column)).scalar_subquery()
    connection.execute(
        sa.select(
            sa.func.setval(sequence, sa.func.coalesce(last, 1), last.is_not(None))
        )
    )


@contextmanager
def _references_checked_at_the_end(connection: Connection) -> Iterator[None]:
    """Rows may come before those they refer to; on SQLite they may anyway."""
    if connection.dialect.name == "sqlite":
        yield
        return
    quote = connection.dialect.identifier_preparer.quote
    keys = [
        f"ALTER TABLE {quote(table)} ALTER CONSTRAINT {quote(str(key['name']))}"
        for (_, table), found in sa.inspect(connection).get_multi_foreign_keys().items()
        for key in found
    ]
    for key in keys:
        connection.exec_driver_sql(f"{key} DEFERRABLE INITIALLY DEFERRED")
    yield
    connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    for key in keys:
        connection.exec_driver_sql(f"{key} NOT DEFERRABLE")


def _remove_others(instance: Path, files: set[Path]) -> None:
    for folder in archive.FOLDERS:
        for path in (instance / folder).rglob("*"):
            if path.is_file() and path not in files:
                path.unlink()
