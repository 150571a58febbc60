"""Who only asks to come, or was told no, is seen by the director and the office."""

import pytest

from eventreg.events.questions.states import Audience, QuestionKind
from eventreg.registrations.states import APPLICATIONS, State
from tests.factories import (
    make_answer,
    make_event,
    make_member,
    make_person,
    make_question,
    make_registration,
)
from tests.house import text_of

OTHERS = sorted(set(State) - APPLICATIONS)
ALL_SEE = ["director", "office"]
NOT_ALL = ["travel_lead", "desk"]


@pytest.fixture
def people(app):
    """One in each state, called by it, with an answer for the travel lead."""
    event = make_event(slug="trip", title="Trip")
    diet = make_question(
        event, QuestionKind.SHORT_TEXT, "Diet", audience=Audience.OFFICE_TRAVEL
    )
    found = {}
    for state in State:
        found[state] = make_registration(event, state, family_name=f"Berg{state}")
        make_answer(found[state], diet, f"eats-{state}")
    return found


def listed(client, query=""):
    page = client.get(f"/manage/events/trip/registrations?{query}").page
    return sorted(
        text_of(cell).removeprefix("Ada Berg")
        for cell in page.select("#results tbody th")
    )


@pytest.mark.every_case
@pytest.mark.parametrize("role", ALL_SEE + NOT_ALL)
def test_the_list_shows_each_role_whom_it_may_see(client, sign_in, people, role):
    sign_in(role)
    seen = OTHERS if role in NOT_ALL else sorted(State)
    page = client.get("/manage/events/trip/registrations").page

    assert listed(client) == seen
    assert listed(client, "state=pending&state=confirmed") == sorted(
        {"pending", "confirmed"} & set(seen)
    )
    assert listed(client, "search=berg") == seen
    filters = [text_of(each) for each in page.select("#states a")]
    assert filters[0] == f"All {len(seen)}"
    assert len(filters) == 1 + len(seen)
    assert ("Bergpending" in page.text) == (role in ALL_SEE)


@pytest.mark.every_case
@pytest.mark.parametrize("role", ALL_SEE + NOT_ALL)
def test_the_search_finds_for_each_role_whom_it_may_see(client, sign_in, people, role):
    sign_in(role)

    page = client.get("/manage/search?search=berg").page

    found = [text_of(name) for name in page.select("#results .people__name")]
    seen = OTHERS if role in NOT_ALL else sorted(State)
    assert sorted(found) == [f"Ada Berg{state}" for state in seen]


def test_what_the_travel_lead_takes_away_names_no_applications(client, sign_in, people):
    sign_in("travel_lead")

    body = client.post(
        "/manage/events/trip/registrations/export?state=pending&state=confirmed",
        data={"format": "csv", "columns": "all"},
    ).text

    assert "Bergconfirmed" in body
    assert "eats-confirmed" in body
    for state in APPLICATIONS:
        assert f"Berg{state}" not in body
        assert f"eats-{state}" not in body


@pytest.mark.every_case
@pytest.mark.parametrize("state", sorted(State))
def test_answers_of_applications_are_not_there_for_the_travel_lead(
    client, sign_in, people, state
):
    reference = people[state].reference
    sign_in("travel_lead")

    read = client.get(f"/manage/registrations/{reference}/answers").status_code
    change = client.get(f"/manage/registrations/{reference}/answers/change")

    if state in APPLICATIONS:
        assert (read, change.status_code) == (404, 404)
    else:
        assert read == 200


@pytest.mark.parametrize(("role", "count"), [("office", 2), ("travel_lead", 1)])
def test_pages_of_people_and_members_keep_it_the_same(client, sign_in, role, count):
    company = make_member("Berg GmbH")
    ada = make_person(company, given_name="Ada", family_name="Berg")
    for state in (State.PENDING, State.CONFIRMED):
        make_registration(make_event(title=f"Trip {state}"), state, person_id=ada.id)
    sign_in(role)

    for address in (
        f"/manage/people/{ada.reference}",
        f"/manage/members/{company.slug}",
    ):
        page = client.get(address)
        assert len(page.page.select("td[data-label=State]")) == count
        assert ("Trip pending" in page.text) == (role == "office")
