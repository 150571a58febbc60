"""Lists as people export them: read whatever program wrote them, or refused."""

import io
import time
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from eventreg.tables import Column, ReadRow, Table, UnreadableList, read, write
from eventreg.tables.errors import (
    EmptyList,
    ListTooLarge,
    NoHeadings,
    NoList,
    TooManyRows,
)

DATA = Path(__file__).parents[1] / "data"
LIST = "Vorname;Nachname;Ort\r\nAyşe;Yılmaz;Köln\r\nJürgen;Müller;Düren\r\n"
ROWS = [("Ayşe", "Yılmaz", "Köln"), ("Jürgen", "Müller", "Düren")]


def is_heading(text):
    return text in {"Vorname", "Nachname", "Ort"}


def cells(body):
    return [row.cells for row in read(body, is_heading=is_heading).rows]


def workbook(rows):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
    return out.getvalue()


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in parts.items():
            file.writestr(name, body)
    return out.getvalue()


def with_sheet(xml):
    """A spreadsheet whose only sheet is this."""
    with zipfile.ZipFile(io.BytesIO(workbook([["a"]]))) as good:
        parts = {name: good.read(name) for name in good.namelist()}
    return packed(parts | {"xl/worksheets/sheet1.xml": xml})


def sheet_of(rows):
    start = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    )
    return f"{start}<sheetData>{rows}</sheetData></worksheet>"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1254"]
)
def test_letters_are_right_whatever_the_encoding(encoding):
    assert cells(LIST.encode(encoding)) == ROWS


def test_windows_western_letters_are_right():
    text = "Vorname;Ort\nJürgen;Düren – „West“\nZoë;Łódź".replace("Łódź", "Besançon")

    assert cells(text.encode("cp1252")) == [
        ("Jürgen", "Düren – „West“"),
        ("Zoë", "Besançon"),
    ]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_guessed(separator):
    assert cells(LIST.replace(";", separator).encode()) == ROWS


def test_the_separator_may_stand_inside_of_quoted_cells():
    body = b'Firma,Vorname\n"A; B; C",Ada\n"D; E; F",Ben\n'

    assert cells(body) == [("A; B; C", "Ada"), ("D; E; F", "Ben")]


def test_the_separator_may_be_said_as_excel_says_it():
    assert cells(b"sep=|\r\nVorname|Ort\r\nAda|A;B\r\n") == [("Ada", "A;B")]


def test_titles_above_the_headings_are_no_rows():
    body = f"Mitgliederliste;;\r\nStand: 1.6.2027;;\r\n;;\r\n{LIST}".encode()

    found = read(body, is_heading=is_heading)

    assert found.headings == ("Vorname", "Nachname", "Ort")
    assert [row.number for row in found.rows] == [5, 6]


def test_unknown_headings_are_the_first_full_row():
    assert read(b"List;;\nA;B;C\n1;2;3\n").headings == ("A", "B", "C")


def test_the_messy_list_gives_its_rows_and_no_more():
    found = read((DATA / "members-as-exported.csv").read_bytes())

    assert [row.number for row in found.rows] == [2, 3, 4, 5, 6, 7, 8, 9, 11]
    assert found.totals == (12,)
    assert found.rows[1].cells[6] == 'Müller & Söhne "Technik" GmbH'


def test_the_messy_list_in_windows_letters_reads_the_same():
    old, new = (
        read((DATA / f"members-as-exported{name}.csv").read_bytes())
        for name in ("-latin", "")
    )

    by_mail = {row.cell(4): row.cells for row in new.rows}
    assert [by_mail[row.cell(4)] for row in old.rows] == [r.cells for r in old.rows]


@pytest.mark.parametrize(
    "first", ["Summe", "Gesamt:", "TOTAL", "Toplam", "Zwischensumme"]
)
def test_rows_that_add_up_are_skipped(first):
    found = read(f"{LIST}{first};;11\r\n".encode(), is_heading=is_heading)

    assert (len(found.rows), found.totals) == (2, (4,))


def test_a_company_called_total_is_no_sum():
    body = b"Firma;Ort\nTotal;Paris\nSum Yazilim;Izmir\n"

    assert cells(body) == [("Total", "Paris"), ("Sum Yazilim", "Izmir")]


def test_a_formula_is_plain_text():
    assert cells(b"Vorname;Ort\n=1+1;@SUM(A1)\n") == [("=1+1", "@SUM(A1)")]


def test_what_we_exported_ourselves_comes_back_as_it_was():
    columns = [Column("Vorname"), Column("Ort")]
    rows = [["=1+1", "Köln"], ["O'Neil", "'s-Hertogenbosch"]]
    for form in ("xlsx", "excel-csv", "csv"):
        body = write(Table("List", columns, rows), form, language="de")
        assert cells(body) == [tuple(row) for row in rows]


def test_a_spreadsheet_gives_what_stands_in_its_cells():
    body = workbook([["Vorname", "Ort", "Zahl"], [], ["Ayşe", "00123", 52068]])

    found = read(body, is_heading=is_heading)

    assert found.rows == (ReadRow(3, ("Ayşe", "00123", "52068")),)


@pytest.mark.parametrize("body", [b"", b"  \r\n \r\n", b";;;\r\n;;;\r\n", workbook([])])
def test_an_empty_file_is_refused(body):
    with pytest.raises(EmptyList):
        read(body)


def test_headings_alone_are_refused():
    with pytest.raises(NoHeadings):
        read(b"Vorname;Nachname\r\n")


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.7\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"PK\x03\x04 and no more",
        packed({"word/document.xml": "<w/>"}),
        workbook([["a"]])[:-200],
        bytes(range(256)) * 40,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"a;b\n\x81\x8d\n",
        b"\xff\xfea",
        b'a;b\n"' + b"x" * 200_000,
    ],
    ids=["pdf", "xls", "zip", "docx", "cut", "bytes", "png", "gaps", "half", "quote"],
)
def test_what_is_no_list_is_refused(body):
    with pytest.raises(NoList):
        read(body)


def test_a_file_of_more_than_ten_megabytes_is_refused():
    with pytest.raises(ListTooLarge):
        read(b"a;b\n" + b"c;d\n" * (10 * 1024**2 // 4))


def test_a_list_without_an_end_is_refused():
    with pytest.raises(TooManyRows):
        read(b"a;b\n" + b"c;d\n" * 20_001)


def test_a_list_of_the_largest_size_is_read():
    assert len(read(b"a;b\n" + b"c;d\n" * 20_000).rows) == 20_000


def test_a_bomb_is_refused_before_it_is_unpacked():
    body = with_sheet(sheet_of("<row>" + " " * 110_000_000 + "</row>"))
    began = time.perf_counter()

    with pytest.raises(TooManyRows):
        read(body)

    assert len(body) < 1_000_000
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize(
    "rows",
    [
        '<row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row>',
        "<row><c r = 'ZZ1'><v>1</v></c></row>",
        '<row r="1048576"><c><v>1</v></c></row>',
    ],
    ids=["corner", "wide", "deep"],
)
def test_a_cell_in_the_last_corner_is_refused(rows):
    with pytest.raises(TooManyRows):
        read(with_sheet(sheet_of(rows)))


@settings(deadline=None, max_examples=200)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text('a;,"\n\r\t|=Summe 1', max_size=200).map(str.encode),
        st.binary(max_size=40).map(lambda noise: workbook([["a", "b"], [1]]) + noise),
        st.integers(0, 4000).map(lambda end: workbook([["a", "b"], [1, 2]])[:end]),
    )
)
def test_whatever_comes_is_a_list_or_is_refused_in_words(body):
    try:
        found = read(body)
    except UnreadableList:
        return

    assert all(any(row.cells) for row in found.rows)
    assert all(len(row.cells) <= len(found.headings) for row in found.rows)
