"""A signed-in member signs up with one press where nothing more is asked."""

import pytest
import sqlalchemy as sa

from eventreg.database import db
from eventreg.events.questions.states import QuestionKind, Stage
from eventreg.events.states import EventState
from eventreg.registrations.models import PhotoLevel, Registration
from eventreg.registrations.states import RegistrationRole, State
from tests.factories import (
    make_event,
    make_member,
    make_person,
    make_question,
    make_registration,
)
from tests.factories.money import make_fees
from tests.house import text_of


@pytest.fixture
def ada(app, sign_in_member):
    return sign_in_member(make_person(make_member("Ada AG"), given_name="Ada"))


def press(client, event):
    return client.post(f"/members/events/{event.slug}/one-tap")


def mine():
    return db.session.scalars(sa.select(Registration)).all()


def test_one_press_gives_a_seat(client, ada):
    event = make_event()

    answer = press(client, event)

    [registration] = mine()
    assert (registration.state, registration.company) == (State.CONFIRMED, "Ada AG")
    assert answer.location == f"/my/{registration.token}"


def test_nothing_is_agreed_to_by_it(client, ada):
    press(client, make_event())

    [registration] = mine()
    assert (registration.show_name, registration.photo_level) == (
        False,
        PhotoLevel.NONE,
    )
    assert registration.privacy_version == "1"


def test_where_the_director_decides_it_applies(client, ada):
    press(client, make_event(needs_approval=True))

    assert [registration.state for registration in mine()] == [State.PENDING]


@pytest.mark.parametrize(
    "options",
    [
        {"contingents": {"Science": 3}},
        {"sessions": {"Harbour": 3}},
        {"choices": {"Museum": 3}},
    ],
    ids=str,
)
def test_where_one_must_choose_the_form_asks(client, ada, options):
    event = make_event(**options)

    answer = press(client, event)

    assert answer.location == f"/members/events/{event.slug}/register"
    assert mine() == []


def test_where_a_question_is_asked_the_form_asks(client, ada):
    event = make_event()
    make_question(event, QuestionKind.YES_NO)

    assert press(client, event).location.endswith("/register")


def test_where_it_costs_something_the_form_says_how_much(client, ada):
    event = make_event()
    make_fees(event, {RegistrationRole.MEMBER: 2_500})

    answer = press(client, event)

    assert mine() == []
    assert "€25.00" in text_of(client.get(answer.location).page.main)


def test_what_only_guests_pay_is_no_reason_to_ask_a_member(client, ada):
    event = make_event()
    make_fees(event, {RegistrationRole.GUEST: 2_500})

    press(client, event)

    assert [registration.state for registration in mine()] == [State.CONFIRMED]


def test_what_is_asked_later_is_no_reason_to_ask_now(client, ada):
    event = make_event()
    make_question(event, QuestionKind.YES_NO, stage=Stage.AFTER_CONFIRMATION)

    press(client, event)

    assert [registration.state for registration in mine()] == [State.CONFIRMED]


def test_a_second_press_leads_to_the_registration(client, ada):
    event = make_event()
    press(client, event)

    answer = press(client, event)

    assert answer.location == f"/my/{mine()[0].token}"
    assert client.get(answer.location).flashes[-1] == (
        "You are signed up for this event already."
    )


def test_when_sign_up_is_closed_the_page_says_why(client, ada):
    event = make_event(state=EventState.CLOSED)

    answer = press(client, event)

    assert mine() == []
    assert client.get(answer.location).flashes != []


def test_the_page_has_a_button_where_one_press_is_enough(client, ada):
    make_event(title="Simple")
    make_event(title="Choose", sessions={"Harbour": 3})

    page = client.get("/members").page

    buttons = [text_of(b) for b in page.select("main .mine button")]
    links = [text_of(a) for a in page.select("main .mine a.button")]
    assert (buttons, links) == (["Sign up Simple"], ["Sign up : Choose"])
    assert "Come with others, or leave a word" in text_of(page.select_one("main"))


def test_the_page_leads_to_papers_and_consents(client, ada):
    token = make_registration(make_event(), person_id=ada.id).token

    page = client.get("/members").page

    for path in ("consents", "event.ics"):
        assert page.select_one(f'a[href="/my/{token}/{path}"]') is not None


def test_invitations_are_switched_off_and_on(client, ada):
    client.post("/members/invitations", data={"wish": "refuse"})
    refused = ada.no_invitations_since
    off = text_of(client.get("/members").page.main)
    client.post("/members/invitations", data={"wish": "allow"})

    assert refused is not None
    assert "You get none." in off
    assert ada.no_invitations_since is None
