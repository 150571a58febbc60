"""The page of what an event writes, and of its reminders."""

import pytest

from eventreg.events.states import EventState, Kind
from eventreg.messages import queries
from eventreg.messages.rules import Before
from tests.factories import make_event
from tests.house import text_of


@pytest.fixture(autouse=True)
def _office(sign_in):
    sign_in("office")


def page_of(event):
    return f"/manage/events/{event.slug}/messages"


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        (Kind.EVENING, ["24 hours before"]),
        (Kind.WORKSHOP, ["24 hours before"]),
        (Kind.TRIP, ["7 days before", "24 hours before"]),
    ],
)
def test_each_kind_reminds_as_suits_it(client, kind, facts):
    page = client.get(page_of(make_event(kind=kind))).page

    assert [text_of(dt) for dt in page.select("main dt")] == facts


def test_the_page_of_the_event_leads_there(client):
    event = make_event()

    page = client.get(f"/manage/events/{event.slug}").page

    assert page.select_one(f'a[href="{page_of(event)}"]') is not None


def test_reminders_are_switched_each_by_itself(client):
    event = make_event()

    answer = client.post(f"{page_of(event)}/reminders", data={"week": "y"})

    assert queries.chosen(event) == {Before.WEEK}
    assert client.get(answer.location).flashes == ["The reminders are saved."]


def test_without_any_the_page_says_so(client):
    event = make_event()
    client.post(f"{page_of(event)}/reminders", data={"week": ""})

    page = client.get(page_of(event)).page

    assert "Nobody is reminded of the date." in text_of(page.select_one("main"))


def test_an_event_that_is_not_there_has_no_such_page(client):
    assert client.get("/manage/events/nothing/messages").status_code == 404
    assert client.get("/manage/events/nothing/messages/reminders").status_code == 404


@pytest.mark.every_case
@pytest.mark.parametrize(
    ("state", "said"),
    [
        (EventState.PUBLISHED, "Whoever is confirmed is reminded by itself:"),
        (
            EventState.CANCELLED,
            "This event is cancelled: nothing is sent by itself any more. Nobody is "
            "reminded or thanked.",
        ),
    ],
    ids=str,
)
def test_an_event_that_is_off_promises_no_reminder(client, state, said):
    page = client.get(page_of(make_event(state=state))).page

    part = page.select("main .part")[2]
    assert text_of(part.select_one("p")) == said
    is_off = state is EventState.CANCELLED
    assert (part.select("dt") == [], part.select("a") == []) == (is_off, is_off)


def test_reminders_of_an_event_that_is_off_are_not_saved(client):
    event = make_event(state=EventState.CANCELLED)

    answer = client.post(f"{page_of(event)}/reminders", data={"week": "y"})

    assert answer.status_code == 409
    assert queries.chosen(event) == {Before.DAY}
