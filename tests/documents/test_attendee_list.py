import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from eventreg.documents.attendee_list import (
    USUAL_COLUMNS,
    AttendeeGroup,
    AttendeeListValues,
    AttendeeRow,
    attendee_list_pdf,
)
from tests.documents.pdf_reader import (
    fonts_are_embedded,
    heads_of,
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
        kind="Attendee list",
        event="Network evening <b>Aachen</b>",
        when_and_where="Thu 17 June 2027, 19:30 · Coronation Hall",
        issued_on="1 June 2027",
        groups=[AttendeeGroup("", rows)],
        people=len(rows),
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


@pytest.mark.parametrize("repeats", range(1, 12))
def test_the_date_in_the_foot_stays_in_one_line(app, repeats):
    values = replace(make_list(people(1)), event="Network evening " * repeats)

    [page] = open_pdf(attendee_list_pdf(values, language="en"))

    foot = [line.replace("\xa0", " ") for line in text_of(page).splitlines()]
    assert sum("As of 1 June 2027" in line for line in foot) == 2


def test_a_word_longer_than_its_line_is_broken_where_its_language_allows_it(app):
    [short, *_] = people(1)
    rows = [replace(short, company="Straßenverkehrszulassungsordnungsangelegenheiten")]
    values = replace(make_list(rows), columns=("number", "name", "company", "role"))

    [page] = open_pdf(attendee_list_pdf(values, language="de"))

    assert "ordnungsangelegen-heiten" in squeezed(text_of(page))


def test_each_page_repeats_the_headings_and_counts_the_pages(app):
    pdf = open_pdf(attendee_list_pdf(make_list(people(60)), language="en"))

    texts = [text_of(page).replace("\xa0", " ") for page in pdf]
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


def test_heads_say_whether_they_stand_over_a_column_or_before_a_row(app):
    pdf = open_pdf(attendee_list_pdf(make_list(people(3)), language="en"))

    assert heads_of(pdf[0]) == ["Column"] * 5 + ["Row"] * 3


def test_groups_begin_on_a_page_of_their_own_with_their_heads(app):
    values = replace(
        make_list([]),
        groups=[AttendeeGroup("Harbour", people(2)), AttendeeGroup("Museum", [])],
        columns=("number", "name", "company", "role", "signature"),
        version="Version 2",
    )

    first, second = open_pdf(attendee_list_pdf(values, language="en"))

    assert "Harbour" in text_of(first)
    assert "Version 2" in text_of(first)
    assert "Signature" in text_of(first)
    assert "Museum" in text_of(second)
    assert "Nobody has a seat yet." in text_of(second)


@pytest.mark.full
@pytest.mark.parametrize("count", [1000, 5000])
def test_a_door_list_of_any_length_has_everybody_and_room_to_sign(app, count):
    rows = (people() * 5)[:count]
    values = replace(
        make_list(rows), columns=("number", "name", "company", "role", "signature")
    )

    pdf = open_pdf(attendee_list_pdf(values, language="en"))

    texts = [text_of(page) for page in pdf]
    assert all("Signature" in text for text in texts)
    everything = "\n".join(texts)
    assert [row.name for row in rows if not says(everything, row.name)] == []


@pytest.mark.parametrize(
    "columns",
    [USUAL_COLUMNS, ("number", "name", "company", "role", "signature")],
)
def test_the_number_of_the_thousandth_row_stays_in_one_line(app, columns):
    many = make_list([AttendeeRow(name="Zuse, Konrad")] * 1000)

    pdf = open_pdf(attendee_list_pdf(replace(many, columns=columns), language="en"))

    page = pdf[len(pdf) - 1].get_textpage()
    found = page.search("1000").get_next()
    assert found, "the last number is not on the last page"
    # The words alone do not tell: pdfium joins a number broken over two lines.
    start, length = found
    feet = [page.get_charbox(at)[1] for at in range(start, start + length)]
    assert max(feet) - min(feet) < 1
