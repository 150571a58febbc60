"""The own page tells what became of the event, to each what is new to them."""

from datetime import timedelta

import pytest
from flask_babel import force_locale

from eventreg import clock
from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import write_tx
from eventreg.events import services as events
from eventreg.registrations import services
from eventreg.registrations.states import State
from eventreg.web.dates import format_when
from tests.factories import make_event, make_registration
from tests.house import text_of

OLE = Actor(ActorKind.STAFF, "ole")
WEEK = timedelta(days=7)


def notices(client, registration):
    page = client.get(f"/my/{registration.token}").page
    return [text_of(each) for each in page.select("main .flash--notice")]


def begins(event, language="en"):
    with force_locale(language):
        return format_when(event.starts_at, event.timezone)


def do(service, *args, **options):
    with write_tx():
        return service(*args, **options)


def later(event):
    return {
        "starts_local": event.starts_local + WEEK,
        "ends_local": event.ends_local + WEEK,
    }


@pytest.mark.parametrize("state", [State.EXPIRED, State.CANCELLED, State.DECLINED])
def test_whoever_was_out_before_reads_that_the_event_is_off(client, state):
    event = make_event(capacity=1)
    ada = make_registration(event, state)
    before = notices(client, ada)

    do(events.cancel, event, by=OLE, reason={"en": "Too few came."})

    assert (before, notices(client, ada)) == (
        [],
        ["This event is cancelled. Too few came."],
    )
    page = client.get(f"/my/{ada.token}").page
    assert "free for somebody else" not in text_of(page.main)
    assert "Join the waitlist" not in text_of(page.main)


def test_a_seat_given_back_is_not_free_at_an_event_that_is_off(client):
    event = make_event(capacity=1)
    ada = make_registration(event, State.OFFERED)
    do(services.refuse, ada)
    before = text_of(client.get(f"/my/{ada.token}").page.main)

    do(events.cancel, event, by=OLE)

    after = text_of(client.get(f"/my/{ada.token}").page.main)
    assert "It is free for somebody else." in before
    assert "free for somebody else" not in after


def test_whoever_it_ended_reads_it_once(client):
    event = make_event()
    ada = make_registration(event, State.CONFIRMED)

    do(events.cancel, event, by=OLE)

    assert notices(client, ada) == []
    assert client.get(f"/my/{ada.token}").heading == "This event is cancelled"


def test_a_new_date_and_place_are_both_told(client):
    event = make_event(place_name="Rathaus")
    ada = make_registration(event, State.CONFIRMED)

    do(events.postpone, event, {**later(event), "place_name": "Hafen"}, by=OLE)

    [notice] = notices(client, ada)
    assert notice.startswith("The event has a new date and place: ")
    assert ", Hafen. Before, it was to begin on " in notice
    assert notice.endswith("The place was to be: Rathaus.")


def test_of_two_moves_date_and_place_belong_together(client):
    event = make_event(place_name="Rathaus")
    ada = make_registration(event, State.CONFIRMED)
    first = begins(event)

    do(events.postpone, event, {**later(event), "place_name": "Hafen"}, by=OLE)
    last = begins(event)
    do(events.postpone, event, later(event), by=OLE)

    [notice] = notices(client, ada)
    assert notice.endswith(
        f"Before, it was to begin on {last}, and before that on {first}. "
        "The place was to be: Rathaus."
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Zuvor sollte sie am {last} beginnen, davor am {first}."),
        ("en", "Before, it was to begin on {last}, and before that on {first}."),
        ("tr", "daha önce {last}, ondan önce de {first} olarak duyurulmuştu."),
    ],
)
def test_of_two_moves_the_day_that_was_told_last_is_named(client, language, words):
    event = make_event()
    ada = make_registration(event, State.CONFIRMED, language=language)
    first = begins(event, language)
    do(events.postpone, event, later(event), by=OLE)
    last = begins(event, language)

    do(events.postpone, event, later(event), by=OLE)

    [notice] = notices(client, ada)
    assert notice.endswith(words.format(last=last, first=first))


def test_the_public_page_names_the_day_that_was_told_last(client):
    event = make_event()
    do(events.postpone, event, later(event), by=OLE)
    last = begins(event)

    do(events.postpone, event, later(event), by=OLE)

    page = client.get(f"/events/{event.slug}").page
    assert f"New date, moved from {last}" in text_of(page.main)


def test_whoever_signs_up_between_two_moves_reads_of_one(client, clock_at):
    event = make_event()
    do(events.postpone, event, later(event), by=OLE)
    clock_at(clock.now() + timedelta(hours=1))
    ada = make_registration(event, State.CONFIRMED)
    last = begins(event)

    do(events.postpone, event, later(event), by=OLE)

    [notice] = notices(client, ada)
    assert notice.endswith(f"Before, it was to begin on {last}.")


def test_a_day_that_came_back_is_told_by_the_one_between(client):
    event = make_event()
    ada = make_registration(event, State.CONFIRMED)
    times = {"starts_local": event.starts_local, "ends_local": event.ends_local}

    do(events.postpone, event, later(event), by=OLE)
    between = begins(event)
    do(events.postpone, event, times, by=OLE)

    [notice] = notices(client, ada)
    assert notice.endswith(f"Before, it was to begin on {between}.")


def test_german_calls_no_day_the_first_that_was_not(client):
    event = make_event()
    ada = make_registration(event, State.CONFIRMED, language="de")

    do(events.postpone, event, later(event), by=OLE)

    page = client.get(f"/my/{ada.token}", headers={"Accept-Language": "de"}).page
    assert "Zuvor sollte sie am " in text_of(page.select_one("main .flash--notice"))


def test_a_new_place_alone_is_told_without_a_date_that_was(client):
    event = make_event(place_name="Rathaus")
    ada = make_registration(event, State.CONFIRMED)

    do(events.postpone, event, {"place_name": "Hafen"}, by=OLE)

    [notice] = notices(client, ada)
    assert notice.startswith("The event has a new place: ")
    assert "Before" not in notice


def test_whoever_signs_up_afterwards_reads_of_no_new_date(client, clock_at):
    event = make_event(place_name="Rathaus")
    ada = make_registration(event, State.CONFIRMED)
    do(events.postpone, event, {**later(event), "place_name": "Hafen"}, by=OLE)

    clock_at(clock.now() + timedelta(hours=1))
    ben = make_registration(event, State.CONFIRMED, email="ben@example.org")

    assert (len(notices(client, ada)), notices(client, ben)) == (1, [])


def test_whoever_confirms_after_the_event_was_moved_reads_from_when(client):
    event = make_event()
    ada = make_registration(event, State.UNVERIFIED)
    before = begins(event)
    do(events.postpone, event, later(event), by=OLE)

    page = client.get(f"/my/{ada.token}/confirm").page

    assert f"New date, moved from {before}" in text_of(page.main)


def test_whoever_confirms_reads_nothing_of_a_move_that_was_none(client):
    ada = make_registration(make_event(), State.UNVERIFIED)

    page = client.get(f"/my/{ada.token}/confirm").page

    assert "New date" not in text_of(page.main)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Vorgesehen war: Hafen, davor Rathaus."),
        ("en", "The place was to be: Hafen, and before that: Rathaus."),
        ("tr", "Önceki yer: Hafen, ondan önce: Rathaus."),
    ],
)
def test_of_two_places_the_one_that_was_told_last_is_named(client, language, words):
    event = make_event(place_name="Rathaus")
    ada = make_registration(event, State.CONFIRMED, language=language)

    do(events.postpone, event, {"place_name": "Hafen"}, by=OLE)
    do(events.postpone, event, {"place_name": "Aula"}, by=OLE)

    [notice] = notices(client, ada)
    assert notice.endswith(f", Aula. {words}")


def test_a_place_that_came_back_is_told_by_the_one_between(client):
    event = make_event(place_name="Rathaus")
    ada = make_registration(event, State.CONFIRMED)

    do(events.postpone, event, {"place_name": "Hafen"}, by=OLE)
    do(events.postpone, event, {"place_name": "Rathaus"}, by=OLE)

    [notice] = notices(client, ada)
    assert notice.endswith(", Rathaus. The place was to be: Hafen.")


def test_date_and_place_that_both_came_back_are_both_told(client):
    event = make_event(place_name="Rathaus")
    ada = make_registration(event, State.CONFIRMED)
    times = {"starts_local": event.starts_local, "ends_local": event.ends_local}

    do(events.postpone, event, {**later(event), "place_name": "Hafen"}, by=OLE)
    between = begins(event)
    do(events.postpone, event, {**times, "place_name": "Rathaus"}, by=OLE)

    [notice] = notices(client, ada)
    assert notice.endswith(
        f"Before, it was to begin on {between}. The place was to be: Hafen."
    )
