"""The form before sign-up opens, and after it has closed."""

from datetime import UTC, datetime, timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import write_tx
from eventreg.events import services as events
from eventreg.events.states import EventState
from tests.factories import make_event
from tests.house import text_of
from tests.registrations.sending import send as sign_up


@pytest.mark.parametrize(
    ("columns", "heading"),
    [
        ({"state": EventState.CLOSED}, "Sign-up is closed"),
        ({"state": EventState.CANCELLED}, "This event is cancelled"),
        ({"starts_in": timedelta(days=-2)}, "This event is over"),
    ],
)
def test_a_closed_event_says_why(client, columns, heading):
    response = client.get(f"/events/{make_event(**columns).slug}/register")

    assert response.status_code == 200
    assert response.heading == heading
    assert response.page.select("form[method=post]:not(.languages)") == []


@pytest.mark.parametrize("members_first", [True, False])
def test_before_sign_up_opens_there_is_something_to_do_already(
    client, clock_at, members_first
):
    clock_at(datetime(2027, 5, 30, tzinfo=UTC))
    event = make_event(
        members_open_local=datetime(2027, 6, 1, 9) if members_first else None,
        opens_local=datetime(2027, 6, 8, 9),
        starts_local=datetime(2027, 6, 17, 19),
    )

    page = client.get(f"/events/{event.slug}/register").page

    assert [text_of(way) for way in page.select(".actions .button")] == [
        "Remind me in my calendar",
    ]
    links = [text_of(a) for a in page.select("main .stack > p:not(.eyebrow) > a")]
    assert "About the event" in links
    assert ("Sign in as a member" in links) is members_first


def test_what_a_button_would_bring_is_not_said_once_sign_up_is_closed(client):
    response = sign_up(client, make_event(state=EventState.CLOSED))

    assert response.page.select("main .lede") == []


def test_an_event_that_closes_meanwhile_keeps_the_input(client):
    event = make_event(state=EventState.CLOSED)

    response = sign_up(client, event)

    assert response.status_code == 409
    assert response.errors == ["Sign-up is closed."]
    assert response.page.select_one("#email")["value"] == "ada@example.org"


@pytest.mark.every_case
@pytest.mark.parametrize("more", [{}, {"family_name": "", "given_name": ""}])
@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (EventState.CLOSED, "Sign-up is closed."),
        (EventState.CANCELLED, "This event is cancelled."),
    ],
)
def test_where_late_ones_may_apply_only_the_end_is_said(client, state, reason, more):
    now = clock.now()
    event = make_event(
        state=state,
        takes_late=True,
        needs_approval=True,
        deadline_local=clock.to_local(now - timedelta(days=2), "Europe/Berlin"),
    )

    response = sign_up(client, event, **more)
    adding = client.post(f"/events/{event.slug}/register", data={"party": "add"})

    for page in (response, adding):
        assert reason in page.errors
        assert "You can still apply" not in text_of(page.page.main)
        sends = page.page.select("main form button:not([name])")
        assert sends == []


def test_once_closed_nothing_else_is_wrong_with_the_form(client):
    event = make_event(state=EventState.CLOSED, contingents={"Press": 2, "Science": 3})
    party = {f"companions-{n}-family_name": "Berg" for n in range(2)}

    # The contingent of all three was removed while the form was open.
    response = sign_up(client, event, contingent="gone", **party)

    assert response.status_code == 409
    assert response.errors == ["Sign-up is closed."]
    assert response.page.select(".field__error") == []


SENT = "You had sent a form for this event. There is nothing left to confirm or to do."


@pytest.fixture
def sent(client):
    """The page after a form was sent for an event that was then called off."""
    event = make_event()
    address = sign_up(client, event).location
    with write_tx():
        events.cancel(event, by=Actor(ActorKind.STAFF, "ole"))
    return address


def test_nobody_confirms_for_an_event_that_is_called_off(client, sent):
    page = client.get(sent)

    assert (page.status_code, page.heading) == (200, "This event is cancelled")
    assert SENT in text_of(page.page.main)
    assert page.page.select("main form") == []


def test_no_letter_is_claimed_for_an_event_that_is_called_off(client, sent, letters):
    before = letters()

    again = client.post(sent)
    correcting = client.get(sent.replace("sent", "correct"))

    assert (again.status_code, again.heading) == (409, "This event is cancelled")
    assert (letters(), client.get(sent).flashes) == (before, [])
    assert correcting.location == sent
