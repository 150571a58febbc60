"""What the clock allows staff to do with an event, and what it lets them read."""

from datetime import datetime, timedelta

import pytest
from flask_babel import force_locale

from eventreg.events.shown import zone_choices
from eventreg.events.states import EventState
from tests.factories import make_event, make_registration
from tests.house import text_of


@pytest.fixture(autouse=True)
def office(sign_in):
    return sign_in("office")


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_over_cannot_be_cancelled(client, letters, method):
    event = make_event(starts_in=timedelta(days=-3))
    make_registration(event, email="ada@example.org")

    answer = getattr(client, method)(f"/manage/events/{event.slug}/cancel")

    assert (event.state, letters()) == (EventState.PUBLISHED, [])
    if method == "get":
        assert answer.location == f"/manage/events/{event.slug}"
    else:
        assert (answer.status_code, answer.errors) == (
            409,
            ["This event is over, so it can no longer be cancelled."],
        )


def test_while_only_members_can_sign_up_staff_read_that(client):
    event = make_event(
        starts_local=datetime(2027, 6, 1, 18, 0),
        members_open_local=datetime(2026, 1, 1, 9, 0),
        opens_local=datetime(2027, 5, 1, 9, 0),
    )
    words = (
        "For now members only. Sign-up opens for everybody on Sat 1 May 2027, 09:00."
    )

    page = client.get(f"/manage/events/{event.slug}").page

    assert text_of(page.select_one(".standing-line")) == f"Published {words}"
    cells = client.get("/manage/events").page.select("main tbody td")
    assert text_of(cells[-1]) == words


@pytest.mark.parametrize(
    ("language", "cities"),
    [
        ("de", ["Rom", "São Paulo", "Seoul"]),
        ("tr", ["Dubai", "İstanbul", "Kahire"]),
        ("tr", ["Stokholm", "Şanghay", "Tokyo"]),
    ],
)
def test_clocks_stand_in_the_order_of_the_alphabet(app, language, cities):
    with force_locale(language):
        names = list(zone_choices().values())

    at = names.index(cities[0])
    assert names[at : at + 3] == cities
