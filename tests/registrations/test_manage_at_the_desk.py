"""Staff let somebody in from the cut-off on."""

from datetime import timedelta

import pytest

from eventreg.people.names import full_name
from eventreg.registrations import queries
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.house import text_of

BUTTON = "Let in now"


@pytest.fixture
def event(app):
    return make_event(capacity=1, starts_in=timedelta(hours=2))


def buttons(response):
    return [text_of(button) for button in response.page.select("main button")]


def test_the_office_lets_somebody_in(client, sign_in, event):
    make_registration(event, State.WAITLISTED)
    ada = make_registration(event, State.WAITLISTED)
    sign_in("office")
    here = f"/manage/registrations/{ada.reference}"

    shown = buttons(client.get(here))
    client.post(f"{here}/let-in")

    assert BUTTON in shown
    assert ada.state is State.CONFIRMED
    assert BUTTON not in buttons(client.get(here))


def test_before_the_cut_off_nobody_is_let_in(client, sign_in):
    ada = make_registration(make_event(capacity=1), State.WAITLISTED)
    sign_in("director")
    here = f"/manage/registrations/{ada.reference}"

    shown = buttons(client.get(here))
    response = client.post(f"{here}/let-in")

    assert BUTTON not in shown
    assert (response.status_code, response.location) == (303, here)
    [flash] = client.get(here).flashes
    assert (flash.startswith("Until "), ada.state) == (True, State.WAITLISTED)


def test_where_nothing_is_free_the_page_says_so_and_where_to_get_more(
    client, sign_in, event
):
    make_registration(event)
    ada = make_registration(event, State.WAITLISTED)
    sign_in("office")
    here = f"/manage/registrations/{ada.reference}"

    response = client.post(f"{here}/let-in")
    shown = client.get(here)

    assert (response.status_code, response.location) == (303, here)
    assert shown.flashes == ["No seat is free. Raise the number of seats first."]
    assert ada.state is State.WAITLISTED
    assert BUTTON not in buttons(shown)
    [link] = shown.page.select(".standing a[href$='/edit/seats']")
    assert text_of(link) == "Raise the number of seats"


def test_the_waitlist_says_for_whom_free_seats_are(client, sign_in, event):
    make_registration(event, State.WAITLISTED)
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/waitlist").page

    assert text_of(page.select_one(".standing p")) == (
        "Nobody moves up by themselves: cut-off reached. Free seats are now for "
        "whoever has come: open the person and press “Let in now”."
    )


@pytest.mark.parametrize(
    ("hours", "starts_in", "ways"),
    [
        (48, 2, ["Let in …", "Remove …"]),
        (0, 2, ["Let in …", "Remove …"]),
        (48, 3.5, ["Remove …"]),
        (48, 72, ["Give a seat …", "Remove …"]),
    ],
    ids=["at the door", "no offers", "too short for an offer", "in time"],
)
def test_the_waitlist_offers_what_can_be_done(client, sign_in, hours, starts_in, ways):
    event = make_event(
        line_paused=True, offer_hours=hours, starts_in=timedelta(hours=starts_in)
    )
    ada = make_registration(event, State.WAITLISTED)
    sign_in("director")

    page = client.get(f"/manage/events/{event.slug}/waitlist").page

    links = page.select(".line__why a")
    assert [text_of(a).removesuffix(f" {full_name(ada)}") for a in links] == ways
    if ways[0].startswith("Let in"):
        assert links[0]["href"] == f"/manage/registrations/{ada.reference}"


TYPED = {
    "given_name": "Cyd",
    "family_name": "Sea",
    "email": "cyd@example.org",
    "language": "en",
}


@pytest.mark.parametrize(
    ("typed", "state"),
    [(TYPED, State.WAITLISTED), ({**TYPED, "is_here": "y"}, State.CONFIRMED)],
    ids=["on the phone", "at the desk"],
)
def test_whoever_is_here_comes_before_the_line(client, sign_in, event, typed, state):
    make_registration(event, State.WAITLISTED)
    sign_in("office")

    client.post(f"/manage/events/{event.slug}/registrations/new", data=typed)

    assert [r.state for r in queries.live_at_address("cyd@example.org")] == [state]


def test_a_full_event_keeps_what_was_typed(client, sign_in, event):
    make_registration(event, State.CONFIRMED)
    sign_in("office")

    response = client.post(
        f"/manage/events/{event.slug}/registrations/new",
        data={**TYPED, "is_here": "y"},
    )

    assert response.status_code == 409
    assert response.errors == ["No seat is free. Raise the number of seats first."]
    assert response.page.select_one("[name=given_name]")["value"] == "Cyd"
