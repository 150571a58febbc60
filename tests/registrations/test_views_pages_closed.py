"""Sign-up closes while somebody fills in a form page by page."""

import pytest

from eventreg.database import write_tx
from eventreg.events.states import EventState
from tests.factories import make_event, make_question, make_section
from tests.house import text_of
from tests.registrations.sending import ADA, everybody


@pytest.fixture
def event(app):
    """Asks on two pages."""
    event = make_event()
    for key in ("food", "trip"):
        section = make_section(event, key=key)
        make_question(event, key=f"q{key}", section_id=section.id)
    return event


def send(client, event, page="", **typed):
    return client.post(f"/events/{event.slug}/register{page}", data=typed)


def set_state(event, state):
    with write_tx():
        event.state = state


@pytest.mark.parametrize("way", ["sent", "opened"])
def test_each_page_says_at_once_that_sign_up_is_closed(client, event, way):
    send(client, event, **ADA, language="en")
    set_state(event, EventState.CLOSED)
    address = f"/events/{event.slug}/register"
    act = client.post if way == "sent" else client.get

    part, check = act(f"{address}/part/food"), act(f"{address}/check")

    assert (part.status_code, check.status_code) == (409, 409)
    assert {part.heading, check.heading} == {"Sign-up is closed"}
    assert any("is kept for a week" in text_of(p) for p in part.page.select("p"))
    assert everybody() == []


def test_what_was_typed_is_there_when_it_opens_again(client, event):
    send(client, event, **ADA, language="en")
    set_state(event, EventState.CLOSED)
    send(client, event, "/part/food", **{"answers-qfood": "Beans"})
    set_state(event, EventState.PUBLISHED)

    page = client.get(f"/events/{event.slug}/register/part/food").page

    assert page.select_one("#answers-qfood")["value"] == "Beans"


def test_the_first_page_says_so_above_what_was_typed(client, event):
    set_state(event, EventState.CLOSED)

    response = send(client, event, **ADA, language="en")

    assert (response.status_code, response.errors) == (409, ["Sign-up is closed."])
    assert response.page.select_one("#email")["value"] == ADA["email"]
    assert everybody() == []
