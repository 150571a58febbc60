"""Which forms a table is written in, and that none of them runs a text."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from eventreg.tables.safety import harmless
from eventreg.tables.shapes import Cell, Table
from eventreg.tables.sheets import as_xlsx

#: Languages whose spreadsheets read ``1.5`` as a date.
_COMMA = frozenset({"de", "tr"})
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


@dataclass(frozen=True)
class Format:
    """One form of file, and how it is called and sent."""

    name: str
    ending: str
    media_type: str
    write: Callable[[Table, str], bytes]


def write(table: Table, format_name: str, *, language: str) -> bytes:
    """The table as a file.

    :param format_name: a key of ``FORMATS``.
    :param language: of the reader's spreadsheet, for decimal marks.
    """
    return FORMATS[format_name].write(table, language)


def _for_excel(table: Table, language: str) -> bytes:
    """What a double click opens rightly: byte-order mark, semicolons, decimal comma."""
    comma = language in _COMMA
    return (_MARK + _csv(table, ";", comma=comma)).encode()


def _plain(table: Table, _language: str) -> bytes:
    """For programs: commas, decimal points, no mark."""
    return _csv(table, ",", comma=False).encode()


def _csv(table: Table, delimiter: str, *, comma: bool) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([harmless(column.heading) for column in table.columns])
    writer.writerows(_lines(table.rows, comma=comma))
    return out.getvalue()


def _lines(rows: Iterable[Sequence[Cell]], *, comma: bool) -> Iterator[list[str]]:
    for row in rows:
        yield [_said(cell, comma=comma) for cell in row]


def _said(cell: Cell, *, comma: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    text = repr(cell) if isinstance(cell, float) else str(cell)
    return text.replace(".", ",") if comma else text


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format(
            "xlsx",
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            as_xlsx,
        ),
        Format("excel-csv", "csv", "text/csv", _for_excel),
        Format("csv", "csv", "text/csv", _plain),
    )
}
