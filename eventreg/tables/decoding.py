"""Text files of tables: which letters the bytes mean, and what parts the cells."""

import csv
import io
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
#: Excel's own way of naming the separator, as the first line.
_NAMED = re.compile(r"sep=([^\w\s\"]|\t)\r?\n", re.IGNORECASE)
#: No text holds these; a file of another type nearly always does.
_NO_TEXT = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")
#: In these places Windows' Turkish letters stand, which its western code reads as
#: Icelandic: Ğ İ Ş ğ ı ş.
_ICELANDIC = frozenset("ÐÝÞðýþ")


def lines(body: bytes) -> Iterator[list[str]]:
    """The cells of each line, whatever program wrote them.

    :raises NoList: no text, or one that is no table.
    :raises TooManyRows: more rows or columns than anybody imports.
    """
    text = decoded(body)
    delimiter = _separator(text)
    if named := _NAMED.match(text):
        text = text[named.end() :]
    csv.field_size_limit(_LONGEST)
    # One more for the headings; empty rows and totals are not worth counting.
    most = 2 * MOST_ROWS
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for number, row in enumerate(rows):
            if number > most or len(row) > MOST_COLUMNS:
                raise TooManyRows
            yield row
    except csv.Error:
        raise NoList from None


def decoded(body: bytes) -> str:
    """The text: UTF-8 or UTF-16 as it says, else as Windows writes it.

    :raises NoList: bytes that are no text in any of these.
    """
    try:
        text = _decoded(body)
    except UnicodeDecodeError:
        raise NoList from None
    if _NO_TEXT.search(text):
        raise NoList
    return text


def _decoded(body: bytes) -> str:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16")
    if half := _bare_utf16(body[:400]):
        return body.decode(half)
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        western = body.decode("cp1252")
    return body.decode("cp1254") if _ICELANDIC & set(western) else western


def _bare_utf16(start: bytes) -> str:
    """The kind of UTF-16 without a mark: every other byte of most letters is 0."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) < len(start) // 6:
        return ""
    if even < odd // 4:
        return "utf-16-le"
    return "utf-16-be" if odd < even // 4 else ""


def _separator(text: str) -> str:
    """What parts the cells: gives most lines the same number of them, and most."""
    if named := _NAMED.match(text):
        return named.group(1)
    sample = "".join(text.splitlines(keepends=True)[:_SAMPLE])
    return max(SEPARATORS, key=lambda mark: _evenness(sample, mark))


def _evenness(sample: str, delimiter: str) -> tuple[int, int]:
    """How many lines have the usual number of cells, and that number."""
    try:
        rows = list(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))
    except csv.Error:
        return (0, 0)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return (0, 0)
    width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    return (count, width)
