"""Messy lists come in through a real browser."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_account, make_event, make_import, make_list
from tests.people.lists import LATIN, MESSY, make_sectors
from tests.registrations.lists import brought
from tests.turns import in_turn

START = "/manage/members/import"


@pytest.fixture
def ole(app):
    """Ole of the office, who reads English."""
    make_sectors()
    return make_account(language="en")


@pytest.mark.parametrize(
    ("file", "rows", "script"), [(MESSY, 6, True), (LATIN, 4, False)]
)
def test_a_messy_list_comes_in_and_is_taken_back(ole, open_page, file, rows, script):
    page = open_page("/manage/members", as_=ole, script=script)
    page.get_by_role("link", name="Import a list").click()
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Read the list").click()

    expect(page.get_by_label("Länder")).to_have_value("countries")
    page.get_by_role("button", name="Show what would happen").click()

    page.get_by_role("link", name="Error").click()
    expect(page.get_by_role("rowheader")).to_have_count(2)
    page.get_by_role("button", name=f"Import {rows} rows").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Import done")
    page.get_by_role("link", name="All members").click()
    expect(page.get_by_role("rowheader")).to_have_count(rows)
    page.go_back()
    page.get_by_role("link", name="Undo the import").click()
    page.get_by_role("button", name="Undo the import").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Import undone")
    page.get_by_role("link", name="All members").click()
    expect(page.get_by_role("rowheader")).to_have_count(0)


def test_a_file_that_is_no_list_moves_focus_to_the_summary(ole, open_page):
    page = open_page(START, as_=ole)

    page.get_by_label("File").set_input_files(
        {"name": "list.xlsx", "mimeType": "text/plain", "buffer": b"%PDF-1.7"}
    )
    page.get_by_role("button", name="Read the list").click()

    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="This file cannot be read as a list").click()
    expect(page.get_by_label("File")).to_be_focused()


@pytest.mark.parametrize(
    ("page_of", "width", "dark"),
    in_turn(
        ["", "columns", "open", "done", "undo", "event"], [(360, True), (1280, False)]
    ),
)
def test_there_are_no_barriers(ole, open_page, axe, page_of, width, dark):
    messy = MESSY.read_bytes()
    event = make_event(contingents={"Science": 5})
    path = {
        "": lambda: START,
        "columns": lambda: f"{START}/{make_list(messy).code}/columns",
        "open": lambda: f"{START}/{make_list(messy).code}",
        "done": lambda: f"{START}/{make_import(messy).code}",
        "undo": lambda: f"{START}/{make_import(messy).code}/undo",
        "event": lambda: (
            f"/manage/events/{event.slug}/registrations/import/"
            f"{brought(event).code}/columns"
        ),
    }[page_of]()
    page = open_page(path, as_=ole, width=width, dark=dark)

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [360, 1280])
def test_a_word_longer_than_its_column_is_broken(ole, open_page, width):
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtenverband"
    body = f"First name;Last name;E-mail;Company\nAda;{word};ada@example.org;{word}\n"
    event = make_event()
    code = brought(event, body.encode()).code

    page = open_page(
        f"/manage/events/{event.slug}/registrations/import/{code}",
        as_=ole,
        width=width,
    )

    assert page.get_by_role("table").inner_text().count(word) == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= width
