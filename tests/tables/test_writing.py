"""Tables as files: read back by others, cell by cell."""

import csv
import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from eventreg.tables import Column, Table, write

COLUMNS = [Column(name) for name in ("Name", "Number", "Birthday", "Signed up", "Code")]
ROWS = [
    ["Ayşe Yılmaz", 3, date(2027, 6, 17), datetime(2027, 6, 1, 18, 4), "00123"],
    ["王小明", 1.5, None, None, "+49 241 123456"],
    ['Müller & "Söhne"; GmbH', -2, None, None, "first\nsecond"],
]

#: What runs when a spreadsheet takes it for a formula.
RUNS = [
    '=HYPERLINK("http://evil.example/")',
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd",
    "@SUM(1)",
    "\t=1+1",
    "  =1+1",
    "\r=1+1",
]


def table(rows, columns=COLUMNS):
    return Table("Evening: list", columns, rows)


def sheet(body):
    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    return book.get_sheet_by_index(0).to_python()


def lines(body, delimiter):
    text = body.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_a_spreadsheet_keeps_the_types_of_its_cells():
    heads, first, second, third = sheet(write(table(ROWS), "xlsx", language="de"))

    assert heads == ["Name", "Number", "Birthday", "Signed up", "Code"]
    assert first == ROWS[0]
    assert second[:2] == ["王小明", 1.5]
    assert second[4] == "+49 241 123456"
    assert third[0] == 'Müller & "Söhne"; GmbH'
    assert third[4] == "first\nsecond"


def test_the_sheet_bears_a_name_that_is_allowed():
    body = write(Table("A/B [x]: " + "long " * 20, COLUMNS, []), "xlsx", language="de")

    [name] = CalamineWorkbook.from_filelike(io.BytesIO(body)).sheet_names
    assert len(name) <= 31
    assert name.startswith("A B x")


@pytest.mark.parametrize(
    ("language", "number"), [("de", "1,5"), ("tr", "1,5"), ("en", "1.5")]
)
def test_a_csv_for_excel_is_opened_by_a_double_click(language, number):
    body = write(table(ROWS), "excel-csv", language=language)

    assert body.startswith(b"\xef\xbb\xbf")
    _heads, first, second, third = lines(body, ";")
    assert first == ["Ayşe Yılmaz", "3", "2027-06-17", "2027-06-01 18:04", "00123"]
    assert second == ["王小明", number, "", "", "+49 241 123456"]
    assert third[4] == "first\nsecond"


def test_a_plain_csv_is_for_programs():
    body = write(table(ROWS), "csv", language="de")

    assert not body.startswith(b"\xef\xbb\xbf")
    assert lines(body, ",")[2][1] == "1.5"


@pytest.mark.parametrize("text", RUNS)
def test_no_csv_runs_a_text(text):
    for name, delimiter in (("excel-csv", ";"), ("csv", ",")):
        body = write(table([[text, None, None, None, ""]]), name, language="de")
        assert lines(body, delimiter)[1][0].startswith("'")


@pytest.mark.parametrize("text", RUNS)
def test_no_spreadsheet_runs_a_text(text):
    body = write(table([[text, None, None, None, ""]]), "xlsx", language="de")

    assert sheet(body)[1][0].strip() == text.strip()
    assert b"<f>" not in unpacked(body)


@pytest.mark.parametrize("text", ["+49 241 4352-420", "-12", "-1,5", "+49241"])
def test_figures_stay_as_they_are(text):
    body = write(table([[text, None, None, None, ""]]), "csv", language="de")

    assert lines(body, ",")[1][0] == text


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text(st.characters(codec=None)), min_size=5, max_size=5))
def test_whatever_was_typed_makes_a_file(cells):
    for name in ("xlsx", "excel-csv", "csv"):
        assert write(table([cells]), name, language="tr")


def test_rows_may_come_one_by_one():
    body = write(table(row for row in ROWS), "xlsx", language="de")

    assert len(sheet(body)) == 4


def unpacked(body):
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return b"".join(
            book.read(name) for name in book.namelist() if "worksheets" in name
        )
