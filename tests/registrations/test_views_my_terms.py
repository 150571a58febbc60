"""Which price and cancellation terms somebody reads and accepts with a seat."""

import pytest

from eventreg.database import write_tx
from eventreg.events.states import Kind
from eventreg.registrations.states import State, Why
from tests.factories import make_event, make_registration
from tests.house import text_of

TERMS = {"price": "450 euros", "terms": "Free until 1 May, then 50 %."}


@pytest.mark.parametrize(
    ("text", "said", "note"),
    [
        (TERMS, "Price and cancellation terms, version 1.", "terms 1"),
        ({"price": "450 euros"}, "Price and cancellation terms, version 1.", "terms 1"),
        ({}, "", ""),
    ],
    ids=["price and terms", "only a price", "neither"],
)
def test_the_version_is_shown_and_logged_where_there_is_one(client, text, said, note):
    event = make_event(kind=Kind.TRIP, offer_hours=72, text=text)
    ada = make_registration(event, State.OFFERED)

    page = client.get(f"/my/{ada.token}/accept").page
    client.post(f"/my/{ada.token}/accept", data={"terms_version": "1"})

    shown = text_of(page.main)
    assert bool(page.select("[name=terms_version]")) is bool(said)
    assert ("version" in shown, said in shown) == (bool(said), True)
    assert (ada.moves[-1].why, ada.moves[-1].note) == (Why.ACCEPTED, note)


def test_terms_that_came_while_the_page_was_open_are_read_first(client):
    event = make_event(kind=Kind.TRIP, offer_hours=72)
    ada = make_registration(event, State.OFFERED)
    with write_tx():
        event.text("en").terms = "Free until 1 May, then 50 %."

    response = client.post(f"/my/{ada.token}/accept")

    assert (response.status_code, ada.state) == (409, State.OFFERED)
    assert "Please read them once more" in response.errors[0]


def test_where_there_are_no_terms_an_old_page_still_accepts(client):
    event = make_event(kind=Kind.TRIP, offer_hours=72, terms_version=3)
    ada = make_registration(event, State.OFFERED)

    client.post(f"/my/{ada.token}/accept", data={"terms_version": "1"})

    assert (ada.state, ada.moves[-1].note) == (State.CONFIRMED, "")


@pytest.mark.parametrize(
    ("state", "text", "is_shown"),
    [
        (State.CONFIRMED, TERMS, True),
        (State.CONFIRMED, {}, False),
        (State.WAITLISTED, TERMS, False),
    ],
    ids=["has a seat", "there are none", "has no seat"],
)
def test_who_gives_a_seat_up_reads_what_it_costs(client, state, text, is_shown):
    event = make_event(kind=Kind.TRIP, offer_hours=72, text=text)
    ada = make_registration(event, state)

    shown = text_of(client.get(f"/my/{ada.token}/cancel").page.main)

    assert ("If you cancel: Free until 1 May" in shown) is is_shown
