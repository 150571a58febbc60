"""Which price and cancellation terms somebody reads and accepts with a seat."""

import pytest

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
    assert ("version" in shown, said in shown) == (bool(said), True)
    assert (ada.moves[-1].why, ada.moves[-1].note) == (Why.ACCEPTED, note)
