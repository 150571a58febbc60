"""A party that comes only together lets an offer run out: one was to answer."""

import re
from datetime import timedelta

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
from tests.house import text_of
from tests.registrations.parties import main_text, party_of

LANGUAGES = pytest.mark.parametrize(
    ("language", "late"),
    [
        ("en", "Ada Berg did not answer in time for your party"),
        ("de", "Ada Berg hat nicht rechtzeitig für Ihre Gruppe geantwortet"),
        ("tr", "Ada Berg grubunuz adına zamanında yanıt vermediği"),
    ],
)


def ended_offer(*, has_address=True, size=2, language="en", **columns):
    """Ada, who did not answer, and Ben."""
    event = make_event(**{"capacity": size, "offer_hours": 48, **columns})
    people = party_of(event, State.OFFERED, size, together=True)
    with write_tx():
        for each in people:
            each.offer_expires_at, each.language = clock.now(), language
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


WHOLE = {
    "en": ("One click puts your whole party back in line, not only you", "this person"),
    "de": ("mit einem Klick Ihre ganze Gruppe wieder an, nicht nur sich", "Person"),
    "tr": ("yalnızca siz değil, bütün grubunuz yeniden sıraya girer", "bu kişi"),
}


@pytest.mark.every_case
@pytest.mark.parametrize("who", [0, 1], ids=["who answers", "companion"])
@pytest.mark.parametrize("language", WHOLE)
def test_the_letter_says_that_one_click_puts_all_back(app, language, who):
    whole, one = WHOLE[language]

    said = letter_about(ended_offer(language=language)[who])

    assert (whole in said, one in said) == (True, False)


def test_the_letter_about_a_companion_without_an_address_says_it_too(app):
    _ada, ben = ended_offer(has_address=False)

    said = letter_about(ben)

    assert "puts the whole party back in line, not only this person" in said
    assert "puts this person back" not in said


def test_close_to_the_start_the_letter_promises_a_party_no_free_seats(app):
    ada, _ben = ended_offer(starts_in=timedelta(hours=40))

    said = letter_about(ada)

    assert "we no longer move up parties that come only together" in said
    assert "free seats that nobody" not in said


@pytest.mark.parametrize("page", ["", "/rejoin"])
def test_only_who_answers_is_asked_to_accept_after_coming_back(client, page):
    ada, ben = ended_offer()

    own, companions = (said_on(client, each, page) for each in (ada, ben))

    assert "for all of you; then please accept them" in own
    assert "for all of you; Ada Berg then accepts them for all of you" in companions
    assert "please accept" not in companions


@pytest.mark.parametrize("page", ["", "/rejoin"])
def test_with_a_full_line_both_pages_say_that_all_come_back(client, page):
    ada, ben = full_line()

    for each in (ada, ben):
        assert "your whole party" in said_on(client, each, page)


def test_with_a_full_line_it_says_who_accepts_what_comes(client):
    ada, ben = full_line()

    own, companions = (said_on(client, each, "/rejoin") for each in (ada, ben))

    assert "we keep them for all of you; then please accept them" in own
    assert "we keep them for all of you; Ada Berg then accepts them" in companions
    assert "yours" not in own + companions


@pytest.mark.parametrize("page", ["", "/rejoin"])
def test_a_party_that_is_passed_over_reads_so(client, page):
    ada, _ben = full_line(starts_in=timedelta(hours=40))

    said = said_on(client, ada, page)

    assert "we no longer move up parties that come only together" in said
    assert "enough seats" not in said


def said_on(client, registration, page):
    return text_of(client.get(f"/my/{registration.token}{page}").page.main)


def full_line(**columns):
    """The two of them, with nobody's seat free."""
    event = make_event(**{"capacity": 0, "offer_hours": 48, **columns})
    return party_of(event, State.EXPIRED, together=True)
