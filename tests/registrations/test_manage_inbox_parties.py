"""Parties, contingents and substitutes in the inbox."""

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.registrations import seats, services
from eventreg.registrations.states import RegistrationRole, State
from tests.factories import make_event, make_party, make_registration, pool_named
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


def flags(response):
    return [
        [text_of(tag) for tag in row.select(".people__flags .tag")]
        for row in response.page.select(".people > li")
    ]


def make_together(event, size=2, **columns):
    return make_party(event, State.PENDING, size, together=True, **columns)


def test_a_party_that_comes_only_together_is_one_row_and_one_decision(
    client, director, trip
):
    party = make_together(trip, 3, family_name="Berg")

    page = client.get("/manage/inbox")
    client.post(f"/manage/inbox/{party[0].reference}/approve")
    after = client.get("/manage/inbox")

    [row] = page.page.select(".people > li")
    assert page.heading == "3 people are waiting for you"
    assert [text_of(a) for a in row.select(".people__name")] == ["Ada Berg"] * 3
    assert "They come only together: one decision for all of them." in text_of(row)
    assert len(row.select("[data-key=a]")) == 1
    assert {each.state for each in party} == {State.CONFIRMED}
    decided = text_of(after.page.select_one(".decided__who"))
    assert decided.startswith("Ada Berg, Ada Berg and Ada Berg get seats.")
    assert len(after.page.select(".decided form[action*='/undo']")) == 1


def test_a_party_is_declined_under_all_its_names(client, director, trip):
    party = make_together(trip, family_name="Berg")
    page = f"/manage/inbox/{party[1].reference}/decline"

    heading = client.get(page).heading
    client.post(page, data={"text": "Next year"})

    assert heading == "Decline Ada Berg and Ada Berg?"
    assert {(each.state, each.reason) for each in party} == {
        (State.DECLINED, "Next year")
    }


def test_the_rows_of_a_party_name_their_lead(client, director, trip):
    make_party(trip, State.PENDING, 3, family_name="Berg")
    make_party(make_event(needs_approval=True), State.PENDING, 2, family_name="Klug")

    rows = client.get("/manage/inbox").page.select(".people > li")

    assert [text_of(row.select_one(".people__head + .soft")) for row in rows] == [
        "Signed up 2 others too",
        "With Ada Berg and 1 other",
        "With Ada Berg and 1 other",
        "Signed up 1 other person too",
        "With Ada Klug",
    ]


def test_people_of_one_party_are_no_second_of_their_company(client, director, trip):
    make_party(trip, State.PENDING, 2, company="Berg GmbH")
    make_party(trip, State.PENDING, 2, company="Klug AG", given_name="Ben")
    make_pending(trip, "Cyd", company="Klug AG")

    second = ["Second person from this company"]
    assert flags(client.get("/manage/inbox")) == [[], [], second, second, second]


def test_a_row_names_the_contingent_and_one_that_has_its_share(client, director):
    trip = make_event(
        capacity=4, needs_approval=True, contingents={"Science": 3, "Press": 3}
    )
    science, press = pool_named(trip, "Science"), pool_named(trip, "Press")
    with write_tx():
        science.cap_percent = press.cap_percent = 40
    for _ in range(2):
        make_registration(trip, pools=[science])
    make_pending(trip, pools=[science])
    make_pending(trip, "Ben", pools=[press])

    response = client.get("/manage/inbox")

    heads = [text_of(head) for head in response.page.select(".people__what")]
    assert heads == ["Guest · Science", "Guest · Press"]
    assert flags(response) == [["Science has reached its share of the seats"], []]


def test_each_of_a_party_comes_as_something_of_their_own(client, director):
    trip = make_event(needs_approval=True, contingents={"Science": 3, "Press": 3})
    _lead, other = make_together(trip, 2, pools=[pool_named(trip, "Science")])
    with write_tx():
        seats.claim(other, trip, [pool_named(trip, "Press")])

    heads = client.get("/manage/inbox").page.select(".people__what")

    assert [text_of(head) for head in heads] == ["Guest · Science", "Guest · Press"]


def test_a_party_larger_than_what_is_free_is_marked(client, director):
    trip = make_event(capacity=2, needs_approval=True)
    make_registration(trip)
    make_together(trip, family_name="Berg")
    make_pending(trip, "Ben")

    lacks = ["Too few seats: needs 2 seats, 1 free"]
    assert flags(client.get("/manage/inbox")) == [lacks, []]


def test_a_request_to_take_over_a_seat_says_whose(client, director):
    trip = make_event(capacity=1, needs_approval=True)
    old = make_registration(trip, given_name="Old", family_name="Berg", company="B")
    new = make_pending(trip, company="B", replaces_id=old.id)

    response = client.get("/manage/inbox")
    client.post(f"/manage/inbox/{new.reference}/approve")

    [row] = response.page.select(".people > li")
    assert "Wants to take over the seat of Old Berg." in text_of(row)
    assert flags(response) == [[]]
    assert (old.state, new.state) == (State.CANCELLED, State.CONFIRMED)
    said = (
        "Ada Berg now has the seat of Old Berg. "
        "Ada Berg and Old Berg are told by e-mail."
    )
    assert client.get("/manage/inbox").flashes == [said]


def test_the_number_of_queries_does_not_grow_with_parties(client, director):
    trip = make_event(needs_approval=True, contingents={"Science": 9})
    science = [pool_named(trip, "Science")]
    make_party(trip, State.PENDING, 2, pools=science)
    client.get("/manage/inbox")
    with count_queries() as one:
        client.get("/manage/inbox")
    for _ in range(7):
        make_party(trip, State.PENDING, 2, pools=science)
        make_together(trip, pools=science)

    with count_queries() as thirty:
        client.get("/manage/inbox")

    assert len(thirty) == len(one)


def buttons(row):
    return [button["data-key"] for button in row.select("[data-key]")]


def test_a_seat_is_never_handed_over_unseen(client, director):
    trip = make_event(capacity=1, needs_approval=True)
    old = make_registration(trip)
    new = make_pending(trip, replaces_id=old.id)

    page = client.get("/manage/inbox").page
    client.post("/manage/inbox/approve-plain", data={"reference": new.reference})

    [row] = page.select(".people > li")
    assert page.select("form[action*='approve-plain']") == []
    assert "hands the seat over at once; it cannot be undone." in text_of(row)
    assert buttons(row) == ["a", "d", "l", "?", "n"]
    assert (old.state, new.state) == (State.CONFIRMED, State.PENDING)


def test_a_seat_that_is_taken_over_has_no_line_for_many_either(client, director):
    trip = make_event(capacity=1, needs_approval=True)
    old = make_registration(trip, given_name="Old", family_name="Berg")
    ada, ben = make_pending(trip, replaces_id=old.id), make_pending(trip, "Ben")

    marked = {"act": "onto-waitlist", "reference": [ada.reference, ben.reference]}
    client.post("/manage/inbox/many", data=marked)

    assert client.get("/manage/inbox").flashes == [
        "Ada Berg (Being considered): For a seat that is taken over there is no "
        "waitlist. Approve, decline, or decide later.",
        "Ben Berg: On the waitlist",
    ]
    assert (ada.state, ben.state) == (State.PENDING, State.WAITLISTED)
    assert ada.replaces is old


def test_who_is_reconsidered_was_declined_before(client, director, trip):
    ada, ben = make_pending(trip), make_pending(trip, "Ben")
    for one, back in ((ada, services.reconsider), (ben, services.undo)):
        with write_tx():
            services.decline(one, by=Actor.worker())
        with write_tx():
            back(one, by=Actor.worker())

    assert flags(client.get("/manage/inbox")) == [["Declined before"], []]


def test_the_waitlist_is_offered_where_no_seat_is_free(client, director):
    trip = make_event(needs_approval=True, contingents={"Full": 0, "Free": 5})
    make_pending(trip, pools=[pool_named(trip, "Full")])
    make_pending(trip, "Ben", pools=[pool_named(trip, "Free")])

    rows = client.get("/manage/inbox").page.select(".people > li")

    assert [buttons(row) for row in rows] == [
        ["a", "w", "d", "l", "?", "n"],
        ["a", "d", "l", "?", "n"],
    ]


@pytest.mark.parametrize("paused", [True, False])
def test_nobody_marked_is_put_in_a_line_that_needs_nobody(client, director, paused):
    trip = make_event(needs_approval=True, line_paused=paused)
    ada, _ben = make_pending(trip), make_pending(trip, "Ben")

    page = client.get("/manage/inbox").page
    own = client.get(f"/manage/registrations/{ada.reference}").page

    assert bool(page.select("#many [value=onto-waitlist]")) is paused
    assert bool(own.select("form[action$='/onto-waitlist']")) is paused


def test_a_role_that_is_called_like_its_contingent_is_said_once(client, director):
    event = make_event(needs_approval=True, contingents={"Press": 5, "Science": 5})
    press, science = pool_named(event, "Press"), pool_named(event, "Science")
    ada = make_pending(event, role=RegistrationRole.PRESS, pools=[press])
    make_pending(event, "Ben", role=RegistrationRole.PRESS, pools=[science])

    rows = client.get("/manage/inbox").page.select(".people__what")
    one = client.get(f"/manage/registrations/{ada.reference}").page

    assert [text_of(row) for row in rows] == ["Press", "Press · Science"]
    assert "Press" in [text_of(dd) for dd in one.select(".facts dd")]
