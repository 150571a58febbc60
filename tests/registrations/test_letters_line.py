"""What the letter of a place in line, and the own page, say where nobody moves up."""

from datetime import timedelta

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import services
from eventreg.registrations.states import State
from tests.factories import make_entry, make_event, make_party, make_registration
from tests.house import text_of

WAITS = "there is no free seat for you at the moment"
WROTE = "As soon as a seat comes free and it is your turn"
AT_ONCE = "the seat is yours at once"


def letter_of(registration, letter="waitlisted"):
    with write_tx():
        services.verify(registration)
    rows = db.session.query(Letter).filter_by(letter=letter)
    row = rows.filter_by(registration=registration.reference).one()
    return render(row, current_sender()).text


def newcomer(**columns):
    """Somebody who joins a line although a seat is free."""
    event = make_event(capacity=1, **columns)
    make_registration(event, State.WAITLISTED)
    return make_registration(event, State.UNVERIFIED)


def test_while_the_line_moves_the_letter_says_that_we_write(app):
    event = make_event(capacity=0)

    text = letter_of(make_registration(event, State.UNVERIFIED))

    assert WAITS in text
    assert WROTE in text
    assert "entrance" not in text


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"line_paused": True}, "The waitlist is stopped for now."),
        ({"starts_in": timedelta(hours=2)}, "are given at the entrance"),
        (
            {"starts_in": timedelta(hours=3, minutes=30), "offer_hours": 48},
            "are given at the entrance",
        ),
    ],
)
def test_where_the_line_stands_still_letter_and_page_say_so(client, columns, sentence):
    ada = newcomer(**columns)

    text = letter_of(ada)
    page = text_of(client.get(f"/my/{ada.token}").page.main)

    assert sentence in text
    assert WAITS not in text
    assert WROTE not in text
    if "line_paused" not in columns:
        assert AT_ONCE not in page
        assert "hours to accept" not in page
        assert "we cannot promise you a seat" in page


def test_a_party_shortly_before_the_start_reads_that_it_is_passed_over(app):
    event = make_event(capacity=1, starts_in=timedelta(hours=40))
    lead, *_others = make_party(event, State.UNVERIFIED, 2, together=True)

    text = letter_of(lead)

    assert "we no longer move up parties that come only together" in text
    assert WROTE not in text


def test_the_page_names_the_hours_there_would_really_be(client):
    event = make_event(capacity=0, offer_hours=48, starts_in=timedelta(hours=41))
    ada = make_registration(event, State.WAITLISTED)

    page = text_of(client.get(f"/my/{ada.token}").page.main)

    assert "you then have up to 10 hours to accept it" in page


@pytest.mark.parametrize(
    ("has_agenda", "address", "words"),
    [
        (True, "Markt 1", "Programme and directions are on the event page"),
        (True, "", "The programme is on the event page"),
        (False, "Markt 1", "How to get there is on the event page"),
        (False, "", None),
    ],
)
def test_a_confirmed_letter_points_only_to_what_is_there(
    app, has_agenda, address, words
):
    event = make_event(place_address=address)
    if has_agenda:
        make_entry(event)

    text = letter_of(make_registration(event, State.UNVERIFIED), "confirmed")

    pointers = ("Programme and", "The programme is", "How to get there is")
    found = [p for p in pointers if p in text]
    assert found == [p for p in pointers if words and words.startswith(p)]


@pytest.mark.parametrize(
    ("state", "thanks"),
    [(State.PENDING, "application"), (State.WAITLISTED, "interest")],
)
def test_a_decline_thanks_for_what_there_was(app, state, thanks):
    ada = make_registration(make_event(), state, email="ada@example.org")
    with write_tx():
        services.decline(ada, by=Actor.worker())

    [row] = db.session.query(Letter)

    assert f"Thank you for your {thanks}." in render(row, current_sender()).text
