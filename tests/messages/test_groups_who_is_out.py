"""What a letter to a group says to who has a seat, and to who is out."""

import pytest

from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.messages.links import letters_named
from tests.messages.test_groups import draft, send

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "auch absagen"),
        ("en", "also cancel there"),
        ("tr", "iptal edebilirsiniz"),
    ],
)
def test_only_who_is_in_reads_that_one_can_cancel(language, words):
    event = make_event(languages=(language,))
    make_registration(event, given_name="Ada", language=language)
    make_registration(event, State.CANCELLED, given_name="Ben", language=language)
    texts = {language: {"subject": "News", "body": "Hello"}}

    send(draft(event, texts=texts, states=(State.CONFIRMED, State.CANCELLED)))

    said = {
        each.values["name"].split()[0]: words in render(each, current_sender()).text
        for each in letters_named("free")
    }
    assert said == {"Ada": True, "Ben": False}
