"""A page of decisions that was opened before the end of an event, pressed after it."""

from datetime import timedelta

import pytest

from eventreg.registrations.states import State
from tests.factories import make_event
from tests.house import text_of
from tests.messages.deciding.conftest import press
from tests.messages.links import make_pending

OVER = "After its end nobody is given a seat, declined or cancelled any more"


@pytest.fixture
def ada(app):
    return make_pending(make_event(starts_in=timedelta(days=-2), needs_approval=True))


@pytest.mark.parametrize("act", ["approve", "onto-waitlist", "later"])
def test_no_button_decides_after_the_end(client, page, ada, letters, act):
    shown = press(client, page, ada, act)

    [said] = shown.flashes
    assert said.startswith(f"Ada Berg (Being considered): {OVER}")
    assert (ada.state, letters()) == (State.PENDING, [])


@pytest.mark.parametrize("act", ["decline", "ask"])
def test_the_pages_lead_back_and_say_so(client, page, ada, act):
    answer = client.get(f"{page}/{ada.reference}/{act}")

    [said] = client.get(answer.location).flashes
    assert said.startswith(f"This event is over. {OVER}")


@pytest.mark.parametrize(("act", "field"), [("decline", "text"), ("ask", "question")])
def test_what_was_written_there_is_kept(client, page, ada, letters, act, field):
    answer = client.post(f"{page}/{ada.reference}/{act}", data={field: "Dear Ada"})

    assert (answer.status_code, len(answer.errors)) == (409, 1)
    assert answer.page.select_one(f"#{field}").text.strip() == "Dear Ada"
    assert [text_of(each) for each in answer.page.select("main form button")] == []
    assert (ada.state, letters()) == (State.PENDING, [])
