"""A draft that nobody wants goes away with all its parts."""

import pytest
import sqlalchemy as sa

from eventreg.database import db
from eventreg.events import queries
from eventreg.events.models import Event, EventText, SeatPool
from eventreg.events.programme import AgendaEntry, Speaker
from eventreg.events.states import EventState
from eventreg.registrations.states import State
from eventreg.uploads import Upload
from tests.factories import (
    make_cover,
    make_entry,
    make_event,
    make_registration,
    make_speaker,
    make_upload,
)

REFUSED = (
    "Only a draft for which nobody is registered can be discarded. "
    "Cancel the event instead."
)


@pytest.fixture(autouse=True)
def _office(sign_in):
    sign_in("office")


def discard(client, event):
    return client.post(f"/manage/events/{event.slug}/discard")


def test_a_draft_goes_with_texts_seats_agenda_speakers_and_pictures(client):
    event = make_event(state=EventState.DRAFT, sessions={"Harbour": 3})
    make_cover(event)
    make_entry(event)
    make_speaker(event, picture_id=make_upload().id)

    answer = discard(client, event)

    for model in (Event, EventText, SeatPool, AgendaEntry, Speaker, Upload):
        assert db.session.scalars(sa.select(model)).all() == []
    assert client.get(answer.location).flashes == ["“Summer school” is discarded."]


def test_the_copy_of_a_discarded_draft_keeps_the_picture(client):
    event = make_event(slug="first", state=EventState.DRAFT)
    cover = make_cover(event)
    client.post(
        "/manage/events/first/copy",
        data={"title_en": "Second", "starts_local": "2027-10-07T18:30"},
    )

    discard(client, event)

    assert queries.by_slug("second").cover is cover


@pytest.mark.parametrize(
    "state", [EventState.PUBLISHED, EventState.CLOSED, EventState.CANCELLED]
)
def test_what_has_been_public_stays(client, state):
    event = make_event(state=state)

    answer = discard(client, event)
    page = client.get(f"/manage/events/{event.slug}/discard")

    assert (answer.status_code, answer.errors) == (409, [REFUSED])
    assert page.location == f"/manage/events/{event.slug}"


@pytest.mark.parametrize("state", [State.CONFIRMED, State.CANCELLED])
def test_a_draft_with_registrations_stays(client, state):
    event = make_event(state=EventState.DRAFT)
    make_registration(event, state)

    answer = discard(client, event)

    assert (answer.status_code, answer.errors) == (409, [REFUSED])
    assert queries.by_slug(event.slug) is event
