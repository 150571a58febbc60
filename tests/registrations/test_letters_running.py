"""What a letter about a new place says while the event is running."""

from datetime import timedelta

import pytest
from flask_babel import force_locale

from eventreg.database import db
from eventreg.events import services as events
from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.registrations.postponing import OLE, do

CANCEL = {
    "de": ("Sagen Sie bitte ab", "mit Ihnen rechnen"),
    "en": ("Please cancel", "count on you"),
    "tr": ("iptal edin", "hesaba katmayız"),
}
AHEAD, RUNNING = timedelta(days=2), timedelta(hours=-1)


def moved(starts_in, state, language):
    """What somebody reads of the new place."""
    seats = int(state is State.CONFIRMED)
    event = make_event(starts_in=starts_in, place_name="Rathaus", capacity=seats)
    make_registration(event, state, language=language)
    do(events.postpone, event, {"place_name": "Hafen"}, by=OLE)
    letter = db.session.query(Letter).filter_by(letter="event_moved").one()
    return " ".join(render(letter, current_sender()).text.split())


@pytest.mark.every_case
@pytest.mark.parametrize("language", CANCEL)
@pytest.mark.parametrize("state", [State.CONFIRMED, State.WAITLISTED, State.PENDING])
def test_only_before_the_start_a_new_place_brings_a_way_out(app, state, language):
    said = CANCEL[language][state is not State.CONFIRMED]

    assert said in moved(AHEAD, state, language)


@pytest.mark.every_case
@pytest.mark.parametrize("language", CANCEL)
@pytest.mark.parametrize("state", [State.CONFIRMED, State.WAITLISTED, State.PENDING])
def test_while_the_event_runs_there_is_none(app, state, language):
    text = moved(RUNNING, state, language)

    assert [each for each in CANCEL[language] if each in text] == []
    assert ("Hafen" in text, "/cancel" in text) == (True, False)


@pytest.mark.parametrize("state", [State.CONFIRMED, State.WAITLISTED])
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_link_of_an_older_letter_says_why_nobody_cancels(client, state, method):
    ada = make_registration(make_event(starts_in=RUNNING), state)

    answer = getattr(client, method)(f"/my/{ada.token}/cancel")

    first = client.get(answer.location).flashes[0]
    assert first.startswith("The event has begun: nobody is cancelled here any more")
    assert ada.state is state


def test_an_address_of_two_lines_has_a_comma_in_the_letter(app):
    event = make_event(place_name="Rathaus", place_address="Markt 1\n52062 Aachen")
    make_registration(event)
    new = {"place_name": "Hafen", "place_address": "Kai 2 \r\n52064 Aachen"}

    do(events.postpone, event, new, by=OLE)

    letter = db.session.query(Letter).filter_by(letter="event_moved").one()
    text = render(letter, current_sender()).text
    assert "- Where: Hafen, Kai 2, 52064 Aachen\n" in text
    assert "- Place before: Rathaus, Markt 1, 52062 Aachen\n" in text


@pytest.mark.every_case
@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("de", "Veranstaltung verlegt oder verschoben"),
        ("en", "Event moved or postponed"),
        ("tr", "Etkinlik taşındı ya da ertelendi"),
    ],
)
def test_staff_read_of_a_new_place_under_a_true_name(app, language, title):
    with force_locale(language):
        assert str(CATALOGUE["event_moved"].title) == title
