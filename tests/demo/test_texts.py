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


@pytest.mark.parametrize("name", EVENTS)
def test_an_amount_and_its_euro_sign_stay_on_one_line(name):
    texts = read_texts(name)

    breakable = [
        found
        for language in LANGUAGES
        for found in re.findall(r"\d €", texts[language]["price"])
    ]

    assert breakable == []
