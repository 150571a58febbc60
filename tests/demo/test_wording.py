"""What an event of the demo says in its own words."""

import pytest

from eventreg.database import db
from eventreg.letter_texts.models import OwnText
from eventreg.letter_texts.rules import problem
from eventreg.outbox.catalogue import CATALOGUE

pytestmark = pytest.mark.usefixtures("app")


def test_the_trip_words_an_e_mail_itself_in_all_languages():
    own = db.session.query(OwnText).all()

    assert {(text.letter, text.language) for text in own} == {
        ("received", "de"),
        ("received", "en"),
        ("received", "tr"),
    }
    assert [problem(t.source, CATALOGUE[t.letter], t.language) for t in own] == [""] * 3
    assert all("Pass" in t.source or "pas" in t.source for t in own)
