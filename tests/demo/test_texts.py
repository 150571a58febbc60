"""The demo speaks each language all the way."""

import re
from datetime import date

import pytest

from eventreg.demo.programme import trip_texts
from eventreg.demo.stage import read_texts
from eventreg.web.locale import LANGUAGES

EVENTS = ("past", "evening", "workshop", "trip")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (
            "de",
            "- **10:00–12:00** Hafen und Logistikzentrum, Hafen Ambarlı (16 Plätze)",
        ),
        (
            "en",
            "- **10:00–12:00** Port and logistics centre, Port of Ambarlı (16 seats)",
        ),
        ("tr", "- **10.00–12.00** Liman ve lojistik merkezi, Ambarlı Limanı (16 kişi)"),
    ],
)
def test_the_programme_names_places_in_the_readers_language(app, language, line):
    description = trip_texts(date(2027, 6, 13))[language]["description"]

    assert line in description.splitlines()


@pytest.mark.parametrize(
    ("first_day", "there", "back"),
    [
        (date(2027, 6, 13), ("14:20", "18:35"), ("11:45", "14:00")),
        (date(2027, 2, 28), ("13:20", "18:35"), ("11:45", "13:00")),
        (date(2027, 3, 26), ("13:20", "18:35"), ("11:45", "14:00")),
    ],
    ids=["summer", "winter", "clocks change on the way"],
)
def test_flights_take_three_hours_and_a_quarter(app, first_day, there, back):
    lines = trip_texts(first_day)["en"]["description"].splitlines()

    found = [re.findall(r"\d\d:\d\d", line) for line in lines if "light " in line]
    assert found == [list(there), list(back)]


@pytest.mark.parametrize("name", EVENTS)
def test_an_amount_and_its_euro_sign_stay_on_one_line(name):
    texts = read_texts(name)

    breakable = [
        found
        for language in LANGUAGES
        for found in re.findall(r"\d €", texts[language]["price"])
    ]

    assert breakable == []
