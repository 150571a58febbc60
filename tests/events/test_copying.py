"""A copy has all that an event is, and nothing that has happened to it."""

from datetime import datetime

import pytest

from eventreg.database import write_tx
from eventreg.errors import DomainError
from eventreg.events import queries, services, signals
from eventreg.events.models import Event, EventText, SeatPool
from eventreg.events.services.copying import COPIED, COPIED_POOL, COPIED_TEXT
from eventreg.events.states import EventState, Kind, PoolKind
from eventreg.events.times import DEADLINES
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration

DATES = ("starts", "ends", *DEADLINES)
#: Of each copy its own: who it is, when it is, and what has happened to it.
OWN = {
    *("id", "slug", "state", "line_paused", "terms_version", "sequence"),
    *("created_at", "published_at", "cancelled_at"),
    *("calendar_host", "previous_starts_at", "may_have_parties"),
    *(f"{name}_{form}" for name in DATES for form in ("local", "at")),
}
NEW = datetime(2027, 9, 16, 18, 0)


@pytest.fixture
def copy(english, ole):
    def make(event, starts_local=NEW, **titles):
        with write_tx():
            return services.copy(
                event, starts_local=starts_local, titles=titles, by=ole
            )

    return make


def columns(model):
    return {column.name for column in model.__table__.columns}


def test_it_is_said_of_every_column_whether_a_copy_has_it():
    assert columns(Event) == {*COPIED, *OWN}
    assert columns(EventText) == {*COPIED_TEXT, "id", "event_id", "written_days"}
    assert columns(SeatPool) == {*COPIED_POOL, "id", "event_id", "address", "taken"}


def test_a_copy_has_texts_languages_settings_and_pools(copy):
    event = make_event(
        kind=Kind.TRIP,
        languages=["de", "tr"],
        text={"summary": "Three days", "access": "Step-free"},
        needs_approval=True,
        accept_hours=168,
        contingents={"Press": 3},
        sessions={"Harbour": 8},
        choices={"Museum": 2},
        capacity=30,
        organiser="Chamber",
        only_together=True,
    )

    made = copy(event)

    for name in COPIED:
        assert getattr(made, name) == getattr(event, name)
    assert {
        tuple(getattr(text, name) for name in COPIED_TEXT) for text in made.texts
    } == {tuple(getattr(text, name) for name in COPIED_TEXT) for text in event.texts}
    assert [(p.kind, p.names, p.capacity, p.taken) for p in made.pools] == [
        (p.kind, p.names, p.capacity, 0) for p in event.pools
    ]


def test_a_copy_is_a_draft_for_which_nobody_has_signed_up(copy):
    event = make_event(line_paused=True, terms_version=4, sequence=3)
    make_registration(event, State.CONFIRMED)

    made = copy(event)

    assert (made.state, made.published_at) == (EventState.DRAFT, None)
    assert (made.line_paused, made.terms_version, made.sequence) == (False, 1, 0)
    assert made.pool(PoolKind.EVENT).taken == 0
    assert event.pool(PoolKind.EVENT).taken == 1


def test_all_dates_keep_their_distance_on_the_wall_clock(copy):
    event = make_event(
        starts_local=datetime(2027, 6, 17, 19, 30),
        ends_local=datetime(2027, 6, 17, 22, 0),
        members_open_local=datetime(2027, 5, 1, 8, 0),
        opens_local=datetime(2027, 5, 3, 8, 0),
        deadline_local=datetime(2027, 6, 10, 23, 59),
    )

    made = copy(event, datetime(2027, 12, 16, 19, 30))  # winter time

    assert made.ends_local == datetime(2027, 12, 16, 22, 0)
    assert made.members_open_local == datetime(2027, 10, 30, 8, 0)
    assert made.opens_local == datetime(2027, 11, 1, 8, 0)
    assert made.deadline_local == datetime(2027, 12, 9, 23, 59)
    assert made.change_until_local is None
    assert made.starts_at.hour == event.starts_at.hour + 1


def test_at_another_hour_a_deadline_days_before_keeps_its_own(copy):
    event = make_event(
        starts_local=datetime(2027, 6, 17, 15, 20),
        opens_local=datetime(2027, 5, 3, 8, 0),
        deadline_local=datetime(2027, 6, 10, 23, 59),
        change_until_local=datetime(2027, 6, 17, 12, 20),
    )

    made = copy(event, datetime(2027, 7, 1, 10, 0))

    assert made.opens_local == datetime(2027, 5, 17, 8, 0)
    assert made.deadline_local == datetime(2027, 6, 24, 23, 59)
    assert made.change_until_local == datetime(2027, 7, 1, 7, 0)


def test_a_deadline_that_the_clocks_skip_comes_an_hour_later(copy):
    event = make_event(
        starts_local=datetime(2027, 6, 17, 19, 30),
        deadline_local=datetime(2027, 6, 10, 2, 30),
    )

    made = copy(event, datetime(2027, 4, 4, 19, 30))

    assert made.deadline_local == datetime(2027, 3, 28, 3, 30)


def test_a_start_that_the_clocks_skip_is_refused(copy):
    with pytest.raises(DomainError):
        copy(make_event(), datetime(2027, 3, 28, 2, 30))


def test_the_address_comes_from_the_new_title(copy):
    event = make_event(title="Summer evening", languages=["en", "de"])

    made = [copy(event, en="Autumn evening"), copy(event, en="Autumn evening")]

    assert [each.slug for each in made] == ["autumn-evening", "autumn-evening-2"]
    assert {text.language: text.title for text in made[0].texts} == {
        "en": "Autumn evening",
        "de": "Summer evening",
    }


def test_a_change_of_the_copy_leaves_the_original_alone(copy):
    event = make_event(languages=["en", "de"], sessions={"Harbour": 8})

    made = copy(event)
    with write_tx():
        made.languages.append("tr")
        made.pools[2].names["tr"] = "Liman"

    assert event.languages == ["en", "de"]
    assert event.pools[2].names == {"en": "Harbour", "de": "Harbour"}
    assert made.languages is not event.languages
    assert made.pools[2].names is not event.pools[2].names


def test_later_rooms_copy_what_they_keep_in_the_same_transaction(copy):
    event = make_event(sessions={"Harbour": 8})
    told = []

    def listen(sender, *, copy, pools, by):
        told.append((sender.slug, copy.slug, pools[event.pools[2].id].names))
        raise DomainError("no")

    with signals.event_copied.connected_to(listen), pytest.raises(DomainError):
        copy(event, en="Second")

    assert told == [(event.slug, "second", {"en": "Harbour"})]

    assert queries.by_slug("second") is None


def test_a_series_is_made_whole_or_not_at_all(english, ole):
    event = make_event()
    good, gap = datetime(2027, 3, 21, 2, 30), datetime(2027, 3, 28, 2, 30)

    with pytest.raises(DomainError), write_tx():
        services.copy_series(event, starts=[good, gap], titles={}, by=ole)

    assert list(queries.drafts()) == []


def test_more_than_twelve_at_once_are_refused(english, ole):
    event, starts = make_event(), [NEW.replace(day=day) for day in range(1, 14)]

    with pytest.raises(DomainError), write_tx():
        services.copy_series(event, starts=starts, titles={}, by=ole)
