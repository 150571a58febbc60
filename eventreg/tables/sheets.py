"""A table as a spreadsheet (XLSX) that keeps the types of its cells."""

import io
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from eventreg.tables.safety import clean
from eventreg.tables.shapes import Cell, Table

#: Most letters that a cell holds.
_LONGEST = 32_767
#: No name of a sheet may have these, nor more than 31 letters.
_ODD = re.compile(r"[\[\]:*?/\\']+")
#: A sheet ends there.
MOST_ROWS = 1_048_575


def as_xlsx(table: Table, _language: str) -> bytes:
    """The table on one sheet: headings stay in view and can be filtered by.

    Rows are written as they come and are not kept in memory.
    """
    # It takes 40 ms to import, and few requests need it.
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    sheet = book.add_worksheet(_sheet_name(table.title))
    bold = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    amount = book.add_format({"num_format": "#,##0.00"})
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, clean(column.heading)[:_LONGEST], bold)
    sheet.freeze_panes(1, 0)
    last = 0
    for last, row in enumerate(table.rows, start=1):
        for at, cell in enumerate(row):
            _put(sheet, last, at, cell, day=day, moment=moment, amount=amount)
    if table.columns:
        sheet.autofilter(0, 0, last, len(table.columns) - 1)
    book.close()
    return out.getvalue()


def _put(
    sheet: Any, row: int, at: int, cell: Cell, *, day: Any, moment: Any, amount: Any
) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        sheet.write_string(row, at, clean(cell)[:_LONGEST])
    elif isinstance(cell, datetime):
        sheet.write_datetime(row, at, cell, moment)
    elif isinstance(cell, date):
        sheet.write_datetime(row, at, cell, day)
    elif isinstance(cell, Decimal):
        sheet.write_number(row, at, float(cell), amount)
    else:
        sheet.write_number(row, at, cell)


def _sheet_name(title: str) -> str:
    plain = " ".join(_ODD.sub(" ", clean(title)).split())
    return plain[:31].strip() or "1"
