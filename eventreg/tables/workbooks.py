"""Spreadsheets (XLSX) that somebody hands over: read, and not trusted."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import IO

from eventreg.tables.decoding import MOST_COLUMNS
from eventreg.tables.errors import MOST_ROWS, NoList, TooManyRows

START = b"PK\x03\x04"
#: Unpacked, all parts together; the largest honest list has a third of it.
_MOST_UNPACKED = 100 * 1024**2
_PIECE = 1024**2
#: Where a cell or row says that it stands: ``<c r="AB12">``.
_PLACE = re.compile(
    rb"""<(?:\w+:)?(?:c|row)\s(?:[^<>]*\s)?r\s*=\s*["']([A-Za-z]{0,9})([0-9]{1,19})["']"""
)
#: So long a tag may be that stands across two pieces.
_ACROSS = 500


def lines(body: bytes) -> Iterator[list[str]]:
    """The cells of each row of the first sheet that holds anything, as text.

    Formulas give what was calculated last.

    :raises NoList: no spreadsheet of this kind, or damaged.
    :raises TooManyRows: unpacked it would take more room than there is.
    """
    _check(body)
    # It takes 20 ms to import, and few requests need it.
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
        for number in range(len(book.sheet_names)):
            rows = book.get_sheet_by_index(number).to_python(skip_empty_area=False)
            if rows:
                yield from ([_said(cell) for cell in row] for row in rows)
                return
    except (CalamineError, PasswordError, ValueError, OSError):
        raise NoList from None


def _check(body: bytes) -> None:
    """Unpack piece by piece, before anything unpacks it whole.

    A small file can hold gigabytes of zeros, or one cell in the last corner of a
    sheet, for which the reader would make room for all that stand before it.
    """
    room = _MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            if len(packed.infolist()) > 1000:
                raise TooManyRows
            for part in packed.infolist():
                with packed.open(part) as unpacked:
                    room -= _size(unpacked, room)
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        OSError,
        EOFError,
        RuntimeError,
        NotImplementedError,
    ):
        raise NoList from None


def _size(unpacked: IO[bytes], room: int) -> int:
    """Bytes of one part; any may be a sheet, as others say where these stand."""
    size, rest = 0, b""
    while piece := unpacked.read(_PIECE):
        size += len(piece)
        if size > room:
            raise TooManyRows
        _check_places(rest + piece)
        rest = piece[-_ACROSS:]
    return size


def _check_places(xml: bytes) -> None:
    for letters, row in set(_PLACE.findall(xml)):
        if int(row) > 2 * MOST_ROWS or _column(letters) > MOST_COLUMNS:
            raise TooManyRows


def _column(letters: bytes) -> int:
    """``AB`` as 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _said(cell: object) -> str:
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, (datetime, date, time)):
        return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    return str(cell)
