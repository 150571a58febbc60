"""The pages on which a list of members comes in."""

import io

import pytest
import sqlalchemy as sa

from eventreg.database import db
from eventreg.people.imports.models import ListImport
from eventreg.people.models import Company, Person
from tests.factories import make_import, make_list, make_person
from tests.house import count_queries, text_of
from tests.people.lists import LATIN, MESSY, body_of, make_sectors

START = "/manage/members/import"


def file_of(body, name="list.csv"):
    return {"file": (io.BytesIO(body), name)}


def rows(page):
    return [
        [text_of(cell) for cell in row.select("th, td")]
        for row in page.select("tbody tr")
    ]


def seen(page):
    return page.select_one("[name=seen]")["value"]


def brought(client, body):
    """The address of a list that was handed over."""
    answer = client.post(START, data=file_of(body))
    assert answer.status_code == 303
    return answer.location.removesuffix("/columns")


@pytest.mark.parametrize("file", [MESSY, LATIN], ids=["utf-8", "latin"])
def test_columns_are_guessed_and_shown_with_what_they_hold(client, sign_in, file):
    sign_in("office")

    page = client.get(brought(client, file.read_bytes()) + "/columns").page

    chosen = {
        text_of(label): text_of(page.select_one(f"#{label['for']} option[selected]"))
        for label in page.select("label[for^=column]")
    }
    assert chosen == {
        "Anrede": "Form of address",
        "Titel": "Academic title",
        "Vorname": "Given name",
        "Nachname": "Family name",
        "E-Mail": "E-mail address",
        "Telefon": "Phone",
        "Firma": "Company",
        "Branche": "Sector",
        "Länder": "Works with",
        "Ort": "City",
        "Web": "Website",
    }
    assert "Jürgen" in text_of(page.select_one("#column_2-hint"))


def test_as_many_rows_are_read_as_the_preview_lists(client, sign_in):
    sign_in("office")
    at = brought(client, MESSY.read_bytes())

    columns = client.get(f"{at}/columns").page
    preview = client.get(at).page

    assert "has 10 rows" in text_of(columns.select_one(".lede"))
    assert len(rows(preview)) == 10


def test_a_list_is_read_corrected_looked_at_and_imported(client, sign_in):
    sign_in("office")
    at = brought(client, body_of("Wer;Wo;Mail", "Ada;Ada AG;ada@example.org"))

    fields = {"column_0": "family_name", "column_1": "company", "column_2": "email"}
    columns = client.post(f"{at}/columns", data=fields | {"language": "tr"})
    preview = client.get(columns.location)
    done = client.post(at, data={"seen": seen(preview.page)})

    assert rows(preview.page) == [
        ["2", "Ada ada@example.org", "Ada AG", "New company", "–"]
    ]
    assert done.status_code == 303
    assert client.get(at).heading == "Import done"
    ada = db.session.scalars(sa.select(Person)).one()
    assert (ada.family_name, ada.email, ada.language) == (
        "Ada",
        "ada@example.org",
        "tr",
    )


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        (
            {"column_0": "email", "column_1": "email"},
            "Choose “E-mail address” for one column only",
        ),
        ({"column_0": "email"}, "Say which column holds the names"),
        ({"column_0": "x"}, "Vorname: choose one of the answers in the list"),
        ({}, "Say which column holds the names"),
    ],
)
def test_wrong_columns_come_back(client, sign_in, fields, error):
    sign_in("office")
    at = brought(client, body_of("Vorname;Nachname", "Ada;King"))

    nothing = {"column_0": "", "column_1": "", "language": "de"}
    answer = client.post(f"{at}/columns", data=nothing | fields)

    assert (answer.status_code, answer.errors) == (422, [error])


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"", "There is nothing in this file but empty rows. Choose another one."),
        (
            b"%PDF-1.7",
            "This file cannot be read as a list: it is of another kind, or damaged. "
            "Save the list as XLSX or CSV and choose that file.",
        ),
        (
            b"x" * 200_001,
            "This file is larger than 10 MB. Save only the rows and columns that are "
            "needed, then try again.",
        ),
        (
            b"Name\n" + b"Ada\n" * 2001,
            "This list reaches further than 2 000 rows or 200 "
            "columns. Copy the rows that are needed into a new file, or make several "
            "files of it.",
        ),
    ],
    ids=["empty", "pdf", "large", "long"],
)
def test_a_bad_file_is_refused_in_words(client, sign_in, monkeypatch, body, error):
    monkeypatch.setattr("eventreg.tables.reading.MOST_BYTES", 200_000)
    sign_in("office")

    answer = client.post(START, data=file_of(body))

    assert (answer.status_code, answer.errors) == (422, [error])


def test_no_file_is_asked_for(client, sign_in):
    sign_in("office")

    answer = client.post(START, data={})

    assert (answer.status_code, answer.errors) == (422, ["Choose a file"])


def test_the_preview_can_be_narrowed_to_what_went_wrong(client, sign_in):
    make_sectors()
    sign_in("office")
    at = brought(client, MESSY.read_bytes())

    page = client.get(f"{at}?show=error").page

    assert [row[0] for row in rows(page)] == ["6", "7"]
    assert [text_of(link) for link in page.select("nav.filters a")] == [
        "All 10",
        "New company 6",
        "Double 1",
        "Error 2",
        "Skipped 1",
    ]


def test_a_preview_that_is_outdated_is_shown_again(client, sign_in):
    sign_in("office")
    at = brought(client, body_of("Name;E-Mail", "Ada;ada@example.org"))
    old = seen(client.get(at).page)
    make_person(given_name="", family_name="Ada", email="ada@example.org")

    answer = client.post(at, data={"seen": old})

    assert (answer.status_code, len(answer.errors)) == (409, 1)
    assert rows(answer.page)[0][3] == "Stays as it is"


def test_two_people_import_the_same_list_at_once(client, sign_in):
    """The second sees the first one's people as known, and nobody is there twice."""
    sign_in("office")
    body = body_of("Name;E-Mail;Firma", "Ada;ada@example.org;Ada AG")
    one, other = brought(client, body), brought(client, body)
    pages = [client.get(at).page for at in (one, other)]

    answers = [
        client.post(at, data={"seen": seen(page)}).status_code
        for at, page in zip((one, other), pages, strict=True)
    ]

    assert answers == [303, 409]
    assert db.session.scalar(sa.select(sa.func.count(Company.id))) == 1


def test_pressing_twice_imports_once(client, sign_in):
    sign_in("office")
    at = brought(client, body_of("Name;E-Mail", "Ada;ada@example.org"))
    digest = seen(client.get(at).page)

    client.post(at, data={"seen": digest})
    again = client.post(at, data={"seen": digest})

    assert again.heading == "Import done"
    assert db.session.scalar(sa.select(sa.func.count(Person.id))) == 1


def test_the_result_names_what_was_left_out(client, sign_in):
    make_sectors()
    list_import = make_import(MESSY.read_bytes())
    sign_in("office")

    page = client.get(f"{START}/{list_import.code}").page

    assert [row[:3] for row in rows(page)] == [
        ["4", "Jürgen Müller", "Double"],
        ["6", '=HYPERLINK("http://evil.example/") Test', "Error"],
        ["7", "Marie-Luise Leutheusser-Schnarrenberger", "Error"],
        ["12", "–", "Skipped"],
    ]


def test_an_import_is_undone_from_its_page(client, sign_in):
    list_import = make_import()
    sign_in("office")

    answer = client.post(f"{START}/{list_import.code}/undo")

    assert answer.status_code == 303
    assert client.get(answer.location).heading == "Import undone"
    assert db.session.scalar(sa.select(sa.func.count(Person.id))) == 0


def test_undoing_names_what_stays(client, sign_in):
    list_import = make_import()
    ada = db.session.scalars(sa.select(Person)).one()
    sign_in("office")
    data = {"given_name": "Ada", "family_name": "Berg", "language": "de"}
    client.post(f"/manage/people/{ada.reference}/change", data=data)

    client.post(f"{START}/{list_import.code}/undo")

    assert rows(client.get(f"{START}/{list_import.code}").page) == [
        ["2", "Person: Ada Berg", "was changed since"],
        ["2", "Company: Ada AG", "is needed elsewhere by now"],
    ]


def test_a_list_is_thrown_away(client, sign_in):
    list_import = make_list()
    sign_in("office")

    client.post(f"{START}/{list_import.code}/discard")

    assert db.session.scalar(sa.select(sa.func.count(ListImport.id))) == 0


@pytest.mark.parametrize("role", ["travel_lead", "desk"])
def test_others_may_not_import(client, sign_in, role):
    list_import = make_list()
    sign_in(role)

    assert client.get(START).status_code == 403
    assert client.post(f"{START}/{list_import.code}").status_code == 403
    if role == "travel_lead":
        assert client.get("/manage/members").page.select(f"[href='{START}']") == []


def test_a_company_may_be_called_import(client, sign_in):
    make_import(body_of("Firma", "Import"))
    sign_in("office")

    company = db.session.scalars(sa.select(Company)).one()

    assert company.slug == "import-2"
    assert client.get(f"/manage/members/{company.slug}").heading == "Import"


def test_a_preview_costs_no_more_queries_for_more_rows(client, sign_in):
    make_person(email="ada@example.org")
    sign_in("office")
    head = "Vorname;Nachname;E-Mail;Firma"
    lines = [f"Ada{n};King;ada{n}@example.org;Company {n}" for n in range(30)]
    one = brought(client, body_of(head, lines[0]))
    many = brought(client, body_of(head, *lines))

    with count_queries() as with_one:
        client.get(one)
    with count_queries() as with_many:
        client.get(many)

    assert len(with_many) == len(with_one)
