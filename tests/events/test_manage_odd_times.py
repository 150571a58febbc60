"""A point of the agenda outside of its event is told, and where to mend it."""

from datetime import datetime, timedelta

import pytest

from eventreg.events.states import EventState, Kind
from tests.factories import make_entry, make_event
from tests.house import text_of

START = datetime(2027, 6, 17, 18, 0)
END = START + timedelta(hours=3)
EARLY = "1 point of the agenda begins before the event: “Welcome”"


@pytest.fixture(autouse=True)
def _office(sign_in):
    sign_in("office")


def checks(client, event):
    page = client.get(f"/manage/events/{event.slug}").page
    found = {text_of(li): li for li in page.select(".checks li")}
    return {words: li for words, li in found.items() if "agenda" in words}


def event_with(starts, lasts=timedelta(minutes=30), **columns):
    event = make_event(starts_local=START, ends_local=END)
    make_entry(event, starts_local=starts, lasts=lasts, **columns)
    return event


@pytest.mark.parametrize(
    ("starts", "lasts", "told"),
    [
        (START - timedelta(minutes=1), None, [EARLY]),
        (START, END - START, []),
        (END, None, []),
        (
            END - timedelta(minutes=10),
            timedelta(minutes=11),
            ["1 point of the agenda ends after the event: “Welcome”"],
        ),
        (
            START + timedelta(days=4),
            None,
            ["1 point of the agenda ends after the event: “Welcome”"],
        ),
    ],
    ids=["before", "all of it", "at the end", "too long", "days after"],
)
def test_a_point_outside_of_the_event_is_told(client, starts, lasts, told):
    event = event_with(starts, lasts)

    assert list(checks(client, event)) == told


def test_its_line_leads_to_the_agenda_under_a_heading_that_is_true(client):
    event = event_with(START - timedelta(hours=1))

    page = client.get(f"/manage/events/{event.slug}").page
    [line] = checks(client, event).values()

    assert line.a["href"] == f"/manage/events/{event.slug}/edit/agenda"
    assert "Please look at this" in [text_of(h2) for h2 in page.select("h2")]


def test_of_many_points_the_first_are_named_in_order_of_time(client):
    event = make_event(state=EventState.DRAFT, starts_local=START, ends_local=END)
    for number in (2, 5, 1, 4, 3):
        make_entry(event, f"P{number}", starts_local=START - timedelta(hours=number))

    [told] = checks(client, event)

    assert told == (
        "5 points of the agenda begin before the event: “P5”, “P4”, “P3”, …"
    )


def test_points_on_other_clocks_are_named_in_order_of_time_too(client):
    event = make_event(state=EventState.DRAFT, starts_local=START, ends_local=END)
    early = START - timedelta(hours=1)
    make_entry(event, "Berlin", starts_local=early - timedelta(minutes=30))
    make_entry(event, "Kyiv", starts_local=early, timezone="Europe/Kyiv")

    [told] = checks(client, event)

    assert told.endswith(": “Kyiv”, “Berlin”")


@pytest.mark.parametrize(("language", "told"), [("de", "„P1“"), ("tr", "“P1”")])
def test_titles_stand_in_the_quotes_of_the_language(client, language, told):
    event = make_event(state=EventState.DRAFT, starts_local=START, ends_local=END)
    make_entry(event, "P1", starts_local=START - timedelta(hours=1))

    page = client.get(
        f"/manage/events/{event.slug}", headers={"Accept-Language": language}
    ).page

    assert [li for li in page.select(".checks li") if text_of(li).endswith(told)]


def test_an_hour_between_two_clocks_is_told_when_postponing(client):
    """In summer it is one hour between Istanbul and Berlin, in winter two."""
    event = make_event(
        kind=Kind.TRIP,
        timezone="Europe/Istanbul",
        starts_local=datetime(2027, 12, 16, 9, 0),
        ends_local=datetime(2027, 12, 16, 21, 0),
    )
    flight = datetime(2027, 12, 16, 7, 0)
    make_entry(event, starts_local=flight, timezone="Europe/Berlin")
    form = {"timezone": event.timezone, "ends_local": "", "place_name": "Istanbul"}

    before = checks(client, event)
    answer = client.post(
        f"/manage/events/{event.slug}/postpone",
        data=form | {"starts_local": "2028-06-15T08:00"},
    )
    flashes = client.get(answer.location).flashes

    assert list(before) == []
    assert flashes == ["The event is postponed.", EARLY]
