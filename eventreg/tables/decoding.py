"""Text files of tables: what parts the cells, and where a row ends."""

import csv
import re
from collections import Counter
from collections.abc import Iterator

from eventreg.tables.errors import MOST_ROWS, NoList, TooManyRows

SEPARATORS = ";,\t|"
#: Longest cell; more is a quotation mark that nobody closed.
_LONGEST = 100_000
MOST_COLUMNS = 200
#: Lines by which the separator is judged.
_SAMPLE = 50
#: So many rows may be broken before the file is no table.
_MOST_BROKEN = 200
#: Excel's own way of naming the separator, as the first line.
_NAMED = re.compile(r"sep=([^\w\s\"]|\t)\r?\n", re.IGNORECASE)
#: Not ``splitlines``, for which letters end a line that no table has there.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


class Broken(list[str]):
    """The cells of a row in which a quotation mark is opened and never closed."""


def lines(text: str) -> Iterator[list[str]]:
    """The cells of each row, whatever program wrote them.

    :raises NoList: no table.
    :raises TooManyRows: more rows or columns than anybody imports.
    """
    delimiter = _separator(text)
    if named := _NAMED.match(text):
        text = text[named.end() :]
    # One more for the headings; empty rows and totals are not worth counting.
    most = 2 * MOST_ROWS
    for number, row in enumerate(_rows(_LINE.findall(text), delimiter)):
        if number > most or len(row) > MOST_COLUMNS:
            raise TooManyRows
        yield row


def _rows(written: list[str], delimiter: str) -> Iterator[list[str]]:
    """Rows of one line or more; a mark that nobody closes ends with its line."""
    csv.field_size_limit(_LONGEST)
    at, broken = 0, 0
    while at < len(written):
        rest = (written[each] for each in range(at, len(written)))
        reader = csv.reader(rest, delimiter=delimiter, strict=True)
        used = 0
        try:
            for row in reader:
                used = reader.line_num
                yield row
            return
        except csv.Error:
            is_one_line = reader.line_num == used + 1
        at += used
        row = _leniently(written[at], delimiter)
        if not is_one_line or _is_open(written[at]):
            broken += 1
            row = Broken(row)
        if broken > _MOST_BROKEN:
            raise NoList
        yield row
        at += 1


def _leniently(line: str, delimiter: str) -> list[str]:
    try:
        return [
            cell.rstrip("\r\n")
            for cell in next(csv.reader([line], delimiter=delimiter))
        ]
    except csv.Error:
        raise NoList from None


def _is_open(line: str) -> bool:
    return line.count('"') % 2 == 1


def _separator(text: str) -> str:
    """What parts the cells: gives most lines the same number of them, and most."""
    if named := _NAMED.match(text):
        return named.group(1)
    sample = _LINE.findall(text[:_LONGEST])[:_SAMPLE]
    return max(SEPARATORS, key=lambda mark: _evenness(sample, mark))


def _evenness(sample: list[str], delimiter: str) -> tuple[int, int]:
    """How many lines have the usual number of cells, and that number."""
    try:
        rows = list(_rows(sample, delimiter))
    except NoList:
        return (0, 0)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return (0, 0)
    width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    return (count, width)
