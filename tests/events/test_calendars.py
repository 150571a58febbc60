"""Calendar files, read as a calendar program would."""

from datetime import UTC, datetime, timedelta

import icalendar

from eventreg.events.states import EventState, Kind
from tests.factories import make_event


def read(response):
    assert response.mimetype == "text/calendar"
    return icalendar.Calendar.from_ical(response.data)


def entries(response):
    return {str(entry["uid"]): entry for entry in read(response).walk("VEVENT")}


def test_an_event_is_one_entry_at_the_right_instant(client):
    make_event(
        slug="party",
        title="Party; with, commas",
        starts_local=datetime(2027, 6, 17, 19, 30),
        timezone="Europe/Istanbul",
        place_address="Street 1\n34000 Istanbul",
        text={"summary": "Come"},
    )

    calendar = read(client.get("/events/party/event.ics"))

    (entry,) = calendar.walk("VEVENT")
    assert (str(calendar["method"]), str(calendar["version"])) == ("PUBLISH", "2.0")
    assert {
        name: str(entry[name])
        for name in ("uid", "summary", "location", "url", "status", "description")
    } == {
        "uid": "party@localhost",
        "summary": "Party; with, commas",
        "location": "Haus der Wirtschaft, Street 1, 34000 Istanbul",
        "url": "http://localhost/events/party",
        "status": "CONFIRMED",
        "description": "Come\n\nhttp://localhost/events/party",
    }
    assert entry.start == datetime(2027, 6, 17, 16, 30, tzinfo=UTC)
    assert entry.end == datetime(2027, 6, 17, 19, 30, tzinfo=UTC)


def test_a_trip_says_where_it_goes_and_not_by_which_way(client):
    make_event(
        slug="trip",
        kind=Kind.TRIP,
        place_name="Istanbul · Bursa",
        place_address="Cologne (CGN) → Istanbul (IST) → Bursa",
    )

    (entry,) = read(client.get("/events/trip/event.ics")).walk("VEVENT")

    assert str(entry["location"]) == "Istanbul · Bursa"


def test_a_cancelled_event_takes_its_entry_back(client):
    make_event(slug="party", title="Party", state=EventState.CANCELLED, sequence=3)

    (entry,) = read(client.get("/events/party/event.ics")).walk("VEVENT")

    assert (str(entry["status"]), str(entry["summary"]), entry["sequence"]) == (
        "CANCELLED",
        "Cancelled: Party",
        3,
    )


def test_the_feed_holds_what_is_public_and_not_long_ago(client):
    make_event(slug="coming")
    make_event(slug="off", state=EventState.CANCELLED)
    make_event(slug="secret", state=EventState.DRAFT)
    make_event(slug="lately", starts_in=timedelta(days=-30))
    make_event(slug="long-ago", starts_in=timedelta(days=-300))

    found = entries(client.get("/calendar.ics"))

    assert set(found) == {"coming@localhost", "off@localhost", "lately@localhost"}


def test_an_entry_keeps_its_name_when_the_site_gets_another_address(
    client, app, sign_in
):
    sign_in("office")
    make_event(slug="party", state=EventState.DRAFT)
    app.config["PUBLIC_URL"] = "https://old.example.org"
    client.post("/manage/events/party/publish")

    app.config["PUBLIC_URL"] = "https://new.example.org"
    client.post("/manage/events/party/close")
    client.post("/manage/events/party/reopen")

    assert set(entries(client.get("/calendar.ics"))) == {"party@old.example.org"}


def test_an_empty_feed_is_still_a_calendar(client):
    assert entries(client.get("/calendar.ics")) == {}


def test_lines_are_folded_and_nothing_breaks_out_of_a_text(client):
    make_event(
        slug="long",
        title="Ü" * 150 + "\r\nATTENDEE:mailto:eve@example.org",
        text={"summary": "😀 \r\nEND:VEVENT\r\n" * 20},
    )

    response = client.get("/events/long/event.ics")

    (entry,) = read(response).walk("VEVENT")
    assert "attendee" not in entry
    assert all(len(line) <= 75 for line in response.data.split(b"\r\n"))


def test_the_feed_keeps_the_language_of_the_page_that_named_it(client):
    make_event()

    page = client.get("/", headers={"Accept-Language": "tr"}).page

    feeds = page.select("a[href*='calendar.ics'], link[href*='calendar.ics']")
    assert [feed["href"] for feed in feeds] == ["/calendar.ics?lang=tr"] * 2
