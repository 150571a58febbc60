"""The demo speaks each language all the way."""

import re
from datetime import date

import pytest

from eventreg.demo.programme import day_texts, trip_texts
from eventreg.demo.stage import read_texts
from eventreg.web.locale import LANGUAGES

pytestmark = pytest.mark.one_database

EVENTS = ("past", "evening", "workshop", "moved", "trip")


@pytest.fixture(scope="module")
def app(site):
    """No demo: the texts are read before one is loaded."""
    with site.app_context():
        yield site


@pytest.mark.parametrize(
    ("language", "point"),
    [
        ("de", ("Hafen und Logistikzentrum", "Hafen Ambarlı, Istanbul", "16 Plätze")),
        ("en", ("Port and logistics centre", "Port of Ambarlı, Istanbul", "16 seats")),
        ("tr", ("Liman ve lojistik merkezi", "Ambarlı Limanı, İstanbul", "16 kişi")),
    ],
)
def test_the_itinerary_names_places_in_the_readers_language(app, language, point):
    points = trip_texts(date(2027, 6, 13))["programme"]

    words = ("titles", "places", "texts")
    assert point in [tuple(p[name].get(language) for name in words) for p in points]


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
    points = trip_texts(first_day)["programme"]

    found = [
        (f"{p['starts_local']:%H:%M}", f"{p['ends_local']:%H:%M}")
        for p in points
        if "light " in p["titles"]["en"]
    ]
    assert found == [there, back]


@pytest.mark.parametrize("name", EVENTS[:3])
def test_an_agenda_fills_the_time_of_its_event(app, name):
    points = day_texts(name, date(2027, 6, 17))["programme"]

    texts = read_texts(name)
    assert f"{points[0]['starts_local']:%H:%M}" == texts["starts"]
    assert f"{points[-1]['ends_local']:%H:%M}" == texts["ends"]


@pytest.mark.parametrize("name", EVENTS)
def test_an_amount_and_its_euro_sign_stay_on_one_line(name):
    texts = read_texts(name)

    breakable = [
        found
        for language in LANGUAGES
        for found in re.findall(r"\d €", texts[language]["price"])
    ]

    assert breakable == []
