"""Guests have a history too: on the page of a registration, and in the inbox."""

from datetime import timedelta

import pytest

from eventreg.registrations.states import State
from tests.factories import make_check_in, make_event, make_registration
from tests.house import count_queries, text_of

ADA = {"given_name": "Ada", "family_name": "Berg", "email": "ada@example.org"}


def past(title, days):
    return make_event(title=title, starts_in=timedelta(days=-days))


def ada_at(event, state=State.CONFIRMED, **columns):
    return make_registration(event, state, **ADA | columns)


@pytest.fixture
def now_pending(app):
    return ada_at(make_event(title="Trip", needs_approval=True), State.PENDING)


def found(page):
    """Event and what became of it, by row."""
    table = page.select_one("#events table")
    rows = table.select("tbody tr") if table else []
    return [
        (text_of(row.th), text_of(row.select_one(".tag")), row.select("a")[-1]["href"])
        for row in rows
    ]


def page_of(client, registration):
    return client.get(f"/manage/registrations/{registration.reference}").page


def test_the_page_of_a_guest_says_where_they_were(client, sign_in, now_pending):
    came, missed = ada_at(past("Came there", 3)), ada_at(past("Stayed away", 5))
    declined = ada_at(past("Too small", 9), State.DECLINED)
    make_check_in(came)
    make_check_in(make_registration(missed.event))
    sign_in("office")

    page = page_of(client, now_pending)

    assert text_of(page.select_one("#events h2")) == "At other events"
    assert found(page) == [
        (title, words, f"/manage/registrations/{each.reference}")
        for title, words, each in (
            ("Came there", "Came", came),
            ("Stayed away", "Did not come", missed),
            ("Too small", "Declined", declined),
        )
    ]


@pytest.mark.parametrize(
    ("state", "columns"),
    [
        (State.CONFIRMED, {"given_name": "Ben"}),
        (State.CONFIRMED, {"email": "other@example.org"}),
        (State.UNVERIFIED, {}),
    ],
    ids=["another name", "another address", "an address nobody confirmed"],
)
def test_others_are_not_taken_for_the_same(
    client, sign_in, now_pending, state, columns
):
    ada_at(past("Evening", 3), state, **columns)
    sign_in("office")

    page, inbox = page_of(client, now_pending), client.get("/manage/inbox").page

    assert page.select("#events") == []
    assert "First time with us" in text_of(inbox.select_one(".people > li"))


def test_who_has_not_confirmed_the_address_has_no_history(client, sign_in):
    ada_at(past("Evening", 3))
    ada = ada_at(make_event(), State.UNVERIFIED)
    sign_in("office")

    assert page_of(client, ada).select("#events") == []


def test_the_inbox_leads_there(client, sign_in, now_pending):
    ada_at(past("Evening", 3))
    sign_in("director")

    [link] = client.get("/manage/inbox").page.select(".people a[href$='#events']")

    assert text_of(link) == "Has been to one of our events before"
    assert found(client.get(link["href"]).page)[0][0] == "Evening"


def test_the_number_of_queries_does_not_grow(client, sign_in, now_pending):
    ada_at(past("Evening", 3))
    sign_in("office")
    page_of(client, now_pending)
    with count_queries() as one:
        page_of(client, now_pending)
    for days in range(4, 33):
        ada_at(past(f"Evening {days}", days))

    with count_queries() as thirty:
        page_of(client, now_pending)

    assert len(thirty) == len(one)
