"""Staff edit picture, agenda and speakers on pages of their own."""

import io
from datetime import datetime

import pytest

from eventreg.events import queries
from eventreg.events.states import EventState, Kind
from tests.factories import make_cover, make_entry, make_event, make_speaker
from tests.factories.files import PDF, picture
from tests.house import count_queries, text_of

POINT = {"starts_local": "2027-06-13T09:00", "ends_local": "", "title_en": "Welcome"}


@pytest.fixture(autouse=True)
def _office(sign_in):
    sign_in("office")


def part(event, name):
    return f"/manage/events/{event.slug}/edit/{name}"


def file(body=None, name="photo.jpg"):
    return (io.BytesIO(picture() if body is None else body), name)


def test_a_point_is_added_changed_and_removed(client):
    event = make_event(languages=["en", "tr"])

    client.post(part(event, "agenda/new"), data={**POINT, "title_tr": "Karşılama"})
    [entry] = queries.agenda(event)
    page = client.get(part(event, f"agenda/{entry.key}")).page
    typed = {**POINT, "title_tr": "", "place_en": "Hall"}
    typed["ends_local"] = "2027-06-13T10:00"
    client.post(part(event, f"agenda/{entry.key}"), data=typed)
    [changed] = queries.agenda(event)
    after = (changed.titles, changed.places, changed.ends_local)
    answer = client.post(part(event, f"agenda/{entry.key}/remove"))

    assert page.select_one("#title_tr")["value"] == "Karşılama"
    assert after == ({"en": "Welcome"}, {"en": "Hall"}, datetime(2027, 6, 13, 10))
    assert client.get(answer.location).flashes[-1] == "Removed."
    assert queries.agenda(event) == []


@pytest.mark.parametrize(
    ("typed", "status", "error"),
    [
        ({"title_en": " "}, 422, "Enter a title"),
        ({"starts_local": ""}, 422, "Enter when it starts"),
        ({"ends_local": "2027-06-13T09:00"}, 422, "The end must come after the start"),
        ({"starts_local": "0001-01-01T00:00"}, 409, "Choose a year from 2000 to 2100."),
        ({"title_en": "x" * 201}, 422, "Title: use 200 characters or fewer"),
    ],
)
def test_a_wrong_point_comes_back_as_it_was_typed(client, typed, status, error):
    event = make_event()

    answer = client.post(
        part(event, "agenda/new"), data={**POINT, "place_en": "Hall", **typed}
    )

    assert (answer.status_code, answer.errors) == (status, [error])
    assert answer.page.select_one("#place_en")["value"] == "Hall"
    assert queries.agenda(event) == []


def test_only_trips_ask_for_clocks(client):
    evening, trip = make_event(), make_event(kind=Kind.TRIP)

    asked = [
        len(client.get(part(event, "agenda/new")).page.select("select"))
        for event in (evening, trip)
    ]
    wrong = {"timezone": "Mars", "ends_timezone": ""}
    answer = client.post(part(trip, "agenda/new"), data={**POINT, **wrong})

    assert asked == [0, 2]
    assert answer.errors == ["Choose one of the options"]


def test_a_new_point_begins_where_the_last_one_ended(client):
    event = make_event(starts_local=datetime(2027, 6, 13, 9, 0))
    begins = []

    for _ in range(2):
        page = client.get(part(event, "agenda/new")).page
        begins.append(page.select_one("#starts_local")["value"])
        make_entry(event)

    assert begins == ["2027-06-13T09:00", "2027-06-13T09:30"]


def test_the_part_is_called_itinerary_on_trips(client):
    headings = [
        client.get(part(make_event(kind=kind), "agenda")).heading for kind in Kind
    ]

    assert headings == ["Agenda", "Agenda", "Itinerary"]


def test_a_speaker_is_added_with_a_picture_and_moved(client):
    event = make_event()
    make_speaker(event, "Ben")

    typed = {"name": "Ada", "role_en": "Chair", "picture": file()}
    client.post(part(event, "speakers/new"), data=typed)
    ada = queries.speakers(event)[1]
    seen = (ada.name, ada.roles, ada.picture.name)
    client.post(part(event, f"speakers/{ada.key}/up"))
    order = [speaker.name for speaker in queries.speakers(event)]
    client.post(part(event, f"speakers/{ada.key}/remove"))

    assert seen == ("Ada", {"en": "Chair"}, "photo.jpg")
    assert order == ["Ada", "Ben"]
    assert [speaker.name for speaker in queries.speakers(event)] == ["Ben"]


def test_a_picture_stays_until_it_is_taken_away(client):
    event = make_event()
    client.post(part(event, "speakers/new"), data={"name": "Ada", "picture": file()})
    [ada] = queries.speakers(event)
    address = part(event, f"speakers/{ada.key}")

    client.post(address, data={"name": "Ada B."})
    kept = queries.speakers(event)[0].picture
    client.post(address, data={"name": "Ada B.", "without_picture": "y"})

    assert kept is not None
    assert queries.speakers(event)[0].picture is None


def test_a_chosen_picture_outlives_a_mistake_elsewhere(client):
    event = make_event()

    wrong = client.post(
        part(event, "speakers/new"), data={"name": "", "picture": file(name="Ada.jpg")}
    )
    kept = wrong.page.select_one("[name=picture-kept]")["value"]
    client.post(part(event, "speakers/new"), data={"name": "Ada", "picture-kept": kept})

    assert wrong.errors == ["Enter a name"]
    hint = text_of(wrong.page.select_one("#picture-hint"))
    assert "Already chosen: Ada.jpg." in hint
    assert queries.speakers(event)[0].picture.token == kept


def test_the_picture_of_something_else_cannot_be_taken(client):
    event, other = make_event(), make_event()
    cover = make_cover(other)

    client.post(part(event, "picture"), data={"picture-kept": cover.token})

    assert event.cover is None


def test_a_cover_is_set_described_and_removed(client):
    event = make_event(languages=["en", "de"])

    client.post(
        part(event, "picture"),
        data={"picture": file(), "alt_en": "The harbour", "alt_de": "Der Hafen"},
    )
    alts = {text.language: text.cover_alt for text in event.texts}
    shown = client.get(part(event, "picture")).page.select_one("main img")
    answer = client.post(part(event, "picture/remove"))

    assert alts == {"en": "The harbour", "de": "Der Hafen"}
    assert shown["alt"] == "The harbour"
    assert event.cover is None
    assert client.get(answer.location).page.select("main img") == []


@pytest.mark.parametrize(
    ("body", "name", "error"),
    [
        (
            PDF,
            "a.pdf",
            "Choose a picture as PNG, JPEG or WebP of at most 30 megapixels",
        ),
        (b"", "a.jpg", "This file is empty. Choose another one."),
        (
            picture(size=(900, 900))[:-60],
            "a.png",
            "This picture is damaged. Save it again, or choose another one.",
        ),
    ],
    ids=["pdf", "empty", "damaged"],
)
def test_a_bad_picture_is_told_and_the_words_kept(client, body, name, error):
    event = make_event()

    answer = client.post(
        part(event, "picture"), data={"picture": file(body, name), "alt_en": "Harbour"}
    )

    assert (answer.status_code, answer.errors) == (422, [error])
    assert answer.page.select_one("#alt_en")["value"] == "Harbour"
    assert event.cover is None


def test_what_is_not_there_is_missing(client):
    event = make_event()
    entry = make_entry(make_event())

    for path in ("agenda/none", f"agenda/{entry.key}", "speakers/none"):
        assert client.get(part(event, path)).status_code == 404
    for path in ("agenda/none/remove", "speakers/none/up", "speakers/none/remove"):
        assert client.post(part(event, path)).status_code == 404


def test_a_cancelled_event_is_not_edited(client):
    event = make_event(state=EventState.CANCELLED)

    for path in ("picture", "agenda", "agenda/new", "speakers", "speakers/new"):
        assert client.get(part(event, path)).location == f"/manage/events/{event.slug}"


@pytest.mark.parametrize("name", ["agenda", "speakers"])
def test_the_lists_ask_the_same_for_one_and_for_thirty(client, name):
    few, many = make_event(), make_event()
    for event, count in ((few, 1), (many, 30)):
        for number in range(count):
            make_entry(event, f"Point {number}")
            make_speaker(event, f"Speaker {number}", position=number)
    client.get(part(few, name))

    with count_queries() as for_one:
        client.get(part(few, name))
    with count_queries() as for_thirty:
        client.get(part(many, name))

    assert len(for_thirty) == len(for_one)


@pytest.mark.parametrize("name", ["picture", "speakers/new"])
def test_which_pictures_are_taken_is_said_once(client, name):
    hints = client.get(part(make_event(), name)).page.select(".field__hint")

    said = " ".join(text_of(hint) for hint in hints)
    assert (said.count("WebP"), said.count("10")) == (1, 1)
