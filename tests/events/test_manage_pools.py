"""Staff give an event contingents, sessions and choices with seats of their own."""

import pytest

from eventreg.events.states import EventState, PoolKind
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration, pool_named
from tests.house import text_of


@pytest.fixture(autouse=True)
def _office(sign_in):
    sign_in("office")


def seats_page(event):
    return f"/manage/events/{event.slug}/edit/seats"


def post(client, event, rest, **typed):
    return client.post(f"{seats_page(event)}/{rest}", data=typed)


def added(event):
    kinds = {PoolKind.EVENT, PoolKind.TEAM}
    return [(p.kind, p.names, p.capacity) for p in event.pools if p.kind not in kinds]


@pytest.mark.parametrize("kind", ["contingent", "session", "choice"])
def test_a_pool_is_added_with_its_names(client, kind):
    event = make_event(languages=["en", "de"])

    typed = {"name_en": " Science ", "name_de": "Wissenschaft", "capacity": "7"}
    answer = post(client, event, f"new/{kind}", **typed)

    assert answer.location == seats_page(event)
    assert added(event) == [(kind, {"en": "Science", "de": "Wissenschaft"}, 7)]


def test_a_name_in_another_language_may_be_missing(client):
    event = make_event(languages=["en", "de"])

    post(client, event, "new/session", name_en="Robots", name_de="", capacity="7")

    assert added(event) == [("session", {"en": "Robots"}, 7)]


def test_a_contingent_may_warn_above_a_share(client):
    event = make_event()

    post(
        client,
        event,
        "new/contingent",
        name_en="Press",
        capacity="5",
        cap_percent="40",
    )

    assert pool_named(event, "Press").cap_percent == 40


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"name_en": ""}, "Enter a name"),
        ({"capacity": "-1"}, "Enter a whole number from 0 to 100000"),
        ({"cap_percent": "101"}, "Enter a whole number from 1 to 100"),
        ({"cap_percent": "x"}, "Enter a whole number from 1 to 100"),
    ],
)
def test_a_wrong_contingent_comes_back(client, typed, error):
    event = make_event()
    right = {"name_en": "Press", "capacity": "5"}

    response = post(client, event, "new/contingent", **(right | typed))

    assert (response.status_code, response.errors) == (422, [error])
    assert added(event) == []


def test_a_pool_is_changed_under_its_name(client):
    event = make_event(contingents={"Science": 3, "Press": 2})

    page = client.get(f"{seats_page(event)}/science")
    post(client, event, "science", name_en="Research", capacity="4", cap_percent="50")

    assert page.page.select_one("#name_en")["value"] == "Science"
    assert added(event) == [
        ("contingent", {"en": "Research"}, 4),
        ("contingent", {"en": "Press"}, 2),
    ]


def test_two_of_one_name_have_two_addresses(client):
    event = make_event(sessions={"Robots": 3}, choices={"Robots": 5})

    post(client, event, "robots-2", name_en="Robots", capacity="6")

    assert [capacity for _kind, _names, capacity in added(event)] == [3, 6]


def test_a_pool_renamed_meanwhile_is_missing(client):
    event = make_event(contingents={"Science": 3})

    assert post(client, event, "sience", name_en="S", capacity="4").status_code == 404


def test_more_seats_say_how_many_moved_up(client):
    event = make_event(contingents={"Science": 1})
    science = [pool_named(event, "Science")]
    make_registration(event, State.CONFIRMED, pools=science)
    ben = make_registration(event, State.WAITLISTED, pools=science)

    answer = post(client, event, "science", name_en="Science", capacity="2")

    assert ben.state is State.CONFIRMED
    assert client.get(answer.location).flashes == [
        "Saved.",
        "1 person on the waitlist has moved up.",
    ]


def test_raising_all_seats_says_how_many_moved_up(client):
    event = make_event(capacity=1)
    make_registration(event, State.CONFIRMED)
    for _ in range(3):
        make_registration(event, State.WAITLISTED)

    answer = client.post(seats_page(event), data={"capacity": "3", "team": "20"})

    assert client.get(answer.location).flashes == [
        "Saved.",
        "2 people on the waitlist have moved up.",
    ]


@pytest.mark.parametrize(
    ("state", "offered"), [(EventState.PUBLISHED, 1), (EventState.CLOSED, 0)]
)
def test_fewer_seats_than_taken_offer_to_close_sign_up(client, state, offered):
    event = make_event(capacity=3, state=state, contingents={"Science": 2})
    for _ in range(2):
        make_registration(event, pools=[pool_named(event, "Science")])
    wrong = {"capacity": "1"}

    whole = client.post(seats_page(event), data={**wrong, "team": "20"})
    part = post(client, event, "science", name_en="Science", **wrong)

    sentence = (
        "2 seats are taken already, so there cannot be fewer. "
        "To let nobody else in, close sign-up."
    )
    for response in (whole, part):
        assert (response.status_code, response.errors) == (409, [sentence])
        forms = response.page.select("form[action$='/close']")
        assert [text_of(form) for form in forms] == ["Close sign-up instead"] * offered


def test_the_button_closes_sign_up(client):
    event = make_event(capacity=3)
    for _ in range(3):
        make_registration(event)
    page = client.post(seats_page(event), data={"capacity": "1", "team": "20"})

    client.post(page.page.select_one("form[action$='/close']")["action"])

    assert event.state is EventState.CLOSED


def test_a_pool_that_nobody_chose_is_removed(client):
    event = make_event(sessions={"Robots": 3})

    answer = post(client, event, "robots/remove")

    assert added(event) == []
    assert client.get(answer.location).flashes == ["“Robots” is removed."]


def test_a_pool_that_somebody_chose_stays(client):
    event = make_event(sessions={"Robots": 3})
    make_registration(event, State.CANCELLED, pools=[pool_named(event, "Robots")])

    page = client.get(f"{seats_page(event)}/robots").page
    response = post(client, event, "robots/remove")

    assert page.select("form[action$='/remove']") == []
    assert "Somebody has chosen this already" in text_of(page.select_one(".part"))
    assert (response.status_code, len(added(event))) == (409, 1)
    error = text_of(response.page.select_one(".error-summary"))
    assert "Somebody has chosen this already" in error
    form = response.page.select_one("main form[action$='/robots']")
    assert form.select_one("[name=capacity]")["value"] == "3"


def test_the_seats_page_lists_each_pool_under_its_kind(client):
    event = make_event(contingents={"Science": 3}, sessions={"Robots": 5})
    make_registration(event, pools=[pool_named(event, "Science")])

    page = client.get(seats_page(event)).page

    rows = [text_of(row) for row in page.select("tbody tr")]
    assert rows == ["Science 1 / 3 –", "Robots 0 / 5"]
    assert [text_of(h) for h in page.select("h2")] == [
        "Contingents",
        "Sessions",
        "Choices",
    ]


@pytest.mark.parametrize("role", ["travel_lead", "desk"])
def test_others_change_no_seats(client, sign_in, role):
    event = make_event(contingents={"Science": 3})
    sign_in(role)

    assert post(client, event, "science/remove").status_code == 403
    assert client.get(f"{seats_page(event)}/science").status_code == 403


def test_a_cancelled_event_has_nothing_to_add(client):
    event = make_event(state=EventState.CANCELLED)

    answer = client.get(f"{seats_page(event)}/new/session")

    assert answer.location == f"/manage/events/{event.slug}"


def test_the_event_page_shows_each_pool_in_figures(client):
    event = make_event(capacity=10, contingents={"Science": 4})
    science = [pool_named(event, "Science")]
    for state in (
        State.CONFIRMED,
        State.OFFERED,
        State.WAITLISTED,
        State.PENDING,
        State.CANCELLED,
    ):
        make_registration(event, state, pools=science)

    page = client.get(f"/manage/events/{event.slug}").page

    assert [text_of(pool) for pool in page.select("aside .seats")] == [
        "Guests 2 of 10 seats taken · 1 offered · 1 on the waitlist "
        "· 1 being considered",
        "Team and speakers 0 of 20 seats taken",
        "Science 2 of 4 seats taken · 1 offered · 1 on the waitlist "
        "· 1 being considered",
    ]


def test_a_contingent_may_say_as_what_people_come(client):
    event = make_event()

    post(client, event, "new/contingent", name_en="Press", capacity="5", role="press")
    page = client.get(f"{seats_page(event)}/press")

    assert pool_named(event, "Press").role == "press"
    assert text_of(page.page.select_one("#role [selected]")) == "Press"
    post(client, event, "press", name_en="Press", capacity="5", role="")
    assert pool_named(event, "Press").role is None


def test_a_forged_role_of_a_contingent_comes_back(client):
    event = make_event()

    answer = post(
        client, event, "new/contingent", name_en="Press", capacity="5", role="team"
    )

    assert answer.status_code == 422
    assert added(event) == []
