"""What a table is, whoever writes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

#: ``datetime`` without zone: the wall clock of whoever reads the table. A
#: ``Decimal`` keeps its places: an amount of money is ``1480.00`` everywhere.
Cell = str | int | float | Decimal | date | datetime | None


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
