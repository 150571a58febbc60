"""Staff read that a free seat is not for a newcomer, before they approve one."""

from datetime import timedelta
from typing import Any

import pytest

from eventreg.database import write_tx
from eventreg.registrations import queries
from eventreg.registrations.services.moving import has_room
from eventreg.registrations.states import RegistrationRole, State
from tests.factories import (
    make_account,
    make_event,
    make_party,
    pool_named,
)
from tests.house import count_queries, text_of
from tests.messages.links import make_decision_link, make_pending

FLAG = "No seat free: others in line come first"


@pytest.fixture
def trip(app):
    """Two seats are free, and a party of three waits for them."""
    event = make_event(
        title="Trip", capacity=2, needs_approval=True, only_together=True
    )
    make_party(event, State.WAITLISTED, 3, together=True)
    return event


def flags(row):
    return [text_of(tag) for tag in row.select(".people__flags .tag")]


def test_the_inbox_says_that_others_come_first(client, sign_in, trip):
    sign_in("director")
    ada = make_pending(trip)

    page = client.get("/manage/inbox").page
    [row] = page.select(".people > li")
    client.post("/manage/inbox/approve-plain", data={"reference": [ada.reference]})

    assert flags(row) == [FLAG]
    assert "w" in [button.get("data-key") for button in row.select("[data-key]")]
    assert page.select("form[action*='approve-plain']") == []
    assert ada.state == State.PENDING


def test_so_does_the_page_behind_the_digest(client, trip):
    ole = make_account("ole@example.org", role="director", name="Ole Director")
    ada = make_pending(trip)

    page = client.get(f"/decide/{make_decision_link(ole)[1]}").page
    [row] = page.select(".people > li")

    assert flags(row) == [FLAG]
    assert row.select("[formaction$='/onto-waitlist']")
    assert page.select("form[action*='approve-plain']") == []
    assert "That is possible only for people for whom no seat is free now." in text_of(
        page.main
    )
    assert ada.state == State.PENDING


def test_the_page_of_one_person_offers_the_waitlist(client, sign_in, trip):
    sign_in("director")
    ada = make_pending(trip)

    own = client.get(f"/manage/registrations/{ada.reference}").page

    assert own.select("form[action$='/onto-waitlist']")


def test_a_paused_line_is_a_flag_of_its_own(client, sign_in):
    sign_in("director")
    make_pending(make_event(needs_approval=True, line_paused=True))

    [row] = client.get("/manage/inbox").page.select(".people > li")

    assert flags(row) == ["The waitlist is paused: newcomers wait."]


def test_the_list_of_staff_says_that_newcomers_join_the_line(client, sign_in):
    sign_in("director")
    event = make_event(capacity=1, only_together=True)
    make_party(event, State.WAITLISTED, 2, together=True)
    said = "Whoever signs up now joins the waitlist: others have waited longer."

    listed = client.get("/manage/events").page
    page = client.get(f"/manage/events/{event.slug}").page

    assert said in text_of(listed.main)
    assert said in text_of(page.main)


def test_the_list_of_staff_says_that_a_yes_leads_to_the_line(client, sign_in, trip):
    sign_in("director")
    said = (
        "People can apply, but a yes puts them onto the waitlist: others have waited "
        "longer."
    )

    listed = client.get("/manage/events").page
    page = client.get(f"/manage/events/{trip.slug}").page

    assert said in text_of(listed.main)
    assert said in text_of(page.main)


PARTY: dict[str, Any] = {"size": 3, "together": True}
CASES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any], bool]] = {
    "nobody waits": ({}, {"size": 0}, {}, False),
    "a party that lacks a seat": ({}, PARTY, {}, True),
    "a party for whom there is room": ({"capacity": 3}, PARTY, {}, False),
    "one person": ({}, {"size": 1}, {}, False),
    "a party that comes one by one": ({}, {"size": 3}, {}, False),
    "a paused party": ({}, {**PARTY, "is_paused": True}, {}, False),
    "a helper": ({}, PARTY, {"role": RegistrationRole.TEAM}, False),
    "a member before guests": (
        {"members_first": True},
        PARTY,
        {"is_member": True},
        False,
    ),
    "a member behind members": (
        {"members_first": True},
        {**PARTY, "is_member": True},
        {"is_member": True},
        True,
    ),
    "a guest behind members": (
        {"members_first": True},
        {**PARTY, "is_member": True},
        {},
        True,
    ),
    "a party that is passed over": (
        {"starts_in": timedelta(hours=40)},
        PARTY,
        {},
        False,
    ),
    "anybody after the cut-off": (
        {"starts_in": timedelta(hours=2)},
        {"size": 1},
        {},
        True,
    ),
}


@pytest.mark.parametrize(
    ("event", "line", "newcomer", "waits"), CASES.values(), ids=CASES.keys()
)
def test_what_staff_read_is_what_a_seat_decision_does(
    app, event, line, newcomer, waits
):
    columns: dict[str, Any] = {"capacity": 2, **event}
    trip = make_event(needs_approval=True, only_together=True, **columns)
    if line["size"]:
        make_party(trip, State.WAITLISTED, **line)
    ada = make_pending(trip, **newcomer)

    held = queries.held_up_asked([ada]).answer()
    with write_tx():
        is_free = has_room([ada])

    assert (held.holds_up([ada]), is_free) == (waits, not waits)


def test_a_party_holds_up_only_those_who_need_its_contingent(app):
    trip = make_event(
        capacity=9,
        needs_approval=True,
        only_together=True,
        contingents={"Press": 2, "Science": 5},
    )
    press, science = pool_named(trip, "Press"), pool_named(trip, "Science")
    make_party(trip, State.WAITLISTED, 3, together=True, pools=[press])
    ada = make_pending(trip, pools=[press])
    ben = make_pending(trip, "Ben", pools=[science])

    held = queries.held_up_asked([ada, ben]).answer()

    assert [held.holds_up([each]) for each in (ada, ben)] == [True, False]


def test_asking_costs_the_inbox_no_statement(client, sign_in, trip):
    sign_in("director")
    make_pending(trip)
    with count_queries() as counted:
        client.get("/manage/inbox")
    with_line = len(counted)
    with write_tx():
        for each in queries.parties_in_line(trip):
            each.is_paused = True

    with count_queries() as counted:
        client.get("/manage/inbox")

    assert with_line == len(counted)
