"""The demo shows an event that was postponed, wherever somebody reads of it."""

import pytest
import sqlalchemy as sa

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.outbox.models import Letter
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from tests.house import text_of

pytestmark = pytest.mark.usefixtures("app")

MOVED = "zu-gast-in-der-glashuette"
WORDS = {
    "de": "Neuer Termin, verschoben vom Di., 23. März 2027, 17:30 Uhr",
    "en": "New date, moved from Tue 23 March 2027, 17:30",
    "tr": "Yeni tarih; önceki tarih: 23 Mart 2027 Salı, 17.30",
}


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("path", ["/", f"/events/{MOVED}"])
def test_visitors_read_the_old_date(client, path, language):
    page = client.get(path, headers={"Accept-Language": language}).page

    assert WORDS[language] in text_of(page.main)


def test_the_calendar_has_the_new_entry(client):
    entry = client.get(f"/events/{MOVED}/event.ics").text

    assert "DTSTART:20270413T153000Z" in entry
    assert "SEQUENCE:0" not in entry


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Die Veranstaltung hat einen neuen Termin:"),
        ("en", "The event has a new date:"),
        ("tr", "Etkinliğin yeni tarihi:"),
    ],
)
def test_own_pages_and_letters_say_it_in_the_persons_language(client, language, said):
    person = db.session.scalars(
        sa.select(Registration)
        .join(Event)
        .where(Event.slug == MOVED, Registration.state == State.CONFIRMED)
        .where(Registration.language == language)
    ).first()

    assert person is not None
    page = client.get(f"/my/{person.token}", headers={"Accept-Language": language}).page
    assert said in text_of(page.main)
    found = sa.select(Letter).filter_by(registration=person.reference)
    assert "event_moved" in {letter.letter for letter in db.session.scalars(found)}
