"""Another place is told to whoever knows the old one, unless it was a slip."""

from datetime import timedelta

import pytest

from eventreg.audit.models import AuditEntry
from eventreg.database import db
from eventreg.events.states import EventState
from eventreg.registrations import history
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.house import text_of


@pytest.fixture(autouse=True)
def _office(sign_in):
    sign_in("office")


def typed_for(event, **typed):
    return {
        "timezone": event.timezone,
        "starts_local": event.starts_local.isoformat(timespec="minutes"),
        "ends_local": event.ends_local.isoformat(timespec="minutes"),
        "place_name": event.place_name,
        "place_address": event.place_address,
        **typed,
    }


def save(client, event, **typed):
    address = f"/manage/events/{event.slug}/edit/when-and-where"
    return client.post(address, data=typed_for(event, **typed))


def select_acts(event):
    """What was done to the event, the first first."""
    of_event = db.select(AuditEntry.act).where(AuditEntry.target == event.slug)
    return list(db.session.scalars(of_event.order_by(AuditEntry.id)))


@pytest.mark.parametrize("new", [{"place_name": "Hafen"}, {"place_address": "Kai 2"}])
def test_whoever_changes_the_place_is_asked_whether_people_are_told(
    client, letters, new
):
    event = make_event(place_name="Rathaus", place_address="Markt 1")
    make_registration(event, State.CONFIRMED)
    make_registration(event, State.WAITLISTED)

    answer = save(client, event, **new)

    assert (answer.status_code, answer.errors) == (
        409,
        [
            "2 people have been told the old place. Choose below whether they get an "
            "e-mail about the new one."
        ],
    )
    assert [text_of(each) for each in answer.page.select("main .actions button")] == [
        "Save and tell them the new place",
        "Correct without writing to anybody",
    ]
    assert answer.page.select_one("#words_en") is not None
    assert (event.place_name, event.place_address) == ("Rathaus", "Markt 1")
    assert letters() == []


def test_the_new_place_is_saved_with_the_rest_and_told(client, letters):
    event = make_event(place_name="Rathaus")
    ada = make_registration(event, State.CONFIRMED)

    answer = save(
        client,
        event,
        place_name="Hafen",
        organiser="Ole",
        tell="everybody",
        words_en="Mind the stairs.",
    )

    assert client.get(answer.location).flashes == [
        "Saved, and an e-mail about the new place to 1 person is on its way."
    ]
    assert (event.place_name, event.organiser) == ("Hafen", "Ole")
    assert letters() == [("event_moved", ada.email)]


def test_a_slip_is_corrected_without_writing_to_anybody(client, letters):
    event = make_event(place_name="Rathuas")
    ada = make_registration(event, State.CONFIRMED)

    answer = save(client, event, place_name="Rathaus", organiser="Ole", tell="nobody")

    assert client.get(answer.location).flashes == ["Saved."]
    assert (event.place_name, event.organiser) == ("Rathaus", "Ole")
    assert letters() == []
    assert client.get(f"/my/{ada.token}").page.select("main .flash--notice") == []
    assert select_acts(event)[-2:] == ["event.place_corrected", "event.changed"]


def test_words_that_are_too_long_come_back_with_both_buttons(client):
    event = make_event()
    make_registration(event, State.CONFIRMED)

    answer = save(
        client, event, place_name="Hafen", tell="everybody", words_en="x" * 601
    )

    assert (answer.status_code, len(answer.errors)) == (422, 1)
    assert len(answer.page.select("main .actions button")) == 2


@pytest.mark.parametrize(
    ("columns", "state"),
    [
        ({}, State.DECLINED),
        ({"state": EventState.DRAFT}, State.CONFIRMED),
    ],
    ids=["nobody knows it", "a draft"],
)
def test_without_anybody_to_tell_the_place_is_simply_saved(client, columns, state):
    event = make_event(**columns)
    make_registration(event, state)

    answer = save(client, event, place_name="Hafen")

    assert client.get(answer.location).flashes == ["Saved."]
    assert event.place_name == "Hafen"


def test_an_address_alone_is_a_new_place_on_the_own_page(client):
    event = make_event(place_name="Rathaus", place_address="Markt 1\n52062 Aachen")
    ada = make_registration(event, State.CONFIRMED)

    save(client, event, place_address="Kai 2\n52062 Aachen", tell="everybody")

    page = client.get(f"/my/{ada.token}").page
    notice = text_of(page.select_one("main .flash--notice"))
    assert notice.startswith("The event has a new place: ")
    assert notice.endswith(
        ", Rathaus, Kai 2, 52062 Aachen. "
        "The place was to be: Rathaus, Markt 1, 52062 Aachen."
    )


def test_a_new_place_is_told_also_while_the_event_runs(client, letters):
    event = make_event(starts_in=timedelta(days=-1), lasts=timedelta(days=4))
    ada = make_registration(event, State.CONFIRMED)

    save(client, event, place_name="Hafen", tell="everybody")

    assert (event.place_name, letters()) == ("Hafen", [("event_moved", ada.email)])


def test_after_the_end_a_place_is_simply_mended(client, letters):
    event = make_event(starts_in=timedelta(days=-1))
    ada = make_registration(event, State.CONFIRMED)

    save(client, event, place_name="Hafen", organiser="Ole")

    assert (event.place_name, event.organiser, letters()) == ("Hafen", "Ole", [])
    assert not any(step.differences for step in history.steps(ada))
    acts = select_acts(event)[-2:]
    assert acts == ["event.place_corrected", "event.changed"]


def test_after_the_end_the_day_is_not_simply_mended(client):
    event = make_event(starts_in=timedelta(days=-2))
    make_registration(event, State.CONFIRMED)
    later = (event.starts_local - timedelta(days=1)).isoformat(timespec="minutes")

    answer = save(client, event, starts_local=later)

    assert answer.status_code in {409, 422}
