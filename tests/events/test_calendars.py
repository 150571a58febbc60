"""Calendar files, read as a calendar program would."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from eventreg.database import write_tx
from eventreg.events.states import EventState, Kind
from tests.factories import make_event, make_member, make_person


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


class TestOpening:
    """The entry that reminds of the day on which sign-up opens."""

    FILE = "/events/party/opening.ics"

    @pytest.fixture
    def event(self, clock_at):
        clock_at(datetime(2027, 3, 1, 12, tzinfo=UTC))
        return make_event(
            slug="party",
            title="Party",
            timezone="Europe/Istanbul",
            members_open_local=datetime(2027, 3, 22, 9),
            opens_local=datetime(2027, 3, 29, 9),
            starts_local=datetime(2027, 6, 17, 19, 30),
        )

    def test_it_is_one_entry_by_the_clock_of_the_event(self, client, event):
        calendar = read(client.get(self.FILE))

        (entry,) = calendar.walk("VEVENT")
        (zone,) = calendar.walk("VTIMEZONE")
        assert str(zone["tzid"]) == entry["dtstart"].params["tzid"] == event.timezone
        assert entry.start == datetime(2027, 3, 29, 6, tzinfo=UTC)
        assert entry.start.hour == 9
        assert entry.end - entry.start == timedelta(minutes=15)
        assert {name: str(entry[name]) for name in ("uid", "summary", "url")} == {
            "uid": "party-opening@localhost",
            "summary": "Sign-up opens: Party",
            "url": "http://localhost/events/party",
        }
        assert str(entry["description"]) == (
            "Sign-up opens on Mon 29 March 2027, 09:00 (local time in "
            "Istanbul, UTC+3), for members already on Mon 22 March 2027, 09:00 "
            "(local time in Istanbul, UTC+3)."
            "\n\nhttp://localhost/events/party"
        )

    def test_it_rings_before_and_does_not_make_the_hour_busy(self, client, event):
        (entry,) = read(client.get(self.FILE)).walk("VEVENT")

        (alarm,) = entry.walk("VALARM")
        assert alarm["trigger"].dt == timedelta(minutes=-10)
        assert str(entry["transp"]) == "TRANSPARENT"

    def test_another_day_is_the_same_entry(self, client, event):
        with write_tx():
            event.opens_local = datetime(2027, 4, 5, 9)
            event.opens_at = datetime(2027, 4, 5, 6, tzinfo=UTC)

        (entry,) = read(client.get(self.FILE)).walk("VEVENT")

        assert str(entry["uid"]) == "party-opening@localhost"
        assert entry.start == datetime(2027, 4, 5, 6, tzinfo=UTC)

    def test_a_signed_in_member_is_reminded_of_the_earlier_day(
        self, client, event, sign_in_member
    ):
        sign_in_member(make_person(make_member(), email="ada@example.org"))

        (entry,) = read(client.get(self.FILE)).walk("VEVENT")

        assert entry.start == datetime(2027, 3, 22, 6, tzinfo=UTC)

    @pytest.mark.parametrize(
        "columns",
        [
            {"opens_at": datetime(2027, 2, 1, tzinfo=UTC)},
            {"opens_at": None},
            {"state": EventState.CLOSED},
            {"state": EventState.CANCELLED},
        ],
        ids=["open", "always open", "closed", "cancelled"],
    )
    def test_where_nothing_opens_it_leads_to_the_event(self, client, event, columns):
        with write_tx():
            for name, value in columns.items():
                setattr(event, name, value)

        answer = client.get(self.FILE)
        page = client.get("/events/party").page

        assert (answer.status_code, answer.location) == (303, "/events/party")
        assert page.select("[href$='opening.ics']") == []

    def test_a_draft_keeps_the_day_to_itself(self, client, sign_in, event):
        with write_tx():
            event.state = EventState.DRAFT
        sign_in("office")

        assert client.get(self.FILE).status_code == 404
        assert client.get("/events/party").page.select("[href$='opening.ics']") == []
