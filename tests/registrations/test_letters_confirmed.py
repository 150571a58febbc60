"""The letter of a seat names what the own page asks and forbids."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events.questions.states import Stage
from eventreg.events.states import Kind
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import services
from eventreg.registrations.states import State
from tests.factories import make_answer, make_event, make_question, make_registration
from tests.house import text_of

pytestmark = pytest.mark.usefixtures("app")


def asking_event(**columns):
    event = make_event(needs_approval=True, languages=["de", "en", "tr"], **columns)
    question = make_question(event, stage=Stage.AFTER_CONFIRMATION)
    return event, question


def confirm(event, language="en", **columns):
    return make_registration(event, State.PENDING, language=language, **columns)


def letter_to(registration):
    with write_tx():
        services.approve(registration, by=Actor.worker())
    letter = db.session.scalars(sa.select(Letter)).one()
    return render(letter, current_sender()).text


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Bitte beantworten Sie die offenen Fragen bis"),
        ("en", "please answer the open questions on your page by"),
        ("tr", "Lütfen açık soruları en geç"),
    ],
)
def test_it_says_until_when_questions_are_open(language, sentence):
    event, _question = asking_event()

    assert sentence in " ".join(letter_to(confirm(event, language)).split())


def test_it_names_the_companion_who_is_asked():
    event, _question = asking_event()
    lead = make_registration(event, email="ada@example.org", language="en")
    cem = confirm(event, email=None, lead_id=lead.id, given_name="Cem")

    assert "a little more about Cem" in letter_to(cem)


def test_it_says_nothing_of_questions_that_are_answered():
    event, question = asking_event()
    ada = confirm(event)
    make_answer(ada, question, "Vegan")

    assert "open questions" not in letter_to(ada)


def test_it_says_nothing_of_questions_that_nobody_can_answer_any_more():
    yesterday = clock.to_local(clock.now() - timedelta(days=1), "Europe/Berlin")
    event, _question = asking_event(change_until_local=yesterday)

    assert "open questions" not in letter_to(confirm(event))


def test_on_a_trip_it_forbids_what_the_own_page_forbids(client, clock_at):
    event = make_event(needs_approval=True, kind=Kind.TRIP)
    ada = confirm(event)
    words = "Please do not pay for or book anything before then."

    letter = " ".join(letter_to(ada).split())
    clock_at(timedelta(minutes=11))
    page = text_of(client.get(f"/my/{ada.token}").page.main)

    assert words in letter.replace("*", "")
    assert words in page


def test_of_an_evening_both_say_nothing_of_paying():
    assert "pay for" not in letter_to(confirm(make_event(needs_approval=True)))
