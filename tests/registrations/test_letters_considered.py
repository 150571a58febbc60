"""Who is only being considered reads of an application, not of a registration."""

from datetime import timedelta

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events import services as events
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import letters
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration

#: In each language what the letters say of a registration, and of an application.
MOVED = {
    "de": ("Ihre Anmeldung bleibt", "Ihre Bewerbung bleibt"),
    "en": ("Your registration stays", "Your application stays"),
    "tr": ("Kaydınız olduğu gibi", "Başvurunuz olduğu gibi"),
}
ALREADY = {
    "de": ("Sie sind schon angemeldet", "Ihre Bewerbung haben wir schon"),
    "en": ("You are already registered", "We have your application already"),
    "tr": ("Zaten kayıtlısınız", "Başvurunuz zaten bizde"),
}

pytestmark = pytest.mark.usefixtures("app")


def make_ada(language, state):
    event = make_event(needs_approval=True, languages=(language,))
    return make_registration(event, state, language=language)


def written(name):
    row = db.session.query(Letter).filter_by(letter=name).one()
    return render(row, current_sender())


@pytest.mark.every_case
@pytest.mark.parametrize("state", [State.WAITLISTED, State.PENDING])
@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_another_date_leaves_an_application_as_it_is(language, state):
    ada = make_ada(language, state)
    later = {
        name: getattr(ada.event, name) + timedelta(days=7)
        for name in ("starts_local", "ends_local")
    }

    with write_tx():
        events.postpone(ada.event, later, by=Actor.worker())

    text = " ".join(written("event_moved").text.replace("*", "").split())
    found = [words in text for words in MOVED[language]]
    assert found == [state is State.WAITLISTED, state is State.PENDING]


@pytest.mark.every_case
@pytest.mark.parametrize("state", [State.WAITLISTED, State.PENDING])
@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_who_applies_twice_reads_of_one_application(language, state):
    ada = make_ada(language, state)

    with write_tx():
        letters.already_registered(ada)

    letter = written("already_registered")
    expected = ALREADY[language][state is State.PENDING]
    assert letter.subject.startswith(f"{expected}: ")
    assert [words in letter.html for words in ALREADY[language]] == [
        state is State.WAITLISTED,
        state is State.PENDING,
    ]
