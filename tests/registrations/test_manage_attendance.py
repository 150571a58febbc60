"""The page on which staff tick who came."""

from datetime import timedelta

import pytest

from eventreg.events.states import EventState
from eventreg.registrations.presence import lists, queries
from eventreg.registrations.states import RegistrationRole, State
from tests.factories import make_check_in, make_event, make_registration
from tests.house import count_queries, text_of


@pytest.fixture
def event(app):
    """It began an hour ago."""
    return make_event(starts_in=timedelta(hours=-1), capacity=200)


@pytest.fixture
def here(event):
    return f"/manage/events/{event.slug}/attendance"


def names(response):
    found = response.page.select(".presence__list strong")
    return [text_of(name) for name in found]


def ticked(response):
    return [box["value"] for box in response.page.select("[name=came][checked]")]


@pytest.mark.parametrize("role", ["director", "office", "travel_lead", "desk"])
def test_everybody_on_the_staff_ticks_who_came(client, sign_in, event, here, role):
    ada, ben = make_registration(event), make_registration(event)
    make_registration(event)
    sign_in(role)

    response = client.post(here, data={"came": [ada.reference, ben.reference]})
    shown = client.get(here)

    assert (response.status_code, response.location) == (303, here)
    assert shown.flashes == ["2 changes are saved."]
    assert ticked(shown) == [ada.reference, ben.reference]
    assert text_of(shown.page.select_one("#presence .lede")) == "2 of 3 are here"


def test_the_desk_sees_name_company_role_and_state_only(client, sign_in, event, here):
    make_registration(
        event,
        given_name="Ada",
        family_name="Berg",
        company="Berg GmbH",
        email="ada@example.org",
        phone="+49241555",
        position="Chair",
        message="Hello",
        role=RegistrationRole.SPEAKER,
    )
    sign_in("desk")

    [row] = client.get(here).page.select(".presence__list li")

    assert text_of(row) == "Ada Berg Berg GmbH · Speaker"


def test_a_tick_taken_away_is_taken_back(client, sign_in, event, here):
    ada, ben = make_registration(event), make_registration(event)
    make_check_in(ada)
    make_check_in(ben)
    sign_in("office")
    was = [ada.reference, ben.reference]

    client.post(here, data={"was": was, "came": [ben.reference]})

    assert lists.present(event) == [ben]


def test_an_older_window_takes_nothing_back_that_another_one_ticked(
    client, sign_in, event, here
):
    ada, ben = make_registration(event), make_registration(event)
    sign_in("office")

    client.post(here, data={"came": [ada.reference]})
    client.post(here, data={"came": [ben.reference]})

    assert lists.present(event) == [ada, ben]


def test_both_windows_may_tick_the_same_name(client, sign_in, event, here):
    ada = make_registration(event)
    sign_in("office")

    client.post(here, data={"came": [ada.reference]})
    client.post(here, data={"came": [ada.reference]})

    assert len(queries.all_of(ada)) == 1


def test_who_lost_the_seat_meanwhile_is_named_and_the_others_are_saved(
    client, sign_in, event, here
):
    ada = make_registration(event)
    ben = make_registration(
        event, State.CANCELLED, given_name="Ben", family_name="Wolf"
    )
    sign_in("office")

    response = client.post(here, data={"came": [ada.reference, ben.reference]})

    assert response.status_code == 409
    assert response.errors == ["Ben Wolf has no confirmed seat: Cancelled."]
    assert ticked(response) == [ada.reference]
    assert lists.present(event) == [ada]


def test_before_the_day_the_page_says_when_it_begins_and_keeps_ticks(client, sign_in):
    event = make_event(starts_in=timedelta(days=3))
    ada = make_registration(event)
    here = f"/manage/events/{event.slug}/attendance"
    sign_in("desk")

    shown = client.get(here)
    response = client.post(here, data={"came": [ada.reference]})

    words = text_of(shown.page.select_one(".standing"))
    assert words.startswith("Checking in begins on ")
    assert [b["disabled"] for b in shown.page.select("[name=came]")] == [""]
    assert response.status_code == 409
    assert response.errors[0].startswith("Checking in begins on ")
    assert ticked(response) == [ada.reference]
    assert queries.all_of(ada) == []


def test_a_cancelled_event_says_that_nobody_comes(client, sign_in):
    event = make_event(starts_in=timedelta(hours=-1), state=EventState.CANCELLED)
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/attendance").page

    assert text_of(page.select_one(".standing")) == (
        "This event is cancelled or still a draft, so nobody can be checked in."
    )


@pytest.mark.parametrize("search", ["şahin", "SAHI", "werke", "{reference}"], ids=str)
def test_a_part_of_name_company_or_number_finds(client, sign_in, event, here, search):
    found = make_registration(
        event, given_name="Ayşe", family_name="Şahin", company="Stahlwerke Aachen"
    )
    make_registration(event)
    sign_in("desk")

    response = client.get(
        here, query_string={"search": search.format(reference=found.reference)}
    )

    assert names(response) == ["Ayşe Şahin"]


def test_the_door_does_not_find_by_address(client, sign_in, event, here):
    make_registration(event, email="secret@example.org")
    sign_in("desk")

    assert names(client.get(here, query_string={"search": "secret"})) == []


def test_searching_saves_the_ticks_and_goes_on_to_what_was_looked_for(
    client, sign_in, event, here
):
    ada = make_registration(event)
    sign_in("office")

    response = client.post(here, data={"came": [ada.reference], "search": "Ben"})

    assert response.location == f"{here}?search=Ben"
    assert lists.present(event) == [ada]


def test_who_waits_is_found_with_the_state_but_without_a_box(
    client, sign_in, event, here
):
    make_registration(event, State.WAITLISTED, given_name="Cyd", family_name="Sea")
    sign_in("desk")

    shown = client.get(here, query_string={"search": "Sea"})

    assert names(shown) == ["Cyd Sea"]
    assert text_of(shown.page.select_one(".presence__list .tag")) == "On the waitlist"
    assert shown.page.select("[name=came]") == []


@pytest.mark.parametrize(("show", "count"), [("all", 3), ("missing", 2), ("here", 1)])
def test_the_list_is_narrowed_to_who_is_here_or_not(
    client, sign_in, event, here, show, count
):
    make_check_in(make_registration(event))
    make_registration(event)
    make_registration(event)
    sign_in("desk")

    assert len(names(client.get(here, query_string={"show": show}))) == count


def test_turning_the_page_saves_first(client, sign_in, event, here, monkeypatch):
    monkeypatch.setattr(lists, "PAGE_SIZE", 1)
    ada, _ben = (make_registration(event, family_name=n) for n in ("Ahr", "Benn"))
    sign_in("office")

    response = client.post(here, data={"came": [ada.reference], "page": "2"})

    assert response.location == f"{here}?page=2"
    assert names(client.get(response.location)) == ["Ada Benn"]
    assert lists.present(event) == [ada]


def test_a_search_that_is_too_long_keeps_the_ticks(client, sign_in, event, here):
    ada = make_registration(event)
    sign_in("office")

    response = client.post(here, data={"came": [ada.reference], "search": "x" * 300})

    assert response.status_code == 422
    assert len(response.errors) == 1
    assert ticked(response) == [ada.reference]
    assert queries.all_of(ada) == []


def test_ticks_of_names_that_are_not_shown_are_kept_too(client, sign_in):
    event = make_event(starts_in=timedelta(days=3))
    ada = make_registration(event)
    sign_in("office")

    response = client.post(
        f"/manage/events/{event.slug}/attendance",
        data={"came": [ada.reference], "search": "Nobody at all"},
    )

    [kept] = response.page.select("input[type=hidden][name=came]")
    assert (response.status_code, kept["value"]) == (409, ada.reference)


def test_forged_values_are_no_mistake_of_ours(client, sign_in, event, here):
    make_registration(event)
    sign_in("office")

    response = client.post(
        here, data={"came": ["nobody", "<b>"], "was": ["x"], "show": "x", "page": "x"}
    )

    assert response.status_code == 422


def test_a_hundred_rows_cost_as_many_queries_as_one(client, sign_in, event, here):
    sign_in("office")
    counts = []
    for many in (1, 29):
        for _number in range(many):
            make_check_in(make_registration(event))
        with count_queries() as statements:
            client.get(here)
        counts.append(len(statements))

    assert counts[0] == counts[1]
