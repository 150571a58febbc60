"""Whoever is known is still asked what the event asks."""

import pytest

from eventreg.database import write_tx
from eventreg.events.questions.queries import questions as event_questions
from eventreg.events.questions.states import QuestionKind
from tests.factories import (
    make_event,
    make_member,
    make_person,
    make_personal_link,
    make_question,
)
from tests.house import text_of
from tests.registrations.sending import answers, everybody


@pytest.fixture
def event(app):
    event = make_event()
    make_question(event, QuestionKind.ONE_OF, "Dish?", key="dish", required=True)
    return event


@pytest.fixture
def form(event):
    """Where the form is that knows Ada."""
    ada = make_person(
        make_member(), given_name="Ada", email="ada@example.org", language="en"
    )
    token = make_personal_link(ada).token
    return f"/members/{token}/events/{event.slug}/register"


def test_an_answer_is_kept_with_the_registration(client, form):
    client.post(form, data={"answers-dish": "blue"})

    [ada] = everybody()
    assert answers(ada) == {"dish": "blue"}


def test_a_number_without_code_is_one_of_the_country_that_is_known(client):
    event = make_event()
    make_question(event, QuestionKind.PHONE, key="call")
    token = make_personal_link(make_person(make_member(), country="TR")).token
    form = f"/members/{token}/events/{event.slug}/register"

    client.post(form, data={"answers-call": "0532 123 45 67"})

    [ada] = everybody()
    assert answers(ada) == {"call": "+905321234567"}


def test_a_missing_answer_brings_the_form_back(client, form):
    response = client.post(form, data={"message": ""})

    assert (response.status_code, everybody()) == (422, [])
    assert response.page.select_one("[name='answers-dish']") is not None


@pytest.mark.parametrize("required", [True, False])
def test_one_press_is_promised_only_where_nothing_must_be_answered(
    client, event, form, required
):
    with write_tx():
        event_questions(event)[0].required = required

    lede = text_of(client.get(form).page.select_one("main .lede"))

    assert lede == (
        "We know you already: answer what is asked below, send it, and the seat is "
        "yours."
        if required
        else "We know you already: press the button below, and the seat is yours."
    )
