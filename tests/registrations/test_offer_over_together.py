"""A party that comes only together lets an offer run out: one was to answer."""

import re

import pytest
from flask_babel import force_locale

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import overtaken, services
from eventreg.registrations.states import State
from tests.factories import make_event
from tests.registrations.parties import main_text, party_of

LANGUAGES = pytest.mark.parametrize(
    ("language", "late"),
    [
        ("en", "Ada Berg did not answer in time for your party"),
        ("de", "Ada Berg hat nicht rechtzeitig für Ihre Gruppe geantwortet"),
        ("tr", "Ada Berg grubunuz adına zamanında yanıt vermediği"),
    ],
)


def ended_offer(*, has_address=True, size=2, **columns):
    """Ada, who did not answer, and Ben."""
    event = make_event(**{"capacity": size, "offer_hours": 48, **columns})
    people = party_of(event, State.OFFERED, size, together=True)
    with write_tx():
        for each in people:
            each.offer_expires_at = clock.now()
        if not has_address:
            people[1].email = None
    with write_tx():
        services.expire(people[0], by=Actor.worker())
    return people


def letter_about(registration, name="offer_expired"):
    rows = db.session.query(Letter).filter_by(registration=registration.reference)
    text = render(rows.filter_by(letter=name).one(), current_sender()).text
    return re.sub(r"\s+", " ", text.replace("*", ""))


@LANGUAGES
def test_a_companion_reads_on_the_own_page_who_was_late(client, language, late):
    _ada, ben = ended_offer()
    with write_tx():
        ben.language = language

    said = main_text(client, ben)

    assert (late in said, "You did not answer" in said) == (True, False)


def test_the_one_who_answers_reads_of_the_seats_of_all(client):
    ada, _ben = ended_offer()

    assert "You did not answer in time, so the seats were" in main_text(client, ada)


def test_a_companion_with_an_address_is_not_told_to_have_been_late(app):
    _ada, ben = ended_offer()

    said = letter_about(ben)

    assert "but Ada Berg did not answer in time for your party" in said
    assert "did not hear from you" not in said


def test_the_letter_to_the_one_who_answers_speaks_of_all_seats(app):
    ada, _ben = ended_offer()

    said = letter_about(ada)

    assert "We kept seats for all of you, but did not hear from you in time" in said
    assert "a seat for you" not in said


def test_about_a_companion_without_an_address_the_one_who_answers_was_late(app):
    _ada, ben = ended_offer(has_address=False)

    assert "a seat for Ben Wait, but did not hear from you in time" in letter_about(ben)


@pytest.mark.parametrize("has_address", [True, False])
def test_staff_read_who_was_late(client, sign_in, has_address):
    _ada, ben = ended_offer(has_address=has_address)
    sign_in("office")

    page = client.get(f"/manage/registrations/{ben.reference}").page.main.text

    assert "Ada Berg did not answer in time for the party" in page
    assert "Did not answer in time, so the seat" not in page


def test_who_clicks_on_an_old_page_reads_it_too(app):
    ada, ben = ended_offer()

    with force_locale("en"):
        said = [overtaken.overtaken_words(one, one.given_name) for one in (ada, ben)]

    assert "Ada did not accept the seat in time" in said[0]
    assert "Ada Berg did not answer in time for the party" in said[1]
