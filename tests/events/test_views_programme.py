"""What visitors see of picture, agenda and speakers."""

from datetime import datetime, timedelta

import pytest

from eventreg.database import write_tx
from eventreg.events.states import EventState, Kind
from tests.factories import (
    make_cover,
    make_entry,
    make_event,
    make_speaker,
    make_upload,
)
from tests.house import count_queries, text_of

NINE = datetime(2027, 6, 13, 9, 0)


def page_of(client, event, query=""):
    return client.get(f"/events/{event.slug}{query}").page


def test_a_trip_shows_its_itinerary_by_day_with_the_clock(client):
    trip = make_event(
        kind=Kind.TRIP,
        timezone="Europe/Istanbul",
        starts_local=NINE,
        lasts=timedelta(days=2),
    )
    make_entry(trip, "Chamber", starts_local=NINE + timedelta(days=1), texts="Talks")
    make_entry(trip, "Welcome", places="Harbour")

    agenda = page_of(client, trip).select_one(".agenda")

    assert text_of(agenda) == (
        "Itinerary Local time in Istanbul, unless another city is named. "
        "Sun 13 June 2027 09:00–09:30 Welcome Harbour "
        "Mon 14 June 2027 09:00–09:30 Chamber Talks"
    )
    assert agenda.select_one("time")["datetime"] == "2027-06-13T09:00"


def test_words_that_a_language_lacks_are_marked(client):
    event = make_event(languages=["de", "en"])
    entry = make_entry(event, "Begrüßung")
    make_speaker(event, "Ada", roles={"de": "Vorsitz"}, company="Klug AG")
    with write_tx():
        entry.titles = {"de": "Begrüßung"}

    page = page_of(client, event)

    assert page.select_one(".agenda strong")["lang"] == "de"
    assert page.select_one(".faces span")["lang"] == "de"
    assert text_of(page.select_one(".faces .soft")) == "Vorsitz , Klug AG"


def test_a_page_without_agenda_and_speakers_says_nothing_of_them(client):
    page = page_of(client, make_event())

    assert page.select(".agenda, .speakers, .cover") == []


def test_the_cover_is_shown_on_page_and_list(client):
    event = make_event(text={"cover_alt": "The harbour"})
    cover = make_cover(event)

    image = page_of(client, event).select_one("img.cover")
    listed = client.get("/").page.select_one(".events__picture")

    assert image["src"] == f"/events/{event.slug}/pictures/{cover.token}.jpg"
    assert (image["alt"], image["width"], image["height"]) == (
        *("The harbour", "160"),
        "80",
    )
    assert (listed["alt"], listed["loading"]) == ("", "lazy")


def test_pictures_are_kept_for_ever_and_tell_nothing(client):
    event = make_event()
    cover = make_cover(event)

    answer = client.get(f"/events/{event.slug}/pictures/{cover.token}.jpg")

    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers


def test_pictures_of_a_draft_are_for_staff(client, sign_in):
    event = make_event(state=EventState.DRAFT)
    address = f"/events/{event.slug}/pictures/{make_cover(event).token}.jpg"

    for_visitors = client.get(address).status_code
    sign_in("office")
    answer = client.get(address)

    assert (for_visitors, answer.status_code) == (404, 200)
    assert answer.headers["Cache-Control"] == "private, max-age=3600"


def test_a_picture_belongs_to_its_event(client):
    event, other = make_event(), make_event()
    face = make_upload()
    make_speaker(event, picture_id=face.id)
    loose = make_upload()

    statuses = [
        client.get(f"/events/{slug}/pictures/{token}.jpg").status_code
        for slug, token in (
            (event.slug, face.token),
            (other.slug, face.token),
            (event.slug, loose.token),
            (event.slug, "0" * 32),
        )
    ]

    assert statuses == [200, 404, 404, 404]


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_as_often_however_long_it_is(client, count):
    event = make_event(kind=Kind.TRIP, languages=["de", "en", "tr"])
    make_cover(event)
    for number in range(count):
        make_entry(event, f"Point {number}")
        make_speaker(event, position=number, picture_id=make_upload().id)

    address = f"/events/{event.slug}"

    with count_queries() as statements:
        client.get(address)

    assert len(statements) <= 5
