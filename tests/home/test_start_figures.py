"""The start page in numbers: offers that end, texts, today, sign-ups by day."""

from datetime import UTC, datetime, timedelta

import pytest

from eventreg import clock
from eventreg.database import write_tx
from eventreg.events.states import EventState, Kind
from eventreg.home.figures import sign_ups, today
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.house import count_queries, text_of

NOON = datetime(2027, 3, 10, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now(app, clock_at):
    return clock_at(NOON)


def start(client):
    return client.get("/manage").page


def offer(event, hours):
    ends_at = clock.now() + timedelta(hours=hours)
    return make_registration(event, State.OFFERED, offer_expires_at=ends_at)


def test_offers_that_end_within_two_days_are_said(client, sign_in):
    trip = make_event(title="Trip", starts_in=timedelta(days=30))
    for hours in (47, 20, 49):
        offer(trip, hours)
    sign_in("office")

    [said] = start(client).select(".standing")

    assert text_of(said).startswith(
        "Trip : 2 offers end soon and are not accepted yet, the first at Thu"
    )
    assert said.a["href"] == (f"/manage/events/{trip.slug}/registrations?state=offered")


def test_an_offer_that_ended_or_runs_long_needs_nobody(client, sign_in):
    trip = make_event(starts_in=timedelta(days=30))
    for hours in (-1, 49):
        offer(trip, hours)
    sign_in()

    assert start(client).select(".standing") == []


def test_a_published_event_without_its_texts_is_named(client, sign_in):
    event = make_event(title="Bare")
    make_event(title="Draft", state=EventState.DRAFT)
    sign_in("office")

    [item] = start(client).select("section[aria-labelledby=lacking] li")

    assert text_of(item).startswith("Bare : ")
    assert "The description is missing." in text_of(item)
    assert item.a["href"] == f"/manage/events/{event.slug}"


def test_what_is_missing_are_whole_sentences(client, sign_in):
    event = make_event()
    with write_tx():
        event.languages = ["en", "de", "tr"]
    sign_in("office")

    [item] = start(client).select("section[aria-labelledby=lacking] li")

    assert text_of(item).endswith(
        "German text missing: English is shown. Turkish text missing: English is shown."
    )


def test_a_draft_without_its_texts_is_named_at_the_drafts(client, sign_in):
    event = make_event(title="Bare", state=EventState.DRAFT)
    sign_in("office")

    page = start(client)

    [item] = page.select("section[aria-labelledby=lacking-drafts] li")
    assert text_of(item).startswith("Bare : ")
    assert "The description is missing." in text_of(item)
    assert item.a["href"] == f"/manage/events/{event.slug}"
    assert page.select("section[aria-labelledby=lacking]") == []


@pytest.mark.parametrize("role", ["director", "office", "travel_lead", "desk"])
def test_everybody_reads_what_is_on_today(client, sign_in, role):
    evening = make_event(title="Evening", capacity=5, starts_in=timedelta(hours=5))
    make_event(title="Tomorrow", starts_in=timedelta(hours=30))
    for state in (State.CONFIRMED, State.OFFERED, State.WAITLISTED, State.CANCELLED):
        make_registration(evening, state)
    sign_in(role)

    card = start(client).select_one("section[aria-labelledby=today]")

    assert [text_of(link) for link in card.select("a")] == ["Evening"]
    assert text_of(card.select("p")[-1]) == (
        "2 people come · 1 stands in line · 3 seats left"
    )


def test_the_travel_lead_counts_sign_ups_of_trips_only(client, sign_in):
    evening = make_event(title="Evening", starts_in=timedelta(hours=5))
    trip = make_event(title="Trip", kind=Kind.TRIP, starts_in=timedelta(hours=6))
    for event in (evening, evening, trip):
        make_registration(event)
    sign_in("travel_lead")

    page = start(client)

    assert [text_of(a) for a in page.select("main .people__name")] == ["Trip"]
    assert page.select_one("svg.chart")["aria-label"] == (
        "1 sign-up, at most 1 in a day"
    )


def test_the_desk_sees_no_sign_ups(client, sign_in):
    make_registration(make_event())
    sign_in("desk")

    assert start(client).select("svg.chart") == []


def test_today_is_by_the_clock_of_the_place(clock_at):
    clock_at(datetime(2027, 3, 10, 22, 30, tzinfo=UTC))
    early = make_event(timezone="Europe/Istanbul", starts_in=timedelta(hours=9))
    late = make_event(timezone="Europe/Berlin", starts_in=timedelta(hours=9))

    found = today([early, late], clock.now()).answer()

    assert [each.event.id for each in found] == [early.id]


def test_sign_ups_are_counted_by_day_without_unconfirmed_forms():
    event = make_event()
    for days in (0, 0, 1, 27, 28):
        at = NOON - timedelta(days=days)
        make_registration(event, submitted_at=at)
    make_registration(event, State.UNVERIFIED)

    drawn = sign_ups().answer()

    counts = {day.day.isoformat(): day.count for day in drawn.days if day.count}
    assert counts == {"2027-02-11": 1, "2027-03-09": 1, "2027-03-10": 2}
    assert [day.height for day in drawn.days[-2:]] == [30, 60]


def test_without_a_sign_up_nothing_is_drawn(client, sign_in):
    sign_in()

    assert sign_ups().answer() is None
    assert start(client).select("svg.chart") == []


def test_more_offers_and_people_cost_no_more_queries(client, sign_in):
    evening = make_event(starts_in=timedelta(hours=5), capacity=60)
    offer(evening, 3)
    sign_in()
    with count_queries() as one:
        client.get("/manage")
    for _ in range(29):
        offer(evening, 3)

    with count_queries() as thirty:
        client.get("/manage")

    assert len(thirty) == len(one)
