"""Countries to choose from, in the reader's words and order."""

import pytest

from eventreg.people.forms.countries import countries
from eventreg.people.imports.cells import Cells
from eventreg.tables import ReadRow
from tests.factories import make_event


@pytest.mark.parametrize(
    ("language", "neighbours"),
    [
        ("de", ["Oman", "Österreich", "Pakistan"]),
        ("de", ["Afghanistan", "Ägypten", "Ålandinseln", "Albanien"]),
        ("en", ["Argentina", "Armenia", "Aruba"]),
        ("tr", ["Çekya", "Çin"]),
    ],
)
def test_countries_stand_where_the_reader_looks_for_them(language, neighbours):
    names = list(countries(language).values())
    at = names.index(neighbours[0])

    assert names[at : at + len(neighbours)] == neighbours


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("de", ["Deutschland", "Türkei"]),
        ("en", ["Germany", "Türkiye"]),
        ("tr", ["Türkiye", "Almanya"]),
    ],
)
def test_where_most_guests_come_from_stands_first(client, language, first):
    path = f"/events/{make_event().slug}/register"

    page = client.get(path, headers={"Accept-Language": language}).page

    groups = page.select("#country optgroup")
    assert [option.text for option in groups[0].select("option")] == first
    assert len(page.select('#country option[value="DE"]')) == 1
    assert page.select_one("#country > option")["value"] == ""


def test_all_languages_offer_the_same_countries():
    assert set(countries("de")) == set(countries("en")) == set(countries("tr"))


def test_no_country_is_a_choice_of_its_own():
    assert {"DE", "TR", "XK", "HK"} <= set(countries("en"))
    assert {"AQ", "EU", "UN", "ZZ", "001"} & countries("en").keys() == set()


def test_the_chosen_country_is_kept_when_the_form_comes_back(client):
    response = client.post(
        f"/events/{make_event().slug}/register", data={"country": "TR"}
    )

    chosen = response.page.select("#country option[selected]")
    assert [option["value"] for option in chosen] == ["TR"]


def test_nothing_in_the_form_cuts_what_is_typed(client):
    page = client.get(f"/events/{make_event().slug}/register").page

    assert page.select("[maxlength], [minlength], [pattern]") == []


@pytest.mark.parametrize("write", [str, str.lower], ids=["AE", "ae"])
def test_lists_may_name_every_country_by_its_code(write):
    codes = [code for code in countries("en") if code]

    understood = [
        Cells(ReadRow(1, (write(code),)), {"country": 0}).country() for code in codes
    ]

    assert understood == codes


def test_lists_may_name_countries_in_all_languages_and_as_people_say():
    said = ["Birleşik Arap Emirlikleri", "Vereinigte Arabische Emirate", "VAE", "uk"]

    read = [Cells(ReadRow(1, (each,)), {"country": 0}) for each in said]

    assert [cells.country() for cells in read] == ["AE", "AE", "AE", "GB"]
