"""Whom the director takes back in, and what is said before."""

import pytest

from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.house import text_of

DETAILS = {
    "salutation": "",
    "given_name": "Cem",
    "family_name": "Demir",
    "email": "cem@example.org",
    "language": "en",
}


@pytest.fixture
def event(app):
    return make_event()


@pytest.fixture
def director(sign_in):
    return sign_in("director")


def page_of(registration, rest=""):
    return f"/manage/registrations/{registration.reference}{rest}"


def make_ada(event, state=State.CONFIRMED, **columns):
    known = {"given_name": "Ada", "family_name": "Berg", "email": "ada@example.org"}
    return make_registration(event, state, **(known | columns))


def test_a_double_that_was_merged_does_not_come_back(client, director, event):
    one, two = make_ada(event), make_ada(event, email="other@example.org")
    client.post(page_of(two, f"/merge/{one.reference}"))
    merged = one if one.state is State.CANCELLED else two

    page = client.get(page_of(merged)).page
    answers = [
        client.get(page_of(merged, "/reinstate")),
        client.post(page_of(merged, "/reinstate")),
    ]

    assert page.select("a[href$='/reinstate']") == []
    assert [answer.location for answer in answers] == [page_of(merged)] * 2
    assert merged.state is State.CANCELLED
    [flash] = client.get(page_of(merged)).flashes[:1]
    assert "merged" in flash
    assert flash.endswith("Your click has changed nothing.")


def test_before_it_the_page_says_who_has_the_seat_now(client, director, event):
    ada, other = make_ada(event), make_ada(event, State.CANCELLED)
    client.post(page_of(ada, "/substitute"), data=DETAILS)

    handed_on = text_of(client.get(page_of(ada, "/reinstate")).page.main)
    plain = text_of(client.get(page_of(other, "/reinstate")).page.main)

    said = "The seat went to Cem Demir, who keeps it: this would be one more."
    assert (said in handed_on, "The seat went to" in plain) == (True, False)
