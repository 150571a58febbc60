"""Staff are told when a line stands still although a seat is free."""

from datetime import timedelta
from typing import Any

import pytest
from flask_babel import force_locale

from eventreg import clock
from eventreg.registrations.states import State
from eventreg.registrations.stuck import stuck
from tests.factories import make_event, make_registration, pool_named
from tests.house import count_queries, text_of

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def english(app):
    """The words of the application in English."""
    with force_locale("en"):
        yield


SOON: dict[str, Any] = {"starts_in": timedelta(hours=2), "lasts": timedelta(hours=4)}
SHORT: dict[str, Any] = {"starts_in": timedelta(hours=3, minutes=30), "offer_hours": 48}
ONE = "1 person is waiting although a seat is free; nobody moves up by themselves: "
TWO = "2 people are waiting although a seat is free; nobody moves up by themselves: "


def make_stuck(people=2, **columns):
    event = make_event(**{"capacity": 1, "title": "Late", **SOON, **columns})
    for _ in range(people):
        make_registration(event, State.WAITLISTED)
    return event


def why(event):
    return stuck([event], clock.now()).get(event.id)


@pytest.mark.parametrize(
    ("columns", "people", "words"),
    [
        ({}, 2, f"{TWO}cut-off reached."),
        ({}, 1, f"{ONE}cut-off reached."),
        (SHORT, 2, f"{TWO}too little time for an offer."),
        (
            {"starts_in": timedelta(days=9), "line_paused": True},
            1,
            f"{ONE}line paused.",
        ),
        ({}, 0, None),
        ({"capacity": 0}, 2, None),
        ({"starts_in": timedelta(hours=-5)}, 2, None),
    ],
    ids=["two", "one", "too short", "paused", "nobody waits", "no seat free", "over"],
)
def test_a_line_beside_a_free_seat_says_why_it_stands_still(columns, people, words):
    assert why(make_stuck(people, **columns)) == words


def test_who_is_skipped_or_needs_a_full_contingent_waits_for_something_else():
    event = make_stuck(0, capacity=2, contingents={"Science": 0})
    make_registration(event, State.WAITLISTED, is_paused=True)
    make_registration(event, State.WAITLISTED, pools=[pool_named(event, "Science")])

    assert why(event) is None


@pytest.mark.parametrize("role", ["director", "office"])
def test_the_start_page_leads_to_the_line(client, sign_in, role):
    event = make_stuck()
    sign_in(role)

    told = client.get("/manage").page.select_one("main .standing")

    assert text_of(told) == (f"Late : {TWO}cut-off reached. Look at the waitlist Late")
    assert told.a["href"] == f"/manage/events/{event.slug}/waitlist"


def test_the_page_and_the_list_of_events_say_it(client, sign_in):
    event = make_stuck()
    sign_in()

    told = client.get(f"/manage/events/{event.slug}").page.select_one("main .standing")
    listed = client.get("/manage/events").page

    assert text_of(told) == f"{TWO}cut-off reached. Look at the waitlist"
    assert told.a["href"] == f"/manage/events/{event.slug}/waitlist"
    assert f"{TWO}cut-off reached." in text_of(listed.select_one("main tbody"))


def test_who_may_not_open_the_line_reads_it_without_a_link(client, sign_in):
    event = make_stuck()
    sign_in("travel_lead")

    told = client.get(f"/manage/events/{event.slug}").page.select_one("main .standing")

    assert told.a is None


def test_many_events_ask_the_same(client, sign_in):
    def asked():
        with count_queries() as queries:
            client.get("/manage")
            client.get("/manage/events")
        return len(queries)

    sign_in()
    make_stuck()
    one = asked()
    for _ in range(5):
        make_stuck()

    assert asked() == one
