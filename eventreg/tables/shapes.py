"""What a table is, whoever writes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

#: ``datetime`` without zone: the wall clock of whoever reads the table.
Cell = str | int | float | date | datetime | None


@dataclass(frozen=True)
class Column:
    """One column; ``width`` in characters, as a spreadsheet opens it."""

    heading: str
    width: int = 18


@dataclass(frozen=True)
class Table:
    """Rows under headings; rows may come one by one from the database."""

    #: Names the sheet.
    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
