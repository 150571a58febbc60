"""Who may change one registration, and what the pages about it cost."""

import pytest

from eventreg.database import write_tx
from eventreg.events.states import PoolKind
from eventreg.registrations.states import RegistrationRole, State
from tests.factories import make_event, make_party, make_registration
from tests.house import count_queries
from tests.registrations.test_manage_changing import DETAILS, make_ada, page_of


@pytest.fixture
def event(app):
    return make_event()


@pytest.fixture
def office(sign_in):
    return sign_in("office")


@pytest.mark.parametrize("role", ["travel_lead", "desk"])
@pytest.mark.parametrize(
    "rest", ["/details", "/places", "/substitute", "/reinstate", "/merge/RX"]
)
def test_others_change_nothing(client, sign_in, event, role, rest):
    ada = make_ada(event)
    sign_in(role)

    assert client.post(page_of(ada, rest), data=DETAILS).status_code == 403


def test_the_office_takes_nobody_back_in(client, office, event):
    ada = make_ada(event, State.CANCELLED)

    page = client.get(page_of(ada)).page

    assert page.select("a[href$='/reinstate']") == []
    assert client.post(page_of(ada, "/reinstate")).status_code == 403
    assert ada.state is State.CANCELLED


@pytest.mark.parametrize("rest", ["/details", "/places", "/substitute", "/merge/RX"])
def test_an_unknown_number_is_missing(client, office, rest):
    assert client.get(f"/manage/registrations/RNOTHERE{rest}").status_code == 404


def test_the_page_asks_the_same_for_a_large_party(client, office, event):
    small, large = make_party(event, size=2)[0], make_party(event, size=8)[0]
    client.get(page_of(small))
    with count_queries() as two:
        client.get(page_of(small))

    with count_queries() as eight:
        client.get(page_of(large))

    assert len(two) == len(eight)


@pytest.mark.parametrize("state", [State.CONFIRMED, State.WAITLISTED])
def test_where_the_team_is_full_the_page_says_so(client, sign_in, state):
    event = make_event()
    with write_tx():
        event.pool(PoolKind.TEAM).capacity = 0
    ada = make_registration(event, state)
    sign_in("office")

    response = client.post(
        f"/manage/registrations/{ada.reference}/places", data={"role": "team"}
    )

    assert (response.status_code, response.errors) == (
        409,
        ["All seats for the team are taken. Raise their number, then try again."],
    )
    assert (ada.state, ada.role) == (state, RegistrationRole.GUEST)


def test_back_from_the_team_needs_a_seat_of_the_event(client, sign_in):
    ada = make_registration(make_event(capacity=0), role=RegistrationRole.TEAM)
    sign_in("office")

    response = client.post(
        f"/manage/registrations/{ada.reference}/places", data={"role": "guest"}
    )

    assert response.errors == ["No seat is free. Everything stays as it was."]
