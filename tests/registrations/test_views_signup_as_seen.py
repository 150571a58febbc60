"""Whoever sends a guest's form sends it to what it showed; else it is shown anew."""

from datetime import timedelta

import pytest

from eventreg.database import write_tx
from eventreg.events.states import Kind
from eventreg.registrations.states import RegistrationRole
from tests.factories import make_event, make_fees
from tests.house import text_of
from tests.registrations.postponing import postpone
from tests.registrations.sending import BEN, everybody, names, send

GUEST = RegistrationRole.GUEST
FEE = "The fee is not the same as when you opened this page."
ONCE_MORE = "Please read this page once more before you press the button again."


@pytest.fixture
def event(app):
    event = make_event(kind=Kind.EVENING)
    make_fees(event)
    return event


def carried(page):
    return page.select_one("main form [name=seen]")["value"]


def opened(client, event):
    return carried(client.get(f"/events/{event.slug}/register").page)


def test_a_fee_that_changed_is_read_before_the_form_is_sent(client, event):
    seen = opened(client, event)
    make_fees(event, {GUEST: 15_000})

    response = send(client, event, BEN, seen=seen, message="From Izmir")

    assert (response.status_code, everybody()) == (409, [])
    assert response.errors == [f"{FEE} {ONCE_MORE}"]
    assert "Each person pays: €150.00" in text_of(response.page.main)
    assert response.page.select_one("[name=message]").text.strip() == "From Izmir"
    assert response.page.select_one("[name=companions-0-given_name]")["value"] == "Ben"

    send(client, event, BEN, seen=carried(response.page))

    assert names() == ["Ada", "Ben"]


@pytest.mark.parametrize("change", ["date", "place"])
def test_where_and_when_it_is_are_read_first_as_well(client, event, change):
    seen = opened(client, event)
    if change == "date":
        postpone(event, timedelta(days=7))
    else:
        with write_tx():
            event.place_name = "Altes Kurhaus"

    response = send(client, event, seen=seen)

    assert (response.status_code, everybody()) == (409, [])
    assert response.errors[0].startswith("The event was moved after you opened")


def test_a_mistake_elsewhere_does_not_hide_that_the_fee_changed(client, event):
    seen = opened(client, event)
    make_fees(event, {GUEST: 15_000})
    wrong = send(client, event, seen=seen, email="ada")

    response = send(client, event, seen=carried(wrong.page))

    assert wrong.status_code == 422
    assert response.errors == [f"{FEE} {ONCE_MORE}"]


def test_a_form_as_it_was_shown_is_sent(client, event):
    seen = opened(client, event)
    with write_tx():
        event.place_address = "Theaterstraße 6"

    send(client, event, seen=seen)

    assert names() == ["Ada"]


def test_the_same_form_twice_is_as_good_as_once_also_after_a_change(client, event):
    seen = opened(client, event)
    send(client, event, seen=seen)
    make_fees(event, {GUEST: 15_000})

    response = send(client, event, seen=seen)

    assert response.location == f"/events/{event.slug}/register/sent"
    assert names() == ["Ada"]
