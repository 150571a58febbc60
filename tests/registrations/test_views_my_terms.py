"""Which price and cancellation terms somebody reads and accepts with a seat."""

from datetime import date

import pytest

from eventreg.database import write_tx
from eventreg.events.states import Kind
from eventreg.registrations.money import queries
from eventreg.registrations.money.models import Payment
from eventreg.registrations.money.whose import Money
from eventreg.registrations.states import RegistrationRole, State, Why
from tests.factories import make_event, make_fees, make_registration
from tests.house import text_of
from tests.registrations.parties import party_of

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
    assert "cancellation terms have changed" in response.errors[0]


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


FEES = {RegistrationRole.GUEST: 4_500, RegistrationRole.MEMBER: 3_000}
STEPS = {date(2027, 5, 1): 25, date(2027, 6, 1): 100}


def with_fees(fees=FEES, *, size=1, text=None, **options):
    """Who has an offer, and those for whom they answer."""
    event = make_event(kind=Kind.TRIP, offer_hours=72, text=text or {})
    make_fees(event, fees, **options)
    return party_of(event, State.OFFERED, size, together=size > 1)


def accept_page(client, registration):
    return client.get(f"/my/{registration.token}/accept").page


def test_who_accepts_reads_the_fee_when_to_pay_and_what_cancelling_costs(client):
    [ada] = with_fees(due_on=date(2027, 4, 1), steps=STEPS, text={"price": "Free"})

    page = accept_page(client, ada)

    shown = text_of(page.main)
    assert "What it costs: Free" in shown
    assert "Fee: €45.00 Ada Berg, Guest" in shown
    assert "Please pay by Thu 1 April 2027." in shown
    assert [text_of(line) for line in page.select("main ul li")] == [
        "Before Sat 1 May 2027 cancelling is free.",
        "From Sat 1 May 2027 on cancelling costs 25% of the fee.",
        "From Tue 1 June 2027 on cancelling costs 100% of the fee.",
    ]
    assert shown.count("By accepting you agree to this.") == 1


def test_who_answers_for_several_reads_what_each_of_them_costs(client):
    people = with_fees(size=3)
    with write_tx():
        people[1].role = RegistrationRole.MEMBER
        people[2].role = RegistrationRole.PRESS

    shown = text_of(accept_page(client, people[0]).main)

    assert "Fee: €75.00" in shown
    for words in ("Ada Berg, Guest €45.00", "Ben Wait, Member €30.00"):
        assert words in shown
    assert "Cyd Yu, Press no fee All together €75.00" in shown
    assert "It is due as soon as you accept. Cancelling costs nothing." in shown


def test_what_is_shown_is_what_is_then_due(client):
    people = with_fees(size=3)
    hidden = accept_page(client, people[0]).select("main input[type=hidden]")

    client.post(
        f"/my/{people[0].token}/accept",
        data={field["name"]: field["value"] for field in hidden},
    )

    due = [queries.money_of(each).due for each in people]
    assert (due, people[0].moves[-1].note) == ([4_500] * 3, "terms 2")


def test_who_pays_no_fee_reads_of_none(client):
    [ada] = with_fees({RegistrationRole.PRESS: 900})

    page = accept_page(client, ada)

    assert "Fee" not in text_of(page.main)
    assert not page.select("[name=terms_version]")


@pytest.mark.parametrize(
    "change",
    [
        {"fees": {RegistrationRole.GUEST: 9_900}},
        {"steps": {date(2027, 5, 1): 50}},
        {"due_on": date(2027, 4, 2)},
    ],
    ids=["fee", "step", "day"],
)
def test_fees_that_change_while_the_page_is_open_are_read_first(client, change):
    [ada] = with_fees()
    read = accept_page(client, ada).select_one("[name=terms_version]")["value"]
    make_fees(ada.event, **{"fees": FEES, **change})

    response = client.post(f"/my/{ada.token}/accept", data={"terms_version": read})

    assert (response.status_code, ada.state) == (409, State.OFFERED)
    assert "cancellation terms have changed" in response.errors[0]


def test_saving_the_same_fees_again_asks_nobody_to_read_anew(client):
    [ada] = with_fees(steps=STEPS)
    read = accept_page(client, ada).select_one("[name=terms_version]")["value"]
    make_fees(ada.event, FEES, steps=STEPS)

    client.post(f"/my/{ada.token}/accept", data={"terms_version": read})

    assert (ada.state, ada.moves[-1].note) == (State.CONFIRMED, f"terms {read}")


@pytest.mark.parametrize(
    ("owed", "paid", "said", "due"),
    [
        (
            0,
            3_400,
            "€34.00 of it is paid already and counts. Still to be paid: €11.00",
            1_100,
        ),
        (
            2_000,
            4_500,
            "€45.00 of it is paid already and counts. There is nothing left to pay.",
            0,
        ),
        (0, 5_000, "More was paid than that: €5.00 is given back.", 0),
        (1_100, 0, "Please pay by", 4_500),
    ],
    ids=["paid a part", "paid", "paid more", "owes something"],
)
def test_who_was_in_before_reads_the_fee_and_what_is_then_due(
    client, owed, paid, said, due
):
    [ada] = with_fees(due_on=date(2027, 4, 1), steps=STEPS)
    with write_tx() as session:
        payment = Payment(registration_id=ada.id)
        payment.money = Money(owed, paid)
        session.add(payment)

    shown = text_of(accept_page(client, ada).main)
    client.post(f"/my/{ada.token}/accept", data={"terms_version": "2"})

    assert "Fee: €45.00" in shown
    assert said in shown
    assert "cancelling costs 25% of the fee." in shown
    assert queries.money_of(ada).due == due
