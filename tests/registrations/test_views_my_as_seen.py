"""Whoever says yes says it to what the page showed; else it is shown once more."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.database import write_tx
from eventreg.events.states import Kind
from eventreg.registrations.states import RegistrationRole, State
from tests.factories import make_event, make_fees, make_registration
from tests.house import text_of
from tests.registrations.parties import party_of
from tests.registrations.postponing import postpone

FEES = {RegistrationRole.GUEST: 4_500, RegistrationRole.MEMBER: 3_000}
FEE = "The fee is not the same as when you opened this page."
ONCE_MORE = "Please read this page once more before you press the button again."


def offered(*, size=1, **text):
    event = make_event(kind=Kind.TRIP, offer_hours=72, text=text)
    make_fees(event, FEES)
    return party_of(event, State.OFFERED, size, together=size > 1)


def filled_in(page, path):
    """What the form that leads to ``path`` carries, its button included."""
    form = page.select_one(f'form[action="{path}"]') or page.select_one("main form")
    fields = form.select("input[type=hidden], button[name]")
    return {field["name"]: field["value"] for field in fields}


def heading_over_errors(response):
    return text_of(response.page.select_one(".error-summary h2"))


def test_a_fee_that_changes_with_the_role_is_read_before_it_is_accepted(client):
    [ada] = offered()
    path = f"/my/{ada.token}/accept"
    data = filled_in(client.get(path).page, path)
    with write_tx():
        ada.role = RegistrationRole.MEMBER

    response = client.post(path, data=data)

    assert (response.status_code, ada.state) == (409, State.OFFERED)
    assert response.errors == [f"{FEE} {ONCE_MORE}"]
    assert heading_over_errors(response) == "Something has changed meanwhile"
    assert "Fee: €30.00 Ada Berg, Member" in text_of(response.page.main)

    client.post(path, data=filled_in(response.page, path))

    assert ada.state is State.CONFIRMED


def test_the_fee_of_somebody_who_is_answered_for_counts_too(client):
    ada, ben = offered(size=2)
    path = f"/my/{ada.token}/accept"
    data = filled_in(client.get(path).page, path)
    with write_tx():
        ben.role = RegistrationRole.MEMBER

    response = client.post(path, data=data)

    assert response.errors == [f"{FEE} {ONCE_MORE}"]
    assert (ada.state, ben.state) == (State.OFFERED, State.OFFERED)


def test_another_role_at_the_same_fee_is_accepted(client):
    [ada] = offered()
    make_fees(ada.event, {**FEES, RegistrationRole.VIP: FEES[RegistrationRole.GUEST]})
    path = f"/my/{ada.token}/accept"
    data = filled_in(client.get(path).page, path)
    with write_tx():
        ada.role = RegistrationRole.VIP

    client.post(path, data=data)

    assert ada.state is State.CONFIRMED


def test_what_is_as_it_was_shown_is_accepted(client):
    [ada] = offered()
    path = f"/my/{ada.token}/accept"
    data = filled_in(client.get(path).page, path)
    with write_tx():
        ada.given_name, ada.event.place_address = "Adele", "Theaterstraße 6"

    client.post(path, data=data)

    assert ada.state is State.CONFIRMED


@pytest.mark.parametrize(
    ("state", "act", "opened"),
    [
        (State.OFFERED, "accept", "/accept"),
        (State.UNVERIFIED, "confirm", "/confirm"),
        (State.UNVERIFIED, "confirm", ""),
        (State.EXPIRED, "rejoin", "/rejoin"),
        (State.EXPIRED, "rejoin", ""),
    ],
    ids=["accept", "confirm", "confirm on the own page", "rejoin", "on the own page"],
)
def test_nobody_says_yes_to_a_date_that_is_no_more(client, state, act, opened):
    ada = make_registration(make_event(offer_hours=48), state)
    path = f"/my/{ada.token}/{act}"
    data = filled_in(client.get(f"/my/{ada.token}{opened}").page, path)
    postpone(ada.event, timedelta(days=7))

    response = client.post(path, data=data)

    when = text_of(response.page.select_one("main .soft")).split(" · ")[0]
    moved = (
        f"The event was moved after you opened this page. Now it is: {when}, "
        f"Haus der Wirtschaft."
    )
    assert (response.status_code, ada.state) == (409, state)
    assert response.errors == [f"{moved} {ONCE_MORE}"]

    client.post(path, data=filled_in(response.page, path))

    assert ada.state is not state


def test_a_new_place_is_read_first_as_well(client):
    ada = make_registration(make_event(), State.UNVERIFIED)
    path = f"/my/{ada.token}/confirm"
    data = filled_in(client.get(path).page, path)
    with write_tx():
        ada.event.place_name = "Altes Kurhaus"

    response = client.post(path, data=data)

    assert (response.status_code, ada.state) == (409, State.UNVERIFIED)
    assert "Altes Kurhaus." in response.errors[0]


def test_all_that_has_changed_is_said_at_once(client):
    [ada] = offered(terms="Free until 1 May.")
    path = f"/my/{ada.token}/accept"
    data = filled_in(client.get(path).page, path)
    with write_tx():
        ada.role = RegistrationRole.MEMBER
        ada.event.terms_version += 1
        ada.event.place_name = "Altes Kurhaus"

    [said] = client.post(path, data=data).errors

    parts = [
        "The event was moved",
        FEE,
        "The price or the cancellation terms",
        ONCE_MORE,
    ]
    assert [said.count(part) for part in parts] == [1, 1, 1, 1]


@pytest.mark.parametrize("seen", ["", "[]", "{", '{"event": 1}', "[" * 60_000])
def test_a_page_that_carries_nothing_to_be_read_still_counts(client, seen):
    ada = make_registration(make_event(offer_hours=48), State.OFFERED)

    response = client.post(f"/my/{ada.token}/accept", data={"seen": seen})

    assert (response.status_code, ada.state) == (303, State.CONFIRMED)


def test_what_is_typed_wrong_is_called_a_problem(client):
    ada = make_registration(make_event(), State.CONFIRMED)

    wrong = client.post(f"/my/{ada.token}/substitute", data={})

    assert heading_over_errors(wrong) == "There is a problem"


def test_what_a_rule_forbids_is_not_called_a_mistake_in_the_form(client):
    ada = make_registration(make_event(), State.UNVERIFIED)
    with write_tx():
        ada.event.opens_at = clock.now() + timedelta(days=1)

    refused = client.post(f"/my/{ada.token}/confirm")

    assert heading_over_errors(refused) == "That is not possible now"
