"""Agenda, speakers and cover: what staff do with them, and what follows."""

from datetime import datetime, timedelta

import pytest

from eventreg import uploads
from eventreg.database import write_tx
from eventreg.errors import DomainError, Gone
from eventreg.events import agendas, programme, queries, services
from eventreg.events.services.copying import COPIED_ENTRY, COPIED_SPEAKER
from eventreg.events.states import Kind
from eventreg.uploads import files
from tests.factories import (
    make_cover,
    make_entry,
    make_event,
    make_speaker,
    make_upload,
)

pytestmark = pytest.mark.usefixtures("english")
NINE = datetime(2027, 6, 13, 9, 0)
VALUES = {
    "starts_local": NINE,
    "ends_local": NINE + timedelta(hours=1),
    "titles": {"en": "Welcome"},
    "places": {},
    "texts": {},
}


@pytest.fixture
def trip():
    return make_event(
        kind=Kind.TRIP,
        timezone="Europe/Istanbul",
        starts_local=NINE,
        ends_local=NINE + timedelta(days=5),
    )


def do(act, *args, **options):
    with write_tx():
        return act(*args, **options)


def words(event):
    days = agendas.days(event, queries.agenda(event))
    return [
        (day.heading, [(e.when, str(e.title)) for e in day.entries]) for day in days
    ]


def names(event):
    return [speaker.name for speaker in queries.speakers(event)]


def test_points_stand_in_the_order_of_time_however_they_came(trip, ole):
    for hour, title in ((14, "Talks"), (9, "Flight"), (9 + 24, "Chamber")):
        at = NINE + timedelta(hours=hour - 9)
        values = {**VALUES, "starts_local": at, "ends_local": None}
        do(services.add_entry, trip, {**values, "titles": {"en": title}}, by=ole)

    assert words(trip) == [
        ("Sun 13 June 2027", [("09:00", "Flight"), ("14:00", "Talks")]),
        ("Mon 14 June 2027", [("09:00", "Chamber")]),
    ]


def test_one_evening_has_no_heading_for_its_day():
    event = make_event(starts_local=NINE)
    make_entry(event, "Doors open", starts_local=NINE)

    assert words(event) == [("", [("09:00–09:30", "Doors open")])]


def test_a_flight_begins_on_one_clock_and_ends_on_another(trip):
    make_entry(
        trip,
        "Flight",
        starts_local=NINE,
        ends_local=NINE + timedelta(hours=4),
        timezone="Europe/Berlin",
        ends_timezone="Europe/Istanbul",
    )

    assert words(trip)[0][1] == [
        ("09:00 (local time in Berlin, UTC+2) – 13:00", "Flight")
    ]


def test_a_flight_may_land_before_it_started_by_the_clock(trip, ole):
    flight = {
        **VALUES,
        "starts_local": NINE,
        "ends_local": NINE - timedelta(minutes=10),
        "timezone": "Europe/Istanbul",
        "ends_timezone": "Europe/Berlin",
    }

    do(services.add_entry, trip, flight, by=ole)

    assert len(queries.agenda(trip)) == 1


def test_what_ends_on_another_day_says_so():
    event = make_event(starts_local=NINE)
    make_entry(event, "Party", starts_local=NINE, lasts=timedelta(hours=16))

    assert words(event)[0][1] == [("09:00 – Mon 14 June 2027, 01:00", "Party")]


@pytest.mark.parametrize(
    "times",
    [
        {"ends_local": NINE},
        {"ends_local": NINE - timedelta(minutes=1)},
        {"starts_local": datetime(1, 1, 1), "ends_local": None},
        {"ends_local": datetime(9999, 12, 31)},
        {"starts_local": datetime(2027, 3, 28, 2, 30), "timezone": "Europe/Berlin"},
    ],
    ids=["no time", "backwards", "long ago", "far", "skipped"],
)
def test_times_that_cannot_be_are_refused(trip, ole, times):
    entry = make_entry(trip)

    for act, *who in ((services.add_entry,), (services.edit_entry, entry.key)):
        with pytest.raises(DomainError):
            do(act, trip, *who, {**VALUES, **times}, by=ole)

    assert len(queries.agenda(trip)) == 1


def test_an_agenda_has_an_end(trip, ole, monkeypatch):
    monkeypatch.setattr("eventreg.events.services.agenda.MOST_ENTRIES", 1)
    make_entry(trip)

    with pytest.raises(DomainError):
        do(services.add_entry, trip, VALUES, by=ole)


def test_the_agenda_moves_with_the_event(trip, ole):
    make_entry(trip, starts_local=NINE + timedelta(days=1))
    make_entry(trip, starts_local=NINE, lasts=None)
    week = timedelta(days=7)

    values = {"starts_local": NINE + week, "ends_local": trip.ends_local + week}
    do(services.postpone, trip, values, by=ole)

    assert [(e.starts_local, e.ends_local) for e in queries.agenda(trip)] == [
        (NINE + week, None),
        (
            NINE + week + timedelta(days=1),
            NINE + week + timedelta(days=1, minutes=30),
        ),
    ]


def test_the_agenda_stays_when_only_the_end_moves(trip, ole):
    make_entry(trip, starts_local=NINE)

    later = {"ends_local": trip.ends_local + timedelta(days=1)}
    do(services.edit, trip, later, by=ole)

    assert queries.agenda(trip)[0].starts_local == NINE


def test_removing_what_somebody_has_removed_finds_nothing(trip, ole):
    entry, speaker = make_entry(trip), make_speaker(trip)
    do(services.remove_entry, trip, entry.key, by=ole)
    do(services.remove_speaker, trip, speaker.key, by=ole)

    for act, key in (
        (services.remove_entry, entry.key),
        (services.remove_speaker, speaker.key),
    ):
        with pytest.raises(Gone):
            do(act, trip, key, by=ole)
    with pytest.raises(Gone):
        do(services.edit_entry, trip, entry.key, VALUES, by=ole)


def test_speakers_change_places(trip, ole):
    [ada, _ben, cem] = [make_speaker(trip, name) for name in ("Ada", "Ben", "Cem")]

    do(services.move_speaker, trip, cem.key, up=True, by=ole)
    first = names(trip)
    do(services.move_speaker, trip, ada.key, up=False, by=ole)
    do(services.move_speaker, trip, cem.key, up=True, by=ole)

    assert (first, names(trip)) == (["Ada", "Cem", "Ben"], ["Cem", "Ada", "Ben"])


def test_a_new_speaker_comes_last(trip, ole):
    make_speaker(trip, "Ada", position=7)

    do(services.add_speaker, trip, {"name": "Ben"}, by=ole)

    assert names(trip) == ["Ada", "Ben"]


def test_a_picture_goes_with_its_speaker(trip, ole):
    speaker = make_speaker(trip, picture_id=make_upload().id)
    second = make_upload()

    do(services.edit_speaker, trip, speaker.key, {}, picture=second, by=ole)
    kept = uploads.queries.by_token(second.token)
    do(services.remove_speaker, trip, speaker.key, by=ole)

    assert kept is second
    assert not files.path_of(second.token).exists()


def test_a_cover_is_kept_in_two_sizes_and_replaced_whole(ole):
    event = make_event(languages=["de", "en"])
    old = make_cover(event)
    small = event.small_cover.token
    new = make_upload((1600, 800))

    do(services.set_cover, event, new, {"de": "Der Hafen"}, by=ole)

    assert (event.cover, event.small_cover.width) == (new, 640)
    assert {text.language: text.cover_alt for text in event.texts} == {
        "de": "Der Hafen",
        "en": "",
    }
    assert [uploads.queries.by_token(token) for token in (old.token, small)] == [
        None
    ] * 2


def test_a_copy_shows_the_same_picture_and_keeps_it(ole):
    event = make_event(starts_local=NINE)
    cover, face = make_cover(event), make_upload()
    make_speaker(event, "Ada", picture_id=face.id, roles={"en": "Chair"})
    make_entry(event, "Welcome", starts_local=NINE)
    later = NINE + timedelta(days=28)

    made = do(services.copy, event, starts_local=later, titles={}, by=ole)
    do(services.remove_cover, event, by=ole)
    do(services.remove_speaker, event, event.speakers[0].key, by=ole)

    assert (event.cover, made.cover) == (None, cover)
    [speaker], [entry] = queries.speakers(made), queries.agenda(made)
    assert (speaker.name, speaker.picture, speaker.roles) == (
        *("Ada", face),
        {"en": "Chair"},
    )
    assert (entry.starts_local, entry.titles) == (later, {"en": "Welcome"})


def test_it_is_said_of_every_column_whether_a_copy_has_it():
    def columns(model):
        return {column.name for column in model.__table__.columns}

    own = {"id", "key", "event_id"}
    assert columns(programme.Speaker) == {*COPIED_SPEAKER, *own}
    assert columns(programme.AgendaEntry) == {
        *(*COPIED_ENTRY, *own),
        *("starts_local", "ends_local"),
    }
