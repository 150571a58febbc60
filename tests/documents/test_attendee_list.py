import csv
import re
from pathlib import Path

import pytest

from eventreg.documents.attendee_list import (
    AttendeeListValues,
    AttendeeRow,
    attendee_list_pdf,
)
from tests.documents.pdf_reader import (
    fonts_are_embedded,
    language_of,
    open_pdf,
    says,
    squeezed,
    text_of,
)

PEOPLE = Path(__file__).parents[1] / "data" / "people.csv"


def people(count: int | None = None) -> list[AttendeeRow]:
    with PEOPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[:count]
    return [
        AttendeeRow(
            name=f"{row['family_name']}, {row['given_name']}",
            title=row["title"],
            company=row["company"],
            position=row["position"],
            country=row["country"],
            country_code=row["country"],
            role=row["role"],
        )
        for row in rows
    ]


def make_list(rows: list[AttendeeRow]) -> AttendeeListValues:
    return AttendeeListValues(
        event="Network evening <b>Aachen</b>",
        when_and_where="Thu 17 June 2027, 19:30 · Coronation Hall",
        issued_on="1 June 2027",
        rows=rows,
        counts=[("Guest", 2), ("Speaker", 1)],
    )


def test_head_says_event_day_of_issue_and_counts(app):
    pdf = open_pdf(attendee_list_pdf(make_list(people(3)), language="en"))

    lines = text_of(pdf[0]).splitlines()
    assert lines[:6] == [
        "Attendee list",
        "Network evening <b>Aachen</b>",
        "Thu 17 June 2027, 19:30 · Coronation Hall",
        "As of 1 June 2027",
        "3 people · Guest 2 · Speaker 1",
        "No. Name Company and position Country Role",
    ]
    assert pdf.get_metadata_value("Title") == (
        "Attendee list – Network evening <b>Aachen</b>"
    )


def test_each_page_repeats_the_headings_and_counts_the_pages(app):
    pdf = open_pdf(attendee_list_pdf(make_list(people(60)), language="en"))

    texts = [text_of(page) for page in pdf]
    assert len(pdf) > 2
    assert all("Company and position" in text for text in texts)
    foot = "Network evening <b>Aachen</b> · As of 1 June 2027"
    assert [foot in text for text in texts] == [True] * len(pdf)
    assert [
        f"Page {number} of {len(pdf)}" in texts[number - 1] for number in (1, 2)
    ] == [
        True,
        True,
    ]


@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_list_is_tagged_in_the_readers_language(app, language):
    pdf = open_pdf(attendee_list_pdf(make_list(people(3)), language=language))

    assert language_of(pdf) == language
    assert pdf.is_tagged()
    assert fonts_are_embedded(pdf)


def test_nobody_yet_is_a_sentence(app):
    pdf = open_pdf(attendee_list_pdf(make_list([]), language="en"))

    assert "Nobody has a seat yet." in text_of(pdf[0])


def test_long_names_wrap_inside_their_column(app):
    row = AttendeeRow(name="W" * 120, company="Firma", role="guest")

    pdf = open_pdf(attendee_list_pdf(make_list([row]), language="en"))

    assert "W" * 120 in squeezed(text_of(pdf[0]))
    assert "Firma" in text_of(pdf[0])


@pytest.mark.parametrize("count", [60, pytest.param(1000, marks=pytest.mark.full)])
def test_every_row_is_there_in_its_order(app, count):
    rows = people(count)

    pdf = open_pdf(attendee_list_pdf(make_list(rows), language="en"))

    text = "\n".join(text_of(page) for page in pdf)
    missing = [row.name for row in rows if not says(text, f"{row.name} {row.company}")]
    assert missing == []
    assert re.findall(r"^(\d+) \w", text, re.MULTILINE)[1:10] == list("123456789")


@pytest.mark.parametrize("length", range(8, 26, 3))
def test_a_degree_is_never_broken_at_its_hyphen(app, length):
    name = "W" * length
    row = AttendeeRow(name=name, title="Prof. Dr.-Ing. Dipl.-Kffr.", role="guest")

    pdf = open_pdf(attendee_list_pdf(make_list([row]), language="en"))

    lines = text_of(pdf[0]).splitlines()
    assert [line for line in lines if line.rstrip().endswith("-")] == []
    assert says(text_of(pdf[0]), f"{name}, Prof. Dr.-Ing. Dipl.-Kffr.")
