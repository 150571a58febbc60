"""The tables of the database as they stand there, whatever the models say."""

import base64
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

#: How a value is read back from JSON, by the Python type of its column.
READERS: dict[type, Callable[[Any], Any]] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    time: time.fromisoformat,
    Decimal: Decimal,
    bytes: base64.b64decode,
    bool: bool,
}


def all_tables(connection: Connection) -> list[sa.Table]:
    """Every table but Alembic's own, those that others refer to first."""
    metadata = sa.MetaData()
    metadata.reflect(connection)
    tables = metadata.sorted_tables
    return [table for table in tables if table.name != "alembic_version"]


def select(table: sa.Table) -> sa.Select[Any]:
    """All rows, oldest first; JSON as its text, so that it stays what it is."""
    columns = [
        sa.cast(column, sa.Text).label(column.name) if _is_json(column) else column
        for column in table.columns
    ]
    return sa.select(*columns).order_by(*table.primary_key.columns)


def insert(table: sa.Table, connection: Connection) -> sa.Insert:
    """An INSERT for rows that ``from_json`` has made."""
    is_sqlite = connection.dialect.name == "sqlite"

    def value(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
        if not _is_json(column):
            return sa.bindparam(column.name, type_=column.type)
        text = sa.bindparam(column.name, type_=sa.Text())
        return text if is_sqlite else sa.cast(text, column.type)

    return table.insert().values({c.name: value(c) for c in table.columns})


def to_json(row: dict[str, Any]) -> dict[str, Any]:
    """The row in types that JSON knows."""
    return {name: _plain(value) for name, value in row.items()}


def from_json(table: sa.Table) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """What makes rows of ``table`` out of what ``to_json`` made of them."""
    readers = {column.name: _reader(column) for column in table.columns}

    def read(row: dict[str, Any]) -> dict[str, Any]:
        return {
            name: None if row[name] is None else reader(row[name])
            for name, reader in readers.items()
        }

    return read


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    if isinstance(value, date | time):  # datetime is a date too
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _reader(column: sa.Column[Any]) -> Callable[[Any], Any]:
    if _is_json(column):
        return str
    return READERS.get(column.type.python_type, lambda value: value)


def _is_json(column: sa.Column[Any]) -> bool:
    return isinstance(column.type, sa.JSON)
