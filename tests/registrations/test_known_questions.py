"""Whoever is known is still asked what the event asks."""

import pytest

from eventreg.events.questions.states import QuestionKind
from tests.factories import (
    make_event,
    make_member,
    make_person,
    make_personal_link,
    make_question,
)
from tests.registrations.sending import answers, everybody


@pytest.fixture
def event(app):
    event = make_event()
    make_question(event, QuestionKind.ONE_OF, "Dish?", key="dish", required=True)
    return event


@pytest.fixture
def form(event):
    """Where the form is that knows Ada."""
    ada = make_person(make_member(), given_name="Ada", email="ada@example.org")
    token = make_personal_link(ada).token
    return f"/members/{token}/events/{event.slug}/register"


def test_an_answer_is_kept_with_the_registration(client, form):
    client.post(form, data={"answers-dish": "blue"})

    [ada] = everybody()
    assert answers(ada) == {"dish": "blue"}


def test_a_missing_answer_brings_the_form_back(client, form):
    response = client.post(form, data={"message": ""})

    assert (response.status_code, everybody()) == (422, [])
    assert response.page.select_one("[name='answers-dish']") is not None
