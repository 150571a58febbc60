"""“Find my registration” says the same to everybody."""

from datetime import timedelta

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import services
from eventreg.registrations.guard import LETTER_LIMIT
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration


def ask(client, email):
    return client.post("/find-my-registration", data={"email": email})


def test_links_go_to_the_address_in_one_letter(client, letters):
    for event in (make_event(), make_event()):
        make_registration(event, State.CONFIRMED, email="ada@example.org")

    ask(client, " Ada@Example.ORG ")

    assert letters() == [("find_my_registration", "ada@example.org")]


def test_the_answer_is_the_same_for_an_unknown_address(client, letters):
    make_registration(make_event(), State.CONFIRMED, email="ada@example.org")

    known, unknown = ask(client, "ada@example.org"), ask(client, "eve@example.org")

    assert (known.status_code, known.location) == (
        unknown.status_code,
        unknown.location,
    )
    assert client.get(known.location).heading == "Check your mailbox"
    assert len(letters()) == 1


def test_a_wrong_address_comes_back(client):
    response = ask(client, "ada")

    assert response.status_code == 422
    assert response.errors == ["Enter an e-mail address like name@example.org"]


def test_the_letters_to_one_address_are_few(client, clock_at):
    clock_at(timedelta())
    answers = [
        ask(client, "ada@example.org").status_code for _once in range(LETTER_LIMIT + 1)
    ]

    assert answers == [303] * LETTER_LIMIT + [429]


def test_the_letter_is_in_the_language_of_the_page_and_names_each_state(client):
    event = make_event()
    make_registration(event, State.CONFIRMED, email="ada@example.org", language="de")
    make_registration(event, State.WAITLISTED, email="ada@example.org", language="de")

    ask(client, "ada@example.org")

    letter = db.session.query(Letter).one()
    assert letter.language == "en"
    text = render(letter, current_sender()).text
    assert ") – Confirmed:" in text
    assert ") – On the waitlist:" in text


def test_a_decision_that_waits_is_not_named(client):
    event = make_event(needs_approval=True)
    ada = make_registration(event, State.PENDING, email="ada@example.org")
    with write_tx():
        services.approve(ada, by=Actor.worker())

    ask(client, "ada@example.org")

    letter = db.session.query(Letter).filter_by(letter="find_my_registration").one()
    assert ") – Being considered:" in render(letter, current_sender()).text
