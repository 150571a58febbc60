"""Make a backup while the site runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import Connection, Engine

from eventreg import clock, schema
from eventreg.backup import archive, tables


def back_up(engine: Engine, instance: Path, path: Path) -> None:
    """Write the database as it is at this moment, and the uploads, to ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _snapshot(engine) as connection, archive.create(path) as file:
        rows = {}
        for table in tables.all_tables(connection):
            found = connection.execution_options(yield_per=1000).execute(
                tables.select(table)
            )
            content = (tables.to_json(dict(row)) for row in found.mappings())
            rows[table.name] = archive.write_rows(file, table.name, content)
        # After the rows: what they name is there, and something more does no harm.
        archive.write_files(file, instance)
        archive.write_manifest(
            file,
            revision=schema.current_revision(connection) or "",
            made_at=clock.now().isoformat(timespec="seconds"),
            rows=rows,
        )


@contextmanager
def _snapshot(engine: Engine) -> Iterator[Connection]:
    """One reading of everything, which no writer disturbs and which stops none."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.connect() as connection, connection.begin():
        yield connection
