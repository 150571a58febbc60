"""Tables that go out as CSV or for a spreadsheet, and lists that come in.

Cells keep their types, and no text is ever run as a formula. It knows rows and
cells, not features.
"""

from flask import Flask

from eventreg.tables.errors import UnreadableList
from eventreg.tables.reading import ReadList, ReadRow, read
from eventreg.tables.shapes import Cell, Column, Table
from eventreg.tables.writing import FORMATS, Format, write

__all__ = [
    "FORMATS",
    "Cell",
    "Column",
    "Format",
    "ReadList",
    "ReadRow",
    "Table",
    "UnreadableList",
    "init_app",
    "read",
    "write",
]


def init_app(_app: Flask) -> None:
    """Nothing to tie on: there are no pages and no models."""
