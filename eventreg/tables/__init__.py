"""Tables that go out as CSV or for a spreadsheet: cells keep their types, and no
text is ever run as a formula. It knows rows and cells, not features.
"""

from flask import Flask

from eventreg.tables.shapes import Cell, Column, Table
from eventreg.tables.writing import FORMATS, Format, write

__all__ = [
    "FORMATS",
    "Cell",
    "Column",
    "Format",
    "Table",
    "init_app",
    "write",
]


def init_app(_app: Flask) -> None:
    """Nothing to tie on: there are no pages and no models."""
