"""Staff copy an event, alone or as a series."""

from datetime import datetime

import pytest

from eventreg.events import queries
from eventreg.events.states import EventState
from tests.factories import make_event
from tests.house import text_of

TYPED = {"title_en": "Autumn evening", "starts_local": "2027-10-07T18:30"}
SERIES = {**TYPED, "rhythm": "weekday", "weeks": "2", "count": "3"}


@pytest.fixture(autouse=True)
def _office(sign_in):
    sign_in("office")


def starts():
    return [event.starts_local for event in queries.drafts()]


def copy_of(event):
    return f"/manage/events/{event.slug}/copy"


def series_of(event):
    return f"/manage/events/{event.slug}/copy/series"


@pytest.mark.parametrize("state", list(EventState))
def test_any_event_is_copied_with_one_date(client, state):
    event = make_event(title="Summer evening", state=state)

    page = client.get(copy_of(event)).page
    title = page.select_one("#title_en")["value"]
    answer = client.post(copy_of(event), data={**TYPED, "title_en": title})

    assert title == "Summer evening"
    assert answer.location == "/manage/events/summer-evening"
    shown = client.get(answer.location)
    assert shown.flashes == ["This is the copy: a draft, with all dates moved."]
    assert queries.by_slug("summer-evening").starts_local == datetime(
        2027, 10, 7, 18, 30
    )


def test_the_same_weekday_of_the_next_month_is_suggested(client):
    event = make_event(starts_local=datetime(2097, 6, 6, 18, 30))  # the first Thursday

    page = client.get(copy_of(event)).page

    assert page.select_one("#starts_local")["value"] == "2097-07-04T18:30"


def test_each_language_of_the_event_gets_its_title(client):
    event = make_event(languages=["de", "en"])

    client.post(copy_of(event), data={**TYPED, "title_de": "Herbstabend"})

    made = queries.by_slug("herbstabend")
    assert {text.language: text.title for text in made.texts} == {
        "de": "Herbstabend",
        "en": "Autumn evening",
    }


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"title_en": " "}, "Enter a title"),
        ({"title_en": "x" * 201}, "Title: use 200 characters or fewer"),
        ({"starts_local": ""}, "Enter when the event starts"),
        ({"starts_local": "soon"}, "Enter a date and time like 2027-06-17 19:30"),
        ({"starts_local": "0001-01-01T10:00"}, "Enter a year from 2000 to 2100"),
        (
            {"starts_local": "2027-03-28T02:30"},
            "The clocks skip this time that night: enter another one",
        ),
        (
            {"starts_local": "2026-01-05T18:30"},
            "This time has passed: enter one that is still to come",
        ),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_kept(client, typed, error):
    for address in (copy_of, series_of):
        answer = client.post(address(make_event()), data={**SERIES, **typed})

        assert (answer.status_code, answer.errors) == (422, [error])
        assert answer.page.select_one("#starts_local")["value"] == (
            typed.get("starts_local", SERIES["starts_local"])
        )
    assert starts() == []


def test_a_series_shows_its_dates_before_it_is_made(client):
    event = make_event()

    answer = client.post(series_of(event), data=SERIES)

    assert [text_of(li) for li in answer.page.select(".card li")] == [
        "Thu 7 October 2027, 18:30",
        "Thu 4 November 2027, 18:30",
        "Thu 2 December 2027, 18:30",
    ]
    assert starts() == []


def test_the_dates_that_were_shown_are_made_by_one_button(client):
    event = make_event()
    page = client.post(series_of(event), data=SERIES).page
    shown = page.select_one("[name=shown]")["value"]

    answer = client.post(
        series_of(event), data={**SERIES, "create": "1", "shown": shown}
    )

    assert starts() == [
        datetime(2027, m, d, 18, 30) for m, d in ((10, 7), (11, 4), (12, 2))
    ]
    assert client.get(answer.location).flashes == [
        "3 drafts are made. Publish each when it is ready."
    ]


def test_dates_that_were_never_shown_are_shown_first(client):
    event = make_event()
    shown = "2027-10-07T18:30:00"

    answer = client.post(
        series_of(event), data={**SERIES, "create": "1", "shown": shown}
    )

    assert (answer.status_code, len(answer.page.select(".card li"))) == (200, 3)
    assert starts() == []


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"count": "13"}, "Enter a whole number from 2 to 12"),
        ({"weeks": "0"}, "Enter a whole number from 1 to 26"),
        ({"rhythm": "daily"}, "Choose one of the options"),
        ({"rhythm": "last"}, "The first date is not in the last week of its month"),
    ],
)
def test_a_series_that_cannot_be_is_refused(client, typed, error):
    answer = client.post(series_of(make_event()), data={**SERIES, **typed})

    assert (answer.status_code, answer.errors) == (422, [error])


def test_months_without_such_a_day_are_explained(client):
    typed = {**SERIES, "starts_local": "2027-01-31T18:00", "rhythm": "date"}

    page = client.post(series_of(make_event()), data=typed).page

    assert [text_of(p) for p in page.select(".card .soft")] == [
        "February 2027 has no day 31: no event that month.",
        "April 2027 has no day 31: no event that month.",
    ]
