"""Column types that hold the house rules about values."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler


class UTCDateTime(sa.types.TypeDecorator[datetime]):
    """An instant: aware in Python, naive UTC in the database."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def enum_column(enum: type[StrEnum], *, name: str = "") -> sa.Enum:
    """Store the member's value, not its name, with a CHECK that knows them all.

    :param name: of the CHECK, where a table has two columns of one enum.
    """
    return sa.Enum(
        enum,
        values_callable=lambda members: [str(member.value) for member in members],
        native_enum=False,
        create_constraint=True,
        length=20,
        name=name or enum.__name__.lower(),
    )


#: Small structured values: texts by language, lists of codes. JSON everywhere.
Json: sa.types.TypeEngine[Any] = sa.JSON()


class position(sa.sql.functions.GenericFunction[int]):
    """Where a text holds another, from 1; 0 where it does not.

    Exact to the letter, so it is for folded columns, in which it finds the same as
    ``LIKE`` in a third of the time.
    """

    type = sa.Integer()
    inherit_cache = True


@compiles(position, "sqlite")
def _in_sqlite(element: position, compiler: SQLCompiler, **kw: Any) -> str:
    return f"instr({compiler.process(element.clauses, **kw)})"


@compiles(position, "postgresql")
def _in_postgresql(element: position, compiler: SQLCompiler, **kw: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **kw)})"
