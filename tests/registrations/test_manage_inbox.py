"""The director decides from one list, and can take it back."""

import re

import pytest

from eventreg.database import write_tx
from eventreg.events.states import PoolKind
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration, pool_named
from tests.house import count_queries, text_of


@pytest.fixture
def trip(app):
    return make_event(title="Trip", needs_approval=True)


@pytest.fixture
def director(sign_in):
    return sign_in("director")


def make_pending(event, given_name="Ada", **columns):
    email = f"{given_name.lower()}@example.org"
    return make_registration(
        event,
        State.PENDING,
        email=email,
        given_name=given_name,
        family_name="Berg",
        **columns,
    )


def names(response):
    return [text_of(name) for name in response.page.select(".people__name")]


def test_an_empty_inbox_is_friendly(client, director):
    response = client.get("/manage/inbox")

    assert response.heading == "Nobody is waiting for you"
    assert response.page.select(".people") == []


def test_each_row_says_who_it_is_and_what_to_know(client, director, trip):
    make_pending(trip, title="Dr.", company="Berg GmbH", country="TR", message="Hi!")
    make_pending(trip, "Ben", company="berg gmbh")

    response = client.get("/manage/inbox")

    [ada, _ben] = response.page.select(".people > li")
    assert response.heading == "2 people are waiting for you"
    assert text_of(ada.select_one(".people__head")) == (
        "Dr. Ada Berg Berg GmbH · Türkiye · Guest"
    )
    assert text_of(ada.select_one(".tag")) == "Second person from this company"
    assert text_of(ada.select_one(".lines")) == "Hi!"
    assert "20 seats left" in text_of(response.page.select_one(".inbox__event"))


@pytest.mark.parametrize(
    ("capacity", "press", "tag"),
    [(0, 1, "No seat free"), (5, 0, "Too few seats: contingent Press is full")],
)
def test_the_row_says_which_seats_are_missing(client, director, capacity, press, tag):
    event = make_event(
        needs_approval=True, capacity=capacity, contingents={"Press": press}
    )
    make_pending(event, pools=[pool_named(event, "Press")])

    page = client.get("/manage/inbox").page

    assert text_of(page.select_one(".people .tag")) == tag


def test_the_inbox_is_narrowed_to_one_event(client, director, trip):
    make_pending(trip)
    make_pending(make_event(needs_approval=True), "Ben")

    assert names(client.get(f"/manage/inbox?event={trip.slug}")) == ["Ada Berg"]


def test_who_waits_for_other_events_is_not_forgotten(client, director, trip):
    make_pending(make_event(needs_approval=True), "Ben")

    response = client.get(f"/manage/inbox?event={trip.slug}")

    told = response.page.select_one(".lede")
    assert response.heading == "Nobody is waiting here"
    assert text_of(told) == (
        "Nobody is waiting for this event, but 1 person for others. Show all events"
    )
    assert told.a["href"] == "/manage/inbox"


def test_possible_doubles_can_be_told_apart_and_compared(client, director, trip):
    one = make_pending(trip, company="Berg GmbH")
    two = make_registration(
        trip, given_name="Ada", family_name="Berg", company="berg gmbh"
    )

    row = client.get("/manage/inbox").page.select_one(".people > li")

    assert text_of(row.select_one(".address")) == "ada@example.org"
    link = row.select_one("a[href*='/merge/']")
    assert text_of(link) == f"Compare with {two.reference}"
    assert link["href"] == (
        f"/manage/registrations/{one.reference}/merge/{two.reference}"
    )


def leave_no_seat(event):
    with write_tx():
        event.pool(PoolKind.EVENT).capacity = event.pool(PoolKind.EVENT).taken


@pytest.mark.parametrize(
    ("act", "state", "said"),
    [
        ("approve", State.CONFIRMED, "Ada Berg gets a seat."),
        ("onto-waitlist", State.WAITLISTED, "Ada Berg goes on the waitlist."),
        ("decline", State.DECLINED, "Ada Berg does not get a seat."),
    ],
)
def test_a_decision_waits_ten_minutes_and_can_be_undone(
    client, director, trip, act, state, said
):
    ada = make_pending(trip)
    if state is State.WAITLISTED:
        leave_no_seat(trip)

    client.post(f"/manage/inbox/{ada.reference}/{act}")
    decided = ada.state
    page = client.get("/manage/inbox")
    client.post(f"/manage/inbox/{ada.reference}/undo")

    assert decided is state
    assert text_of(page.page.select_one(".decided__who")).startswith(said)
    assert ada.state is State.PENDING
    assert names(client.get("/manage/inbox")) == ["Ada Berg"]


def test_later_hides_the_row_until_it_is_asked_for(client, director, trip):
    ada = make_pending(trip)

    client.post(f"/manage/inbox/{ada.reference}/later")

    page = client.get("/manage/inbox")
    assert page.flashes == ["Ada Berg comes back to the inbox in a week."]
    assert names(page) == []
    assert names(client.get("/manage/inbox?later=1")) == ["Ada Berg"]


def test_a_decline_carries_words_for_the_letter_and_a_reason(client, director, trip):
    ada = make_pending(trip)

    client.post(
        f"/manage/inbox/{ada.reference}/decline",
        data={"text": "Next year!", "reason": "Full"},
    )

    assert (ada.reason, ada.moves[-1].note) == ("Next year!", "Full")


def test_too_long_a_decline_comes_back(client, director, trip):
    ada = make_pending(trip)

    response = client.post(
        f"/manage/inbox/{ada.reference}/decline", data={"text": "x" * 601}
    )

    assert response.status_code == 422
    assert response.page.select_one("#text").text.strip() == "x" * 601
    assert ada.state is State.PENDING


def test_sent_now_it_cannot_be_undone(client, director, trip):
    ada = make_pending(trip)
    client.post(f"/manage/inbox/{ada.reference}/approve")

    client.post(f"/manage/inbox/{ada.reference}/send-now")
    client.post(f"/manage/inbox/{ada.reference}/undo")

    page = client.get("/manage/inbox")
    assert re.sub(r"\d\d:\d\d", "14:05", page.flashes[-1]) == (
        "The e-mail about the decision on Ada Berg has gone out already (14:05): "
        "Confirmed. Your click has changed nothing."
    )
    assert ada.state is State.CONFIRMED


@pytest.mark.parametrize("act", ["approve", "decline", "later", "undo", "send-now"])
def test_an_unknown_number_is_missing(client, director, act):
    assert client.post(f"/manage/inbox/RNOTHERE/{act}").status_code == 404


def test_the_office_looks_and_decides_nothing(client, sign_in, trip):
    ada = make_pending(trip)
    sign_in("office")

    page = client.get("/manage/inbox")

    assert names(page) == ["Ada Berg"]
    assert page.heading == "1 person is waiting for a decision"
    assert page.page.select(".people form, .people__mark") == []
    answer = client.post(f"/manage/inbox/{ada.reference}/approve")
    assert (answer.status_code, ada.state) == (403, State.PENDING)


def test_the_menu_counts_those_who_wait(client, director, trip):
    for name in ("Ada", "Ben"):
        make_pending(trip, name)

    menu = client.get("/manage/inbox").page.select_one("nav [aria-current]")

    assert text_of(menu) == "Inbox (2)"


def test_the_number_of_queries_does_not_grow_with_the_rows(client, director, trip):
    make_pending(trip)
    with count_queries() as one:
        client.get("/manage/inbox")
    for number in range(29):
        make_pending(trip, f"Ben{number}", company=f"Firma {number}")

    with count_queries() as thirty:
        client.get("/manage/inbox")

    assert len(thirty) == len(one)
    assert len(thirty) <= 12
