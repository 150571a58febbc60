"""What visitors see of events."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from eventreg.database import write_tx
from eventreg.events.states import EventState, Kind, PoolKind
from tests.factories import make_entry, make_event, make_registration, pool_named
from tests.house import count_queries, text_of


def titles(response) -> list[str]:
    return [text_of(title) for title in response.page.select(".events h3")]


def facts(response) -> dict[str, str]:
    names = response.page.select(".facts dt")
    return {text_of(name): text_of(name.find_next("dd")) for name in names}


def test_the_list_shows_what_is_coming_by_month(client, clock_at):
    clock_at(datetime(2027, 5, 1, 12, 0, tzinfo=UTC))
    make_event(title="Later", starts_local=datetime(2027, 7, 1, 18, 0))
    make_event(title="Sooner", starts_local=datetime(2027, 6, 17, 18, 0))
    make_event(title="Over", starts_local=datetime(2027, 4, 1, 18, 0))
    make_event(title="Secret", state=EventState.DRAFT)

    response = client.get("/")

    months = [text_of(month) for month in response.page.select(".month h2")]
    assert (months, titles(response)) == (
        ["June 2027", "July 2027"],
        ["Sooner", "Later"],
    )


def test_past_events_stand_on_their_own_page_the_latest_first(client):
    make_event(title="Old", starts_in=timedelta(days=-60))
    make_event(title="Older", starts_in=timedelta(days=-90))
    make_event(title="Coming")

    assert titles(client.get("/?past=1")) == ["Old", "Older"]


def test_the_list_is_narrowed_to_one_kind(client):
    make_event(title="Trip", kind=Kind.TRIP)
    make_event(title="Evening")

    response = client.get("/?kind=trip")

    assert titles(response) == ["Trip"]
    chosen = response.page.select_one("nav.filters [aria-current]")
    assert text_of(chosen) == "Delegation trip"


@pytest.mark.parametrize("query", ["kind=gala", "kind=%00", "past=", "kind=a&kind=b"])
def test_nonsense_in_the_address_shows_everything(client, query):
    make_event(title="Evening")

    assert titles(client.get(f"/?{query}")) == ["Evening"]


def test_an_empty_list_says_so(client):
    response = client.get("/")

    empty = text_of(response.page.select_one(".empty"))
    assert empty == "Nothing is planned at the moment. Please come back soon."


def test_an_event_says_what_one_must_know(client):
    event = make_event(
        title="Trade with Türkiye",
        starts_local=datetime(2027, 6, 17, 19, 30),
        deadline_local=datetime(2027, 6, 10, 18, 0),
        place_address="Theaterstraße 55\n52062 Aachen",
        contact_email="office@example.org",
        organiser="Chamber",
        text={"summary": "Three reports.", "access": "Step-free", "price": "15 €"},
    )
    with write_tx():
        event.pool(PoolKind.EVENT).taken = 8

    response = client.get(f"/events/{event.slug}")

    assert response.heading == "Trade with Türkiye"
    assert facts(response) == {
        "When": "Thu 17 June 2027, 19:30 to 22:30",
        "Where": "Haus der Wirtschaft Theaterstraße 55 52062 Aachen "
        "See it on OpenStreetMap",
        "Price": "15 €",
        "Deadline": "Thu 10 June 2027, 18:00",
        "Access": "Step-free",
        "Organiser": "Chamber",
        "Questions to": "office@example.org",
    }
    assert (
        text_of(response.page.select_one(".seats"))
        == "12 seats left 8 of 20 seats taken"
    )
    assert response.page.select_one(".meter")["aria-label"] == "8 of 20 seats taken"
    assert response.page.select_one(".meter__taken")["width"] == "40.0"


def test_a_price_keeps_its_amount_on_one_line(client):
    event = make_event(text={"price": "1.760 € or € 25"})

    page = client.get(f"/events/{event.slug}").page
    price = page.find("dt", string="Price").find_next("dd")

    assert price.text == "1.760\N{NO-BREAK SPACE}€ or €\N{NO-BREAK SPACE}25"


def test_the_button_leads_to_the_form(client):
    event = make_event(needs_approval=True)

    response = client.get(f"/events/{event.slug}")

    buttons = response.page.select("a.button")
    assert [(text_of(a), a["href"]) for a in buttons] == [
        ("Apply", f"/events/{event.slug}/register")
    ]


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"state": EventState.CANCELLED}, "This event is cancelled."),
        ({"state": EventState.CLOSED}, "Sign-up is closed."),
        ({"starts_in": timedelta(days=-9)}, "This event is over."),
    ],
    ids=["cancelled", "closed", "over"],
)
def test_who_cannot_sign_up_reads_why_and_finds_no_button(client, columns, sentence):
    event = make_event(**columns)

    response = client.get(f"/events/{event.slug}")

    assert text_of(response.page.select_one(".standing")) == sentence
    assert response.page.select("a.button") == []


def test_a_foreign_clock_is_named(client):
    event = make_event(
        starts_local=datetime(2027, 6, 13, 14, 20),
        lasts=timedelta(days=5),
        timezone="Europe/Istanbul",
    )

    when = facts(client.get(f"/events/{event.slug}"))["When"]

    assert when == (
        "Sun 13 to Fri 18 June 2027 "
        "Start: Sun 13 June 2027, 14:20 (local time in Istanbul, UTC+3)"
    )


def test_a_trip_that_begins_at_home_says_when_by_its_own_clock(client):
    trip = make_event(
        timezone="Europe/Istanbul",
        starts_local=datetime(2027, 6, 13, 14, 20),
        ends_local=datetime(2027, 6, 18, 15, 0),
    )
    flight = datetime(2027, 6, 13, 13, 20)
    make_entry(trip, "Flight", starts_local=flight, timezone="Europe/Berlin")

    page = client.get(f"/events/{trip.slug}").page

    said = "Start: Sun 13 June 2027, 14:20 (local time in Istanbul, UTC+3)"
    assert said in text_of(page.select_one(".facts"))
    assert "(local time in Berlin, UTC+2) Flight" in text_of(page.main)


def test_a_text_that_is_missing_is_lent_from_the_first_language(client):
    event = make_event(languages=["de"], title="Sommerfest")

    page = client.get(f"/events/{event.slug}").page

    assert page.h1["lang"] == "de"
    assert page.html["lang"] == "en"


def test_each_text_is_lent_on_its_own(client):
    event = make_event(
        languages=["de", "en"], title="Fest", text={"summary": "Kurz gesagt"}
    )
    with write_tx():
        event.text("en").summary = ""

    page = client.get(f"/events/{event.slug}").page

    assert page.h1.get("lang") is None
    assert page.select_one(".lede")["lang"] == "de"


def test_what_was_typed_is_shown_as_text(client):
    typed = '<script>alert("x")</script> {{ 7*7 }}'
    event = make_event(
        title=typed, text={"summary": typed, "description": f"# {typed}\n\n{typed}"}
    )

    response = client.get(f"/events/{event.slug}")

    assert response.heading == typed
    assert text_of(response.page.select_one(".prose h2")) == typed
    data = json.loads(response.page.select_one("[type='application/ld+json']").string)
    assert data["name"] == typed


def test_a_draft_is_missing_for_visitors(client):
    event = make_event(state=EventState.DRAFT)

    answers = [
        client.get(f"/events/{event.slug}{rest}").status_code
        for rest in ("", "/event.ics")
    ]

    assert answers == [404, 404]


@pytest.mark.parametrize("slug", ["nothing", "%00", "%F0%9F%98%80", "a" * 3000])
def test_an_unknown_address_is_missing(client, slug):
    assert client.get(f"/events/{slug}").status_code == 404


def test_search_engines_read_time_place_and_state(client):
    event = make_event(
        slug="party",
        title="Party",
        starts_local=datetime(2027, 6, 17, 19, 30),
        state=EventState.CANCELLED,
    )

    page = client.get(f"/events/{event.slug}").page

    data = json.loads(page.select_one("[type='application/ld+json']").string)
    assert data == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Party",
        "url": "http://localhost/events/party",
        "startDate": "2027-06-17T19:30:00+02:00",
        "endDate": "2027-06-17T22:30:00+02:00",
        "eventStatus": "https://schema.org/EventCancelled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "inLanguage": ["en"],
        "location": {"@type": "Place", "name": "Haus der Wirtschaft"},
        "organizer": {"@type": "Organization", "name": "Business Network Aachen"},
        "maximumAttendeeCapacity": 20,
    }
    assert page.select_one("meta[property='og:title']")["content"] == "Party"


def test_the_link_for_taking_part_online_is_not_public(client):
    event = make_event(online_url="https://meet.example.org/secret")

    assert "meet.example.org" not in client.get(f"/events/{event.slug}").text


def test_the_event_page_asks_the_database_at_most_five_times(client):
    event = make_event(kind=Kind.TRIP, languages=["de", "en", "tr"])
    address = f"/events/{event.slug}"

    with count_queries() as statements:
        client.get(address)

    assert len(statements) <= 5


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_the_same_for_one_and_for_thirty(client, count):
    for number in range(count):
        make_event(starts_in=timedelta(days=number + 1), contingents={"Press": 3})

    with count_queries() as statements:
        client.get("/")

    assert len(statements) <= 4


@pytest.mark.parametrize(
    ("columns", "seats", "calendar"),
    [
        ({}, ["20 seats left"], 1),
        ({"state": EventState.CLOSED}, [], 1),
        ({"deadline_local": datetime(2026, 1, 2, 12, 0)}, [], 1),
        ({"state": EventState.CANCELLED}, [], 0),
        ({"starts_in": timedelta(days=-9)}, [], 0),
        ({"state": EventState.DRAFT}, ["20 seats left"], 0),
    ],
    ids=["open", "closed", "after the deadline", "cancelled", "over", "draft"],
)
def test_seats_and_calendar_are_offered_only_where_they_help(
    client, sign_in, columns, seats, calendar
):
    event = make_event(**columns)
    sign_in("director")

    page = client.get(f"/events/{event.slug}").page

    assert [text_of(left) for left in page.select(".seats strong")] == seats
    assert len(page.select("main a[href$='event.ics']")) == calendar


OPENS: dict[str, Any] = {
    "members_open_local": datetime(2027, 6, 1, 9, 0),
    "opens_local": datetime(2027, 6, 8, 9, 0),
    "starts_local": datetime(2027, 6, 17, 19, 30),
}


@pytest.mark.parametrize(
    ("now", "standing", "ways"),
    [
        (
            datetime(2027, 5, 30, tzinfo=UTC),
            "Sign-up opens on Tue 8 June 2027, 09:00, "
            "for members already on Tue 1 June 2027, 09:00.",
            ["Remind me in my calendar"],
        ),
        (
            datetime(2027, 6, 2, tzinfo=UTC),
            "For now members only. "
            "Sign-up opens for everybody on Tue 8 June 2027, 09:00.",
            ["Sign up"],
        ),
    ],
    ids=["nobody yet", "members"],
)
def test_page_and_list_say_who_can_sign_up_when(client, clock_at, now, standing, ways):
    clock_at(now)
    event = make_event(**OPENS)

    page = client.get(f"/events/{event.slug}").page

    assert text_of(page.select_one(".standing")) == standing
    assert [text_of(way) for way in page.select(".event__head .button")] == ways
    assert page.select(".event__head button[disabled]") == []
    assert standing in text_of(client.get("/").page.select_one(".events__standing"))


@pytest.mark.parametrize(
    ("now", "ways"),
    [
        (datetime(2027, 5, 24, tzinfo=UTC), []),
        (datetime(2027, 5, 30, tzinfo=UTC), ["Sign in as a member"]),
    ],
    ids=["long before", "soon"],
)
def test_members_are_led_to_sign_in_when_it_will_help_them_soon(
    client, clock_at, now, ways
):
    clock_at(now)
    event = make_event(**OPENS)

    page = client.get(f"/events/{event.slug}").page
    form = client.get(f"/events/{event.slug}/register").page

    for each in (page, form):
        links = each.select("main a[href$='/members/register'], main a[href*=member]")
        assert [text_of(link) for link in links] == ways


def test_a_postponed_event_says_from_when_it_was_moved(client, clock_at):
    clock_at(datetime(2027, 5, 30, tzinfo=UTC))
    before = datetime(2027, 6, 10, 17, 30, tzinfo=UTC)
    moved = make_event(**OPENS, previous_starts_at=before)
    other = make_event(**OPENS)

    when = client.get(f"/events/{moved.slug}").page.select_one(".event__facts dd")

    assert "New date, moved from Thu 10 June 2027, 19:30" in text_of(when)
    assert "moved from" not in client.get(f"/events/{other.slug}").text


def test_contingents_and_sessions_say_what_is_left(client):
    event = make_event(contingents={"Science": 1, "Press": 4}, sessions={"Robots": 1})
    make_registration(event, pools=[pool_named(event, "Science")])
    make_registration(event, pools=[pool_named(event, "Robots")])

    page = client.get(f"/events/{event.slug}").page
    line = client.get("/").page.select_one(".events__what")

    assert [text_of(group) for group in page.select(".event__facts .seats")[1:]] == [
        "You come as Science full Press 4 seats left "
        "Where all seats are taken there is a waitlist.",
        "Sessions Robots full",
    ]
    assert text_of(line.select("p")[-1]) == "Science : full · Press : 4 seats left"


def test_the_terms_of_cancelling_are_public(client):
    event = make_event(text={"terms": "Free until June"})

    assert facts(client.get(f"/events/{event.slug}"))["If you cancel"] == (
        "Free until June"
    )
