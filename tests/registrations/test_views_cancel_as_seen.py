"""Whoever cancels gives up what the page showed, at what it said; else it asks anew."""

from datetime import timedelta

import pytest

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import write_tx
from eventreg.registrations import services as registrations
from eventreg.registrations.money import rules, services
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.states import State
from tests.factories import make_account, make_event, make_fees, make_registration
from tests.house import text_of
from tests.registrations.parties import party_of

OLE = Actor(ActorKind.STAFF, "ole")
ONCE_MORE = "Please read this page once more before you press the button again."
COST = "What cancelling costs is not the same as when you opened this page."
REFUND = "What comes back is not the same as when you opened this page."
CONFIRMED = (
    "Where Ada Berg stands has changed since you opened this page. Now it is: "
    "Confirmed."
)
NAMED = {"given_name": "Ada", "family_name": "Berg"}


@pytest.fixture
def event(app):
    return make_event(starts_in=timedelta(days=60))


def costly(event, percent=60):
    """Cancelling costs so much of the fee from today on."""
    make_fees(event, steps={rules.today(event): percent})


def seat(registration):
    with write_tx():
        if registration.state is State.PENDING:
            registrations.approve(registration, by=OLE)
            registrations.send_now(registration, by=OLE)
        else:
            registrations.promote(registration, by=OLE)


def paid(registration):
    with write_tx():
        services.mark(registration, PaymentState.PAID, by=Actor.worker())


def opened(client, path):
    """What the form of the page carries."""
    fields = client.get(path).page.select("main form input[type=hidden]")
    return {field["name"]: field.get("value", "") for field in fields}


def again(client, path, response):
    """Press the button once more, on the page that was shown again."""
    fields = response.page.select("main form input[type=hidden]")
    data = {field["name"]: field.get("value", "") for field in fields}
    client.post(path, data=data)


@pytest.mark.parametrize("state", [State.WAITLISTED, State.PENDING])
def test_a_seat_that_came_meanwhile_is_not_cancelled_at_a_cost_unread(
    client, event, state
):
    costly(event)
    ada = make_registration(event, state, **NAMED)
    path = f"/my/{ada.token}/cancel"
    data = opened(client, path)
    seat(ada)

    response = client.post(path, data={**data, "note": "Ill"})

    assert (response.status_code, ada.state) == (409, State.CONFIRMED)
    assert response.errors == [f"{CONFIRMED} {COST} {ONCE_MORE}"]
    assert text_of(response.page.select_one(".standing")) == (
        "Cancelling today costs €72.00 (60% of the fee)."
    )
    assert response.page.select_one("textarea").text.strip() == "Ill"

    again(client, path, response)

    assert ada.state is State.CANCELLED


@pytest.mark.parametrize("change", ["staff", "midnight"])
def test_a_cost_that_changed_meanwhile_is_read_before_it_is_due(
    client, event, clock_at, change
):
    today = rules.today(event)
    ada = make_registration(event)
    make_fees(event, steps={today: 50, today + timedelta(days=1): 80})
    path = f"/my/{ada.token}/cancel"
    data = opened(client, path)
    if change == "staff":
        costly(event, percent=80)
    else:
        clock_at(timedelta(days=1))

    response = client.post(path, data=data)

    assert (response.status_code, ada.state) == (409, State.CONFIRMED)
    assert response.errors == [f"{COST} {ONCE_MORE}"]
    assert "costs €96.00 (80% of the fee)" in text_of(response.page.main)


def test_what_comes_back_is_read_before_it_is_given_up(client, event):
    ada = make_registration(event)
    costly(event, percent=1)
    paid(ada)
    path = f"/my/{ada.token}/cancel"
    data = opened(client, path)
    with write_tx():
        services.mark(ada, PaymentState.DUE, by=Actor.worker())

    response = client.post(path, data=data)

    assert (response.errors, ada.state) == ([f"{REFUND} {ONCE_MORE}"], State.CONFIRMED)


def test_what_is_as_it_was_shown_is_given_up(client, event):
    ada = make_registration(event)
    costly(event)
    path = f"/my/{ada.token}/cancel"
    data = opened(client, path)
    with write_tx():
        ada.company, event.place_address = "Berg AG", "Theaterstraße 6"

    client.post(path, data=data)

    assert ada.state is State.CANCELLED


def with_ben(event, state):
    ada, ben = party_of(event, state)
    costly(event)
    return ben, f"/my/{ada.token}/companions/{ben.reference}/cancel"


def test_who_cancels_for_somebody_else_reads_what_it_costs(client, event):
    _ben, path = with_ben(event, State.CONFIRMED)

    page = client.get(path).page

    assert text_of(page.select_one(".standing")) == (
        "Cancelling today costs €72.00 (60% of the fee)."
    )


@pytest.mark.parametrize(
    ("email", "refund"), [("ben@example.org", ""), (None, " You get €48.00 back.")]
)
def test_what_comes_back_is_told_to_whom_it_is_paid_back(client, event, email, refund):
    ben, path = with_ben(event, State.CONFIRMED)
    with write_tx():
        ben.email = email
    paid(ben)

    page = client.get(path).page

    assert text_of(page.select_one(".standing")) == (
        f"Cancelling today costs €72.00 (60% of the fee).{refund}"
    )


def test_a_seat_that_somebody_else_got_meanwhile_is_read_of_first(client, event):
    ben, path = with_ben(event, State.WAITLISTED)
    data = opened(client, path)
    seat(ben)

    response = client.post(path, data=data)

    said = CONFIRMED.replace("Ada Berg", "Ben Wait")
    assert (response.status_code, ben.state) == (409, State.CONFIRMED)
    assert response.errors == [f"{said} {COST} {ONCE_MORE}"]

    again(client, path, response)

    assert ben.state is State.CANCELLED


def staff_page(registration):
    return f"/manage/registrations/{registration.reference}/cancel"


def test_staff_read_of_a_seat_that_came_meanwhile_too(client, sign_in, event):
    sign_in("director")
    ada = make_registration(event, State.WAITLISTED, **NAMED)
    data = opened(client, staff_page(ada))
    seat(ada)

    response = client.post(staff_page(ada), data=data)

    assert (response.status_code, ada.state) == (409, State.CONFIRMED)
    assert response.errors == [f"{CONFIRMED} {ONCE_MORE}"]

    again(client, staff_page(ada), response)

    assert ada.state is State.CANCELLED


def test_staff_read_of_a_payment_that_came_meanwhile(client, sign_in, event):
    sign_in("director")
    ada = make_registration(event, State.CONFIRMED, **NAMED)
    costly(event)
    data = opened(client, staff_page(ada))
    paid(ada)

    response = client.post(staff_page(ada), data=data)

    assert (response.errors, ada.state) == ([f"{REFUND} {ONCE_MORE}"], State.CONFIRMED)
    assert "Ada Berg gets €120.00 back" in text_of(response.page.main)


def test_who_sees_no_money_is_not_stopped_by_it(client, sign_in, event):
    sign_in(account=make_account(role="office"))
    ada = make_registration(event, State.CONFIRMED, **NAMED)
    costly(event)
    data = opened(client, staff_page(ada))
    paid(ada)

    client.post(staff_page(ada), data=data)

    assert ada.state is State.CANCELLED
