"""The letters of a list: guessed, shown, chosen; and rows with a lost mark."""

import pytest

from tests.house import text_of
from tests.people.lists import body_of
from tests.people.test_manage_imports import brought, rows

POLISH = "Vorname;Nachname;Firma\nMałgorzata;Kamińska;Łódź AG"
COLUMNS = {"column_0": "given_name", "column_1": "family_name", "column_2": "company"}


@pytest.fixture(autouse=True)
def office(sign_in):
    return sign_in("office")


def letters(page):
    return text_of(page.select_one("main p:has(a[href$='#encoding'])"))


def test_the_preview_shows_names_right_and_says_how_it_read_them(client):
    preview = client.get(brought(client, POLISH.encode("cp1250"))).page

    assert rows(preview)[0][1:3] == ["Małgorzata Kamińska", "Łódź AG"]
    assert "Letters: Central Europe (Windows-1250)." in letters(preview)


def test_other_letters_are_chosen_and_stay_chosen(client):
    at = brought(client, "Vorname;Nachname;Firma\nИван;Петров;Банк".encode("cp1251"))
    chosen = COLUMNS | {"encoding": "cp1251", "language": "de"}

    answer = client.post(f"{at}/columns", data=chosen)
    preview = client.get(answer.location).page
    again = client.get(f"{at}/columns").page

    assert rows(preview)[0][1:3] == ["Иван Петров", "Банк"]
    kept = again.select_one("#encoding option[selected]")
    assert kept["value"] == "cp1251"


def test_letters_that_nobody_has_come_back(client):
    at = brought(client, POLISH.encode())

    answer = client.post(f"{at}/columns", data=COLUMNS | {"encoding": "klingon"})

    assert answer.status_code == 422
    assert "Letters of the file: choose one" in text_of(answer.page)


def test_a_row_with_a_lost_quotation_mark_is_an_error_and_the_rest_is_read(client):
    head = "Vorname;Nachname;Firma"
    body = body_of(head, "Ada;Berg;A AG", 'Ben;"Clay;B AG', "Cyd;Dorn;C AG")

    preview = client.get(brought(client, body)).page

    assert [(row[0], row[3]) for row in rows(preview)] == [
        ("2", "New company"),
        ("3", "Error"),
        ("4", "New company"),
    ]
    assert rows(preview)[1][4] == (
        "A quotation mark is opened in this row and never closed. Correct it in the "
        "file, then choose the file once more."
    )
