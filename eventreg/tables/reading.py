"""A list that somebody exported somewhere: its headings and its rows, as text."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from eventreg.tables import decoding, encodings, workbooks
from eventreg.tables.errors import (
    MOST_BYTES,
    MOST_ROWS,
    EmptyList,
    ListTooLarge,
    NoHeadings,
    NoList,
    TooManyRows,
)

#: Rows among which the headings are looked for; above them stand titles and dates.
_TOP = 15
#: Our own exports put it before what a spreadsheet would run.
_APOSTROPHE = re.compile(r"'(?=\s*[=+\-@])")
_TOTAL = re.compile(
    r"(zwischen)?(summe|gesamt(summe|zahl)?|insgesamt|anzahl|total|sub ?total|"
    r"grand total|sum|count|toplam|genel toplam)\s*[:=]?",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[0-9 .,'%€$₺-]*")


@dataclass(frozen=True)
class ReadRow:
    """One row as it stands in the file; ``number`` as a spreadsheet counts."""

    number: int
    cells: tuple[str, ...]
    #: A quotation mark in it is never closed: where its cells end is a guess.
    is_broken: bool = False

    def cell(self, at: int | None) -> str:
        """Its text in that column; empty where the row is shorter."""
        return self.cells[at] if at is not None and at < len(self.cells) else ""


@dataclass(frozen=True)
class ReadList:
    """The rows below the headings; ``totals`` are the numbers of rows that count.

    ``encoding`` is how the letters were read; empty where the file says so itself.
    """

    headings: tuple[str, ...]
    rows: tuple[ReadRow, ...]
    totals: tuple[int, ...] = field(default=())
    encoding: str = ""

    @property
    def row_count(self) -> int:
        """How many rows stand below the headings; empty ones do not count."""
        return len(self.rows) + len(self.totals)


def read(
    body: bytes,
    *,
    is_heading: Callable[[str], bool] = lambda _text: False,
    encoding: str = "",
) -> ReadList:
    """What stands in a CSV or XLSX file, by its content and not by its name.

    Empty rows are left out, and so are those that only add up.

    :param is_heading: whether a text is known as a heading; tells the row of the
        headings from titles above it.
    :param encoding: of ``encodings.CHOICES``; empty: it is guessed.
    :raises UnreadableList: each way has a class of its own.
    """
    if len(body) > MOST_BYTES:
        raise ListTooLarge
    lines, encoding = _lines(body, encoding)
    found = _filled(lines)
    if not found:
        raise EmptyList
    head = _head(found, is_heading)
    below = found[head + 1 :]
    totals = tuple(row.number for row in below if _is_total(row))
    rows = tuple(row for row in below if row.number not in set(totals))
    if not rows:
        raise NoHeadings
    if len(rows) > MOST_ROWS:
        raise TooManyRows
    width = max(len(row.cells) for row in (found[head], *rows))
    headings = found[head].cells + ("",) * (width - len(found[head].cells))
    return ReadList(headings, rows, totals, encoding)


def _lines(body: bytes, encoding: str) -> tuple[Iterator[list[str]], str]:
    if body.startswith(workbooks.START):
        return workbooks.lines(body), ""
    if body.startswith((b"%PDF", b"\xd0\xcf\x11\xe0", b"PK")):
        raise NoList
    text, encoding = encodings.decoded(body, encoding)
    return decoding.lines(text), encoding


def _filled(lines: Iterable[Sequence[str]]) -> list[ReadRow]:
    """The rows in which anything stands."""
    return [
        ReadRow(number, tuple(map(_clean, cells)), isinstance(cells, decoding.Broken))
        for number, cells in enumerate(lines, start=1)
        if any(cell.strip() for cell in cells)
    ]


def _clean(cell: str) -> str:
    return _APOSTROPHE.sub("", cell.strip("\ufeff \t\r\n\xa0"), count=1)


def _head(rows: Sequence[ReadRow], is_heading: Callable[[str], bool]) -> int:
    """Where the headings stand: most known words, else the first full row."""
    top = rows[:_TOP]
    known = [sum(map(is_heading, row.cells)) for row in top]
    if max(known):
        return known.index(max(known))
    filled = [sum(map(bool, row.cells)) for row in top]
    return next(at for at, count in enumerate(filled) if 2 * count >= max(filled))


def _is_total(row: ReadRow) -> bool:
    """``Summe:`` and figures, and nothing that could be somebody."""
    texts = [cell for cell in row.cells if not _FIGURE.fullmatch(cell)]
    return len(texts) == 1 and _TOTAL.fullmatch(texts[0]) is not None
