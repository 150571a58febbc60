"""Staff change one registration, hand its seat on, merge it, take it back in."""

from datetime import timedelta

import pytest

from eventreg.database import write_tx
from eventreg.events.states import EventState, PoolKind
from eventreg.registrations.models import What
from eventreg.registrations.states import RegistrationRole, State, Why
from tests.factories import make_event, make_party, make_registration, pool_named
from tests.house import text_of

DETAILS = {
    "salutation": "",
    "given_name": "Ada",
    "family_name": "Berg",
    "email": "ada@example.org",
    "language": "en",
}


@pytest.fixture
def event(app):
    return make_event()


@pytest.fixture
def office(sign_in):
    return sign_in("office")


@pytest.fixture
def director(sign_in):
    return sign_in("director")


def page_of(registration, rest=""):
    return f"/manage/registrations/{registration.reference}{rest}"


def make_ada(event, state=State.CONFIRMED, **columns):
    known = {"given_name": "Ada", "family_name": "Berg", "email": "ada@example.org"}
    return make_registration(event, state, **(known | columns))


def history(client, registration):
    rows = client.get(page_of(registration)).page.select("tbody tr")
    return [[text_of(cell) for cell in row.select("th, td")[:2]] for row in rows]


def test_details_are_corrected_and_the_history_shows_the_difference(
    client, office, event
):
    ada = make_ada(event, company="Berg")
    typed = {**DETAILS, "family_name": "Berg-Klug", "company": "Berg GmbH"}

    answer = client.post(page_of(ada, "/details"), data={**typed, "phone": ""})

    assert client.get(answer.location).flashes == ["Saved."]
    assert (ada.family_name, ada.search_key) == ("Berg-Klug", "ada berg klug")
    assert history(client, ada)[0] == [
        "Details changed Family name: before: Berg → now: Berg-Klug "
        "Company: before: Berg → now: Berg GmbH",
        office.name,
    ]


def test_saving_the_same_changes_nothing(client, office, event):
    ada = make_ada(event)

    answer = client.post(page_of(ada, "/details"), data=DETAILS)

    assert client.get(answer.location).flashes == ["Nothing has changed."]
    assert ada.changes == []


@pytest.mark.parametrize(
    ("typed", "status", "error"),
    [
        ({"given_name": "", "family_name": ""}, 422, "Enter at least one"),
        ({"email": "ada"}, 422, "Enter an e-mail address like"),
        ({"email": ""}, 422, "Enter the e-mail address of this person"),
        ({"given_name": "Ben"}, 409, "This person is already registered:"),
    ],
)
def test_wrong_details_come_back(client, office, event, typed, status, error):
    ada = make_ada(event)
    make_ada(event, given_name="Ben")

    response = client.post(page_of(ada, "/details"), data={**DETAILS, **typed})

    assert response.status_code == status
    assert response.errors[0].startswith(error)
    assert (ada.given_name, ada.email) == ("Ada", "ada@example.org")


def test_a_companion_may_be_without_an_address(client, office, event):
    ben = make_party(event)[1]

    client.post(page_of(ben, "/details"), data={**DETAILS, "email": ""})

    assert ben.email is None


def test_another_contingent_takes_its_seat_and_frees_the_old_one(client, office):
    event = make_event(contingents={"Science": 1, "Press": 1})
    science, press = pool_named(event, "Science"), pool_named(event, "Press")
    ada = make_ada(event, pools=[science])
    ben = make_registration(event, State.WAITLISTED, pools=[science])

    client.post(page_of(ada, "/places"), data={"role": "press", "contingent": "press"})

    assert (ada.role, press.taken, science.taken) == (RegistrationRole.PRESS, 1, 1)
    assert ben.state is State.CONFIRMED
    assert {row[0] for row in history(client, ada)[:2]} == {
        "Role changed Comes as: before: Guest → now: Press",
        "Places changed Places: before: Science → now: Press",
    }


def test_a_full_contingent_is_refused_and_the_old_seat_stays(client, office):
    event = make_event(contingents={"Science": 1, "Press": 1})
    science, press = pool_named(event, "Science"), pool_named(event, "Press")
    ada = make_ada(event, pools=[science])
    make_registration(event, pools=[press])
    typed = {"role": "guest", "contingent": "press"}

    response = client.post(page_of(ada, "/places"), data=typed)

    assert (response.status_code, response.errors) == (
        422,
        ["“Press” is full. Choose something else"],
    )
    assert [claim.pool_id for claim in ada.claims] == [
        event.pool(PoolKind.EVENT).id,
        science.id,
    ]


def test_staff_read_of_all_that_is_full_at_once(client, office):
    ada = make_ada(make_event(sessions={"Morning": 0, "Noon": 0}))
    typed = {"role": "guest", "sessions": ["morning", "noon"]}

    response = client.post(page_of(ada, "/places"), data=typed)

    assert response.errors == [
        "These are full: Morning and Noon. Choose something else"
    ]


def test_the_team_sits_outside_the_contingents(client, office):
    event = make_event(contingents={"Science": 1})
    ada = make_ada(event, pools=[pool_named(event, "Science")])

    client.post(page_of(ada, "/places"), data={"role": "team"})

    assert [pool.taken for pool in event.pools] == [0, 1, 0]


def test_a_forged_role_comes_back(client, office, event):
    ada = make_ada(event)

    response = client.post(page_of(ada, "/places"), data={"role": "king"})

    assert (response.status_code, ada.role) == (422, RegistrationRole.GUEST)


def test_a_full_session_that_one_has_is_kept(client, office):
    event = make_event(sessions={"Robots": 1})
    ada = make_ada(event, pools=[pool_named(event, "Robots")])
    typed = {"role": "vip", "sessions": "robots"}

    page = client.get(page_of(ada, "/places")).page
    client.post(page_of(ada, "/places"), data=typed)

    assert page.select_one("input[value=robots]").has_attr("checked")
    assert (ada.role, len(ada.claims)) == (RegistrationRole.VIP, 2)


def test_who_is_out_has_no_places_to_change(client, office, event):
    ada = make_ada(event, State.CANCELLED)

    assert client.get(page_of(ada, "/places")).location == page_of(ada)


def test_staff_pass_a_seat_on_at_once_even_where_the_director_decides(client, office):
    event = make_event(capacity=1, needs_approval=True)
    ada = make_ada(event)
    ben = make_registration(event, State.WAITLISTED)
    typed = {**DETAILS, "given_name": "Cyd", "email": "cyd@example.org"}

    answer = client.post(page_of(ada, "/substitute"), data=typed)

    page = client.get(answer.location)
    assert page.flashes == ["Cyd Berg has taken over the seat."]
    assert (ada.state, ben.state) == (State.CANCELLED, State.WAITLISTED)
    assert page.heading == "Cyd Berg"
    assert ada.moves[-1].why is Why.SUBSTITUTED
    link = client.get(page_of(ada)).page.select_one("tbody a")
    assert link["href"] == answer.location


def test_who_is_registered_cannot_take_over(client, office, event):
    ada = make_ada(event)
    make_ada(event, given_name="Ben")

    response = client.post(
        page_of(ada, "/substitute"), data={**DETAILS, "given_name": "Ben"}
    )

    assert (response.status_code, ada.state) == (409, State.CONFIRMED)


@pytest.mark.parametrize("state", [State.CANCELLED, State.EXPIRED])
def test_somebody_is_taken_back_in_with_a_reason(client, director, event, state):
    ada = make_ada(event, state)

    answer = client.post(page_of(ada, "/reinstate"), data={"note": "Phoned"})

    assert client.get(answer.location).flashes == ["Taken back in: Confirmed."]
    assert (ada.state, ada.moves[-1].note) == (State.CONFIRMED, "Phoned")


def test_taken_back_into_a_full_event_one_waits(client, director):
    event = make_event(capacity=1)
    make_registration(event)
    ada = make_ada(event, State.CANCELLED)

    client.post(page_of(ada, "/reinstate"))

    assert ada.state is State.WAITLISTED


def test_an_offer_is_extended_once(client, office):
    event = make_event(offer_hours=48)
    ada = make_ada(event, State.OFFERED)
    with write_tx():
        ada.offer_expires_at -= timedelta(hours=20)
    before = ada.offer_expires_at

    client.post(page_of(ada, "/extend"))
    page = client.get(page_of(ada))
    again = client.post(page_of(ada, "/extend"))

    assert page.flashes == ["The seat is kept longer for Ada Berg."]
    assert (again.status_code, ada.offer_expires_at > before) == (303, True)
    assert page.page.select("form[action$='/extend']") == []


def test_the_same_name_and_company_leads_to_a_comparison(client, office, event):
    ada = make_ada(event, company="Berg GmbH")
    twice = make_ada(
        event, State.WAITLISTED, email="b@example.org", company="berg gmbh"
    )

    link = client.get(page_of(ada)).page.select_one("a[href*='/merge/']")
    page = client.get(link["href"]).page

    assert text_of(link) == f"Compare with {twice.reference}"
    assert [text_of(card.h2) for card in page.select(".card")] == [
        "This one is kept",
        "This one ends",
    ]
    numbers = [text_of(card.code) for card in page.select(".card")]
    assert numbers == [ada.reference, twice.reference]


def test_merging_keeps_the_further_one_and_passes_the_other_seat_on(client, office):
    event = make_event(capacity=2)
    one, two = make_ada(event), make_ada(event, email="b@example.org", message="Hi")
    ben = make_registration(event, State.WAITLISTED)

    answer = client.post(page_of(two, f"/merge/{one.reference}"))

    assert answer.location == page_of(one)
    assert (one.state, two.state, ben.state) == (
        State.CONFIRMED,
        State.CANCELLED,
        State.CONFIRMED,
    )
    assert (one.message, two.moves[-1].why) == ("Hi", Why.MERGED)


def test_what_cannot_be_merged_is_refused_in_words(client, office, event):
    ada, elsewhere = make_ada(event), make_ada(make_event())

    for other in (ada, elsewhere):
        response = client.get(page_of(ada, f"/merge/{other.reference}"))

        assert response.status_code == 409
        assert "Choose two registrations of one event" in response.text


def test_a_party_is_shown_with_links(client, office, event):
    lead, *others = make_party(event, State.PENDING, 3, family_name="Berg")

    items = client.get(page_of(others[0])).page.select(".parts > li")

    assert [text_of(item) for item in items] == [
        "Ada Berg signed them up Being considered",
        "Ada Berg Being considered",
        "Ada Berg Being considered",
    ]
    assert [item.a["href"] for item in items if item.a] == [
        page_of(lead),
        page_of(others[1]),
    ]


def test_moves_and_changes_stand_in_the_order_of_time(
    client, clock_at, director, event
):
    ada = make_ada(event, State.WAITLISTED)
    with write_tx():
        event.pool(PoolKind.EVENT).capacity = 0
    for act in ("pause", "resume"):
        clock_at(timedelta(minutes=1))
        client.post(page_of(ada, f"/{act}"))
    clock_at(timedelta(minutes=1))
    client.post(page_of(ada, "/cancel"), data={"note": "Ill"})

    assert [row[0] for row in history(client, ada)] == [
        "Cancelled by the organiser Ill",
        "No longer paused",
        "Paused: skipped in line",
        "On the waitlist: Address confirmed",
        "Signed up",
    ]
    assert [change.what for change in ada.changes] == [What.PAUSED, What.RESUMED]


@pytest.mark.parametrize(
    "columns", [{"state": EventState.CANCELLED}, {"starts_in": timedelta(days=-3)}]
)
def test_once_it_is_over_only_details_can_be_corrected(client, director, columns):
    ada = make_ada(make_event(**columns))

    page = client.get(page_of(ada)).page

    acts = page.select("main .actions a, main .actions form")
    assert [text_of(act) for act in acts] == ["Note …"]
    ways = [text_of(a) for a in page.select(".ways a")]
    assert ways == ["Change the details", "E-mails"]
