"""Staff look at the line, see why nobody moves, and pause it."""

from datetime import UTC, datetime, timedelta

import pytest

from eventreg.database import write_tx
from eventreg.events.states import EventState, PoolKind
from eventreg.registrations.states import State
from tests.factories import make_event, make_party, make_registration, pool_named
from tests.house import count_queries, text_of


@pytest.fixture
def director(sign_in):
    return sign_in("director")


def page_of(event):
    return f"/manage/events/{event.slug}/waitlist"


def reasons(client, event):
    cells = client.get(page_of(event)).page.select(".line__why > p")
    return [text_of(cell) for cell in cells]


def full(capacity=1, **columns):
    event = make_event(capacity=capacity, **columns)
    for _ in range(capacity):
        make_registration(event)
    return event


def waits(event, *pools, **columns):
    named = [pool_named(event, name) for name in pools]
    return make_registration(event, State.WAITLISTED, pools=named, **columns)


def test_an_empty_line_says_so(client, director):
    response = client.get(page_of(make_event()))

    assert text_of(response.page.select_one(".lede")) == "Nobody is waiting."
    assert response.page.select("table") == []


def test_the_line_stands_in_its_order_with_members_first(client, director):
    event = full(members_first=True)
    waits(event, given_name="Ben", family_name="Guest", company="Berg GmbH")
    waits(event, given_name="Ada", family_name="Member", is_member=True)

    page = client.get(page_of(event)).page

    assert [text_of(cell) for cell in page.select("tbody th")] == [
        "1. Ada Member",
        "2. Ben Guest",
    ]


def test_a_party_that_comes_only_together_has_one_place(client, director):
    event = full(2)
    make_party(event, State.WAITLISTED, 3, together=True, family_name="Berg")
    waits(event, given_name="Ben", family_name="Klug")

    page = client.get(page_of(event)).page

    assert [text_of(cell) for cell in page.select("tbody th")] == [
        "1. Ada Berg , Ada Berg , Ada Berg come only together",
        "2. Ben Klug",
    ]
    assert text_of(page.select_one(".lede")) == "4 people are waiting."


def test_who_lacks_a_seat_reads_which(client, director):
    event = make_event(capacity=3, contingents={"Science": 1, "Press": 5})
    make_registration(event, pools=[pool_named(event, "Science")])
    make_registration(event, pools=[pool_named(event, "Press")])
    waits(event, "Science")
    make_party(
        event,
        State.WAITLISTED,
        together=True,
        pools=[pool_named(event, "Press")],
    )
    waits(event, "Press")
    waits(event, "Press", is_paused=True)

    assert reasons(client, event) == [
        "contingent Science is full",
        "needs 2 seats, 1 free",
        "somebody before needs the same seats",
        "this place is paused",
    ]


def test_all_that_stops_a_place_is_said(client, director):
    event = make_event(line_paused=True, starts_in=timedelta(hours=47))
    make_party(event, State.WAITLISTED, together=True)
    waits(event, is_paused=True)
    make_party(event, State.WAITLISTED, together=True, is_paused=True)

    party = "parties are passed over in the last 48 hours"
    assert reasons(client, event) == [
        f"line paused; {party}",
        "this place is paused; line paused",
        f"this place is paused; line paused; {party}",
    ]


def test_a_party_reads_which_contingent_is_too_small_for_it(client, director):
    event = make_event(contingents={"Science": 1})
    science = [pool_named(event, "Science")]
    make_party(event, State.WAITLISTED, together=True, pools=science)

    assert reasons(client, event) == ["Science: needs 2 seats, 1 free"]


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({}, "no seat is free"),
        ({"line_paused": True}, "line paused"),
        ({"starts_in": timedelta(hours=2)}, "cut-off reached"),
        (
            {"starts_in": timedelta(hours=4), "offer_hours": 48},
            "too little time for an offer",
        ),
        ({"state": EventState.CANCELLED}, "the event does not run"),
    ],
)
def test_the_whole_line_reads_why_it_stands_still(client, director, columns, why):
    event = full(**columns)
    waits(event)

    assert reasons(client, event) == [why]


def test_parties_read_that_they_are_passed_over(client, director):
    event = full(starts_in=timedelta(hours=40))
    make_party(event, State.WAITLISTED, together=True)

    assert reasons(client, event) == ["parties are passed over in the last 48 hours"]


def test_who_moves_next_reads_that(client, director):
    event = make_event()
    waits(event)

    assert reasons(client, event) == ["moves up within a minute"]


def test_the_whole_line_is_paused_and_moves_again(client, director):
    event = full()
    ben = waits(event)

    client.post(f"{page_of(event)}/pause")
    with write_tx():
        event.pool(PoolKind.EVENT).capacity = 2
    paused = (event.line_paused, ben.state)
    answer = client.post(f"{page_of(event)}/resume")

    assert paused == (True, State.WAITLISTED)
    assert (event.line_paused, ben.state) == (False, State.CONFIRMED)
    assert client.get(answer.location).flashes[-1] == "The waitlist moves again."


def test_one_is_paused_and_the_next_moves_past(client, director):
    event = full()
    ada, ben = waits(event, given_name="Ada", family_name="Berg"), waits(event)

    answer = client.post(f"/manage/registrations/{ada.reference}/pause?line=1")
    with write_tx():
        event.pool(PoolKind.EVENT).capacity = 2
    client.post(f"/manage/registrations/{ben.reference}/resume")

    assert answer.location == page_of(event)
    assert client.get(answer.location).flashes[0] == (
        "Ada Berg keeps the place and is skipped."
    )
    assert (ada.state, ben.state) == (State.WAITLISTED, State.CONFIRMED)


def test_somebody_is_removed_with_words(client, director, letters):
    event = full()
    ada = waits(event, given_name="Ada", family_name="Berg")
    page = f"/manage/inbox/{ada.reference}/decline"

    heading = client.get(page).heading
    answer = client.post(page, data={"text": "Sorry", "reason": "Twice"})

    assert heading == "Remove Ada Berg from the waitlist?"
    assert answer.location == page_of(event)
    assert client.get(answer.location).flashes == ["Ada Berg is off the waitlist."]
    assert (ada.state, ada.reason, ada.moves[-1].note) == (
        State.DECLINED,
        "Sorry",
        "Twice",
    )
    assert letters() == [("declined", ada.email)]


def test_the_office_looks_and_changes_nothing(client, sign_in):
    event = full()
    ada = waits(event)
    sign_in("office")

    page = client.get(page_of(event))

    assert page.page.select("main form, main .line__why a") == []
    assert client.post(f"{page_of(event)}/pause").status_code == 403
    answer = client.post(f"/manage/registrations/{ada.reference}/pause")
    assert (answer.status_code, ada.is_paused) == (403, False)


@pytest.mark.parametrize("role", ["travel_lead", "desk"])
def test_others_do_not_see_the_line(client, sign_in, role):
    sign_in(role)

    assert client.get(page_of(make_event())).status_code == 403


def test_an_unknown_event_is_missing(client, director):
    assert client.get("/manage/events/nothing/waitlist").status_code == 404
    assert client.post("/manage/events/nothing/waitlist/pause").status_code == 404


def test_a_cancelled_event_has_no_line_to_pause(client, director):
    event = make_event(state=EventState.CANCELLED)

    assert client.get(page_of(event)).page.select("main form") == []


def test_the_number_of_queries_does_not_grow_with_the_line(client, director):
    event = full(contingents={"Science": 1})
    waits(event, "Science")
    client.get(page_of(event))
    with count_queries() as one:
        client.get(page_of(event))
    for _ in range(14):
        waits(event, "Science")
    for _ in range(5):
        make_party(event, State.WAITLISTED, 3, together=True)

    with count_queries() as thirty:
        client.get(page_of(event))

    assert len(thirty) == len(one)


def test_a_long_line_has_pages(client, director):
    event = full()
    for _ in range(51):
        waits(event)

    second = client.get(f"{page_of(event)}?page=2").page

    assert [text_of(th)[:3] for th in second.select("tbody th")] == ["51."]


@pytest.mark.parametrize("role", ["director", "office", "desk"])
def test_the_list_leads_to_the_line_even_while_it_is_empty(client, sign_in, role):
    event = make_event()
    sign_in(role)

    page = client.get(f"/manage/events/{event.slug}/registrations").page

    links = page.select(f"a[href='{page_of(event)}']")
    assert [text_of(a) for a in links] == ["Look at the waitlist"] * (role != "desk")


def test_the_line_stands_below_the_numbers_it_waits_for(client, director):
    event = make_event(capacity=4, line_paused=True, contingents={"Science": 1})
    make_registration(event, pools=[pool_named(event, "Science")])
    make_registration(event, State.OFFERED)
    waits(event, "Science")

    page = client.get(page_of(event)).page

    assert [text_of(line) for line in page.select(".seats .soft")] == [
        "2 of 4 seats taken · 1 offered · 1 on the waitlist · 2 seats left",
        "1 of 1 seat taken · 1 on the waitlist",
    ]
    assert "2 seats are free meanwhile." in text_of(page.select_one(".standing"))


@pytest.mark.parametrize(
    ("starts_in", "hours"),
    [(timedelta(days=20), "48 hours"), (timedelta(hours=41), "10 hours")],
)
def test_the_page_says_how_long_a_seat_is_really_offered(
    client, sign_in, starts_in, hours
):
    sign_in("director")
    event = full(offer_hours=48, starts_in=starts_in)

    page = client.get(f"/manage/events/{event.slug}/waitlist").page

    words = f"A seat that comes free is offered to the next in line for {hours}."
    assert words in text_of(page.main)


def test_waiting_since_is_the_same_day_on_every_page_of_staff(
    client, sign_in, clock_at
):
    clock_at(datetime(2027, 5, 3, 16, 30, tzinfo=UTC))  # already the 4th in Tokyo
    sign_in("director")
    event = make_event(capacity=0, timezone="Asia/Tokyo")
    ada = waits(event)
    ben = make_registration(event, State.PENDING)

    line = client.get(page_of(event)).page.select_one("[data-label='Waiting since']")
    page = client.get(f"/manage/registrations/{ben.reference}").page
    inbox = client.get("/manage/inbox").page

    assert text_of(line) == "Tue 4 May 2027, 01:30"
    assert ada.waiting_since == ben.submitted_at
    assert "since Tue 4 May 2027." in text_of(page.select_one(".standing"))
    assert "Tue 4 May 2027, 01:30" in text_of(page.select_one("tbody"))
    assert "waiting since Tue 4 May 2027" in text_of(inbox.select_one(".people"))


def past_the_cut_off(**columns):
    return make_event(starts_in=timedelta(hours=2), **columns)


def test_after_the_cut_off_ending_a_pause_promises_nothing(client, director):
    event = past_the_cut_off(line_paused=True)
    waits(event)

    button = client.get(page_of(event)).page.select_one(".standing button")
    answer = client.post(f"{page_of(event)}/resume")
    page = client.get(answer.location)

    assert text_of(button) == "End the pause"
    assert page.flashes == [
        "The waitlist is no longer paused, but nobody moves up by themselves: cut-off "
        "reached."
    ]
    assert page.page.select(".standing button") == []


def test_paused_past_the_cut_off_free_seats_are_for_whoever_has_come(client, director):
    event = past_the_cut_off(line_paused=True)

    text = text_of(client.get(page_of(event)).page.select_one(".standing"))

    assert text.startswith("Paused: nobody moves up")
    assert "Free seats are now for whoever has come" in text


def test_after_the_cut_off_only_that_stops_a_place(client, director):
    event = past_the_cut_off(line_paused=True)
    waits(event, is_paused=True)
    make_party(event, State.WAITLISTED, together=True)

    assert reasons(client, event) == ["cut-off reached", "cut-off reached"]


def test_a_party_is_removed_in_the_plural(client, director):
    event = make_event(capacity=1)
    party = make_party(event, State.WAITLISTED, 2, together=True, family_name="Berg")

    answer = client.post(
        f"/manage/inbox/{party[0].reference}/decline", data={"text": "Sorry"}
    )

    [said] = client.get(answer.location).flashes
    assert said == "Ada Berg and Ada Berg are off the waitlist."
