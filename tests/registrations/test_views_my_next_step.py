"""What the own page says is left to do, and what a page of it says that is not."""

from datetime import timedelta

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.events import services as events
from eventreg.events.states import EventState
from eventreg.registrations import seats, services
from eventreg.registrations.money import rules
from eventreg.registrations.states import State
from tests.factories import (
    make_event,
    make_fees,
    make_registration,
    pool_named,
)
from tests.house import text_of
from tests.registrations.parties import party_of
from tests.registrations.postponing import OLE

PAY = "Please pay what you still owe."
AGAIN = "If you change your mind, you can sign up again as long as there is room."
NOTHING = "You do not have to do anything."


def next_step(client, registration):
    """What stands under “What happens next”, up to what is to be paid."""
    page = client.get(f"/my/{registration.token}").page
    heading = page.find("h2", string="What happens next")
    return [text_of(each) for each in heading.find_next_siblings("p")]


def cancelled_at_a_cost(event):
    ada = make_registration(event)
    make_fees(event, steps={rules.today(event): 60})
    with write_tx():
        services.cancel(ada, by=Actor.person(ada))
    return ada


def test_who_cancelled_at_a_cost_is_to_pay_it_next(client):
    ada = cancelled_at_a_cost(make_event())

    assert next_step(client, ada) == [PAY, AGAIN]


def test_where_one_applies_one_can_apply_again(client):
    ada = cancelled_at_a_cost(make_event(needs_approval=True))

    assert next_step(client, ada) == [
        PAY,
        "If you change your mind, you can apply again.",
    ]


def test_who_owes_nothing_has_nothing_more_to_do(client):
    ada = make_registration(make_event(), State.CANCELLED)

    assert next_step(client, ada) == [f"Nothing more. {AGAIN}"]


@pytest.mark.parametrize("owes", [True, False])
def test_after_the_event_is_called_off_only_who_owes_has_to_pay(client, owes):
    event = make_event()
    ada = cancelled_at_a_cost(event) if owes else make_registration(event)
    with write_tx():
        events.cancel(event, by=OLE)

    assert event.state is EventState.CANCELLED
    assert next_step(client, ada) == [PAY if owes else NOTHING]


def test_who_owes_for_somebody_else_is_to_pay_that_too(client):
    ada, ben = party_of(make_event())
    with write_tx():
        ben.email = None
    make_fees(ada.event)
    with write_tx():
        services.cancel(ada, by=Actor.person(ada))

    assert next_step(client, ada) == [PAY, AGAIN]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (
            State.CANCELLED,
            "You have no seat at this event. If it still stands in your calendar, "
            "please delete it there.",
        ),
        (
            State.WAITLISTED,
            "The event goes into your calendar once you have a seat. So far you have "
            "none.",
        ),
    ],
)
def test_the_calendar_says_why_there_is_no_entry(client, state, words):
    ada = make_registration(make_event(), state)

    response = client.get(f"/my/{ada.token}/event.ics")

    assert response.status_code == 404
    assert response.heading == "There is nothing for your calendar"
    assert text_of(response.page.select_one(".lede")) == words
    [way] = response.page.select("main .actions a")
    assert way["href"] == f"/my/{ada.token}"


def test_a_link_that_was_cut_off_is_still_called_that(client):
    response = client.get("/my/nothing/event.ics")

    assert response.heading == "This link no longer works"


@pytest.mark.parametrize(
    ("state", "during", "after"),
    [
        (State.PENDING, "Being considered", "The application was not decided on."),
        (
            State.WAITLISTED,
            "On the waitlist",
            "Was on the waitlist, and no seat came free.",
        ),
        (State.CONFIRMED, "Confirmed", "Confirmed"),
    ],
)
def test_after_the_end_nobody_is_still_considered(
    client, clock_at, state, during, after
):
    ada, _ben = party_of(make_event(starts_in=timedelta(days=2)), state)

    def said():
        page = client.get(f"/my/{ada.token}").page
        return text_of(page.select_one(".companions li p"))

    assert said() == f"Ben Wait {during}"

    clock_at(timedelta(days=4))

    assert said() == f"Ben Wait {after}"


def full_of(names, **options):
    event = make_event(sessions=dict.fromkeys(names, 1), **options)
    make_registration(event, pools=[pool_named(event, name) for name in names])
    return event


def test_all_choices_that_filled_up_are_named_at_once(client):
    event = full_of(["Morning", "Evening"])
    pools = [pool_named(event, name) for name in ("Morning", "Evening")]
    ada = make_registration(event, State.UNVERIFIED, pools=pools)

    response = client.post(f"/my/{ada.token}/confirm")

    assert (response.status_code, ada.state) == (409, State.UNVERIFIED)
    assert response.errors == [
        "“Morning” is full meanwhile. “Evening” is full meanwhile. Please choose "
        "something else."
    ]


def test_what_filled_up_is_named_with_whose_choice_it_was(client):
    event = full_of(["Morning", "Evening"])
    ada, ben = party_of(event, State.UNVERIFIED)
    with write_tx():
        seats.claim(ada, event, [pool_named(event, "Morning")])
        seats.claim(ben, event, [pool_named(event, "Evening")])

    response = client.post(f"/my/{ada.token}/confirm")

    assert response.errors == [
        "“Morning” is full meanwhile. Please choose something else. “Evening” is full "
        "meanwhile. Ben Wait needs another choice."
    ]
