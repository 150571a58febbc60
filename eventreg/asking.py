"""Small questions to the database, as many as a page has in one statement."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from eventreg.columns import UTCDateTime
from eventreg.database import db

Row = tuple[Any, ...]
T = TypeVar("T")


@dataclass(frozen=True)
class Question(Generic[T]):
    """What to ask, and what the rows mean.

    Only numbers, texts, truths, days and instants may be asked for.
    """

    #: ``None``: nothing needs to be asked, there are no rows.
    query: sa.Select[*tuple[Any, ...]] | None
    read: Callable[[Sequence[Row]], T]

    def answer(self) -> T:
        """The answer to this one alone."""
        rows = () if self.query is None else db.session.execute(self.query).all()
        return self.read([tuple(row) for row in rows])


def answers(*questions: Question[Any]) -> list[Any]:
    """The answers, in the order of the questions; one statement for all."""
    queries = [each.query for each in questions if each.query is not None]
    found = iter(_rows_of(queries)) if queries else iter(())
    return [
        each.read(next(found) if each.query is not None else []) for each in questions
    ]


def _rows_of(queries: Sequence[sa.Select[*tuple[Any, ...]]]) -> list[list[Row]]:
    """The rows of each query. Each travels as one text, or they would multiply."""
    asked = [query.subquery() for query in queries]
    row = db.session.execute(sa.select(*map(_as_text, asked))).one()
    return [
        [_typed(each, subquery) for each in json.loads(text)]
        for subquery, text in zip(asked, row, strict=True)
    ]


def _as_text(rows: sa.Subquery) -> sa.ScalarSelect[str]:
    if db.engine.dialect.name == "sqlite":
        found = sa.func.json_group_array(sa.func.json_array(*rows.c))
    else:
        gathered = sa.func.json_agg(sa.func.json_build_array(*rows.c))
        found = sa.func.coalesce(sa.cast(gathered, sa.Text), "[]")
    return sa.select(sa.type_coerce(found, sa.Text)).select_from(rows).scalar_subquery()


def _typed(values: Sequence[Any], rows: sa.Subquery) -> Row:
    return tuple(
        value if value is None else _read(column.type, value)
        for value, column in zip(values, rows.c, strict=True)
    )


def _read(kind: sa.types.TypeEngine[Any], value: Any) -> Any:
    if isinstance(kind, UTCDateTime):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return date.fromisoformat(value) if isinstance(kind, sa.Date) else value
