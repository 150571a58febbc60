"""Whoever confirms an address reads before what a seat costs, and confirms to that."""

from datetime import date, timedelta

import pytest

from eventreg.database import write_tx
from eventreg.registrations.states import RegistrationRole, State
from tests.factories import (
    make_event,
    make_fees,
    make_member,
    make_person,
    make_registration,
)
from tests.house import text_of
from tests.registrations.parties import party_of

GUEST, MEMBER = RegistrationRole.GUEST, RegistrationRole.MEMBER
FEE = "The fee is not the same as when you opened this page."
ONCE_MORE = "Please read this page once more before you press the button again."
KNOWN = {"given_name": "Ada", "family_name": "Berg", "email": "ada@example.org"}
BEN = {"given_name": "Ben", "family_name": "Wait", "email": "ben@example.org"}
PAGES = pytest.mark.parametrize("where", ["/confirm", ""], ids=["confirm", "own page"])
AT_ONCE = (
    "If a seat is free, it is yours as soon as you confirm, and then the fee is due."
)


@pytest.fixture
def ada(app):
    return make_registration(make_event(), State.UNVERIFIED, **KNOWN)


def main(client, registration, page="/confirm"):
    return text_of(client.get(f"/my/{registration.token}{page}").page.main)


def carried(page, path):
    form = page.select_one(f'form[action="{path}"]') or page.select_one("main form")
    return {"seen": form.select_one("[name=seen]")["value"]}


@PAGES
def test_the_fee_is_read_before_the_address_is_confirmed(client, ada, where):
    make_fees(ada.event, due_on=date(2040, 5, 4))

    shown = main(client, ada, where)

    assert f"Fee: €120.00 {AT_ONCE} Please pay by Fri 4 May 2040." in shown


def test_where_somebody_decides_the_fee_is_said_to_come_later(client, ada):
    make_fees(ada.event)
    with write_tx():
        ada.event.needs_approval = True

    shown = main(client, ada)

    assert "Fee: €120.00 The fee is due only once you have a seat." in shown


@PAGES
def test_an_event_without_fees_says_nothing_of_them(client, ada, where):
    assert "Fee" not in main(client, ada, where)


def test_each_of_a_party_is_named_with_the_sum(client):
    lead, ben = party_of(make_event(), State.UNVERIFIED)
    with write_tx():
        ben.role = RegistrationRole.VIP
    make_fees(lead.event, {GUEST: 12_000, RegistrationRole.VIP: 5_000})

    shown = main(client, lead)

    assert "Fee: €170.00 Ada Berg €120.00 Ben Wait €50.00 All together €170.00" in shown


def test_a_member_reads_the_fee_of_members(client, ada):
    make_person(make_member(), **KNOWN)
    make_fees(ada.event, {GUEST: 12_000, MEMBER: 9_000})

    shown = main(client, ada)

    assert "Fee: €90.00" in shown
    assert "Members pay" not in shown


def test_nobody_learns_whether_somebody_else_is_a_member(client):
    lead, ben = party_of(make_event(), State.UNVERIFIED)
    make_person(make_member(), **BEN)
    with write_tx():
        ben.email = BEN["email"]
    make_fees(lead.event, {GUEST: 12_000, MEMBER: 9_000})

    shown = main(client, lead)

    assert "Ben Wait €120.00" in shown
    assert "Members pay: €90.00." in shown


@PAGES
def test_a_fee_that_changed_is_read_before_it_is_due(client, ada, where):
    make_fees(ada.event)
    path = f"/my/{ada.token}/confirm"
    data = carried(client.get(f"/my/{ada.token}{where}").page, path)
    make_fees(ada.event, {GUEST: 15_000})

    response = client.post(path, data=data)

    assert (response.status_code, ada.state) == (409, State.UNVERIFIED)
    assert response.errors == [f"{FEE} {ONCE_MORE}"]
    assert "Fee: €150.00" in text_of(response.page.main)

    client.post(path, data=carried(response.page, path))

    assert ada.state is State.CONFIRMED


def test_becoming_a_member_meanwhile_is_a_change_of_the_fee_too(client, ada):
    make_fees(ada.event, {GUEST: 12_000, MEMBER: 13_000})
    path = f"/my/{ada.token}/confirm"
    data = carried(client.get(path).page, path)
    make_person(make_member(), **KNOWN)

    response = client.post(path, data=data)

    assert (response.errors, ada.state) == ([f"{FEE} {ONCE_MORE}"], State.UNVERIFIED)
    assert "Fee: €130.00" in text_of(response.page.main)


def test_what_is_as_it_was_shown_is_confirmed(client, ada):
    make_fees(ada.event, due_on=date(2040, 5, 4))
    path = f"/my/{ada.token}/confirm"
    data = carried(client.get(path).page, path)
    make_fees(ada.event, due_on=date(2040, 5, 4) + timedelta(days=9))

    client.post(path, data=data)

    assert ada.state is State.CONFIRMED
