"""What staff write once to everybody says its language in letters of another one."""

import pytest
from bs4 import BeautifulSoup

from eventreg.database import db
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.windows import filled

WORDS = "A storm <is> coming.\nWe are sorry."


@pytest.fixture
def event(app, sign_in):
    sign_in("office")
    event = make_event()
    for language in ("en", "de"):
        address = f"{language}@example.org"
        make_registration(event, State.CONFIRMED, language=language, email=address)
    return event


def of_letters(letter):
    """By language of the reader: text, and the mark around the words in HTML."""
    found = {}
    for row in db.session.query(Letter).filter_by(letter=letter):
        rendered = render(row, current_sender())
        assert WORDS in rendered.text
        html = BeautifulSoup(rendered.html, "html.parser")
        assert "A storm <is> coming." in html.text
        marked = html.select("[lang]:not(html)")
        found[row.language] = [(m["lang"], "sorry" in m.text) for m in marked]
    return found


def test_the_reason_of_a_cancelled_event_says_its_language(client, event):
    client.post(f"/manage/events/{event.slug}/cancel", data={"words_en": WORDS})

    found = of_letters("event_cancelled")

    assert ("en", True) in found["de"]
    assert [mark for mark in found["en"] if mark[1]] == []


def test_the_words_about_a_new_date_say_their_language(client, event):
    path = f"/manage/events/{event.slug}/postpone"
    window = filled(client.get(path).page)

    client.post(path, data=window | {"place_name": "New hall", "words_en": WORDS})
    found = of_letters("event_moved")

    assert ("en", True) in found["de"]
    assert [mark for mark in found["en"] if mark[1]] == []
