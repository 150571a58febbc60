"""What a full contingent means to whom, on the pages where one is chosen."""

import pytest

from eventreg.registrations.states import State
from tests.factories import make_event, make_registration, pool_named
from tests.house import text_of


@pytest.fixture
def event(app):
    return make_event(contingents={"Business": 5, "Science": 0})


def make_ada(event, state):
    return make_registration(event, state, pools=[pool_named(event, "Business")])


def shown(client, address):
    """What stands beside the full contingent, and whether it can be chosen."""
    page = client.get(address).page
    radio = page.select_one("[name=contingent][value=science]")
    label = text_of(page.select_one(f"label[for={radio['id']}]"))
    return label.removeprefix("Science – "), not radio.has_attr("disabled")


@pytest.mark.parametrize(
    ("state", "words", "can_choose"),
    [
        (State.CONFIRMED, "full", False),
        (State.OFFERED, "full", False),
        (State.WAITLISTED, "full: you would stay on the waitlist", True),
        (State.PENDING, "full: you would join the waitlist", True),
    ],
)
def test_the_person_reads_what_it_would_mean(client, event, state, words, can_choose):
    ada = make_ada(event, state)

    assert shown(client, f"/my/{ada.token}/change") == (words, can_choose)


@pytest.mark.parametrize(
    ("state", "words", "can_choose"),
    [
        (State.CONFIRMED, "full", False),
        (State.WAITLISTED, "full: the person stays on the waitlist", True),
        (State.PENDING, "full: the person joins the waitlist", True),
    ],
)
def test_staff_read_it_of_the_person(client, sign_in, event, state, words, can_choose):
    sign_in("office")
    ada = make_ada(event, state)

    found = shown(client, f"/manage/registrations/{ada.reference}/places")

    assert found == (words, can_choose)


def test_who_is_entered_by_staff_joins_the_waitlist(client, sign_in, event):
    sign_in("office")

    found = shown(client, f"/manage/events/{event.slug}/registrations/new")

    assert found == ("full: the person joins the waitlist", True)
