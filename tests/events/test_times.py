"""Local times and the instants they mean."""

from datetime import datetime, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventreg import clock
from eventreg.errors import DomainError
from eventreg.events import rules
from eventreg.events.models import Event
from eventreg.events.states import Kind
from eventreg.events.times import ZONES, exists

local_times = st.datetimes(
    min_value=datetime(2000, 1, 1), max_value=datetime(2100, 12, 31)
).map(lambda moment: moment.replace(second=0, microsecond=0))
zones = st.sampled_from(ZONES)


def event_of(starts, ends, zone="Europe/Berlin", **columns):
    return Event(
        kind=Kind.EVENING,
        starts_local=starts,
        ends_local=ends,
        timezone=zone,
        **columns,
    )


def test_all_offered_zones_are_known():
    assert set(ZONES) <= available_timezones()


@given(local_times, zones)
def test_a_time_that_exists_comes_back_the_same(local, zone):
    there_and_back = clock.to_local(clock.to_utc(local, zone), zone)

    assert exists(local, zone) == (there_and_back == local)


@given(local_times, zones)
def test_of_two_hours_on_one_clock_at_least_one_exists(local, zone):
    assert exists(local, zone) or exists(local + timedelta(hours=1), zone)


@pytest.mark.parametrize(
    ("local", "zone", "does"),
    [
        (datetime(2027, 3, 28, 2, 30), "Europe/Berlin", False),
        (datetime(2027, 3, 28, 2, 30), "Europe/Istanbul", True),
        (datetime(2027, 3, 28, 1, 30), "Europe/London", False),
        (datetime(2027, 10, 31, 2, 30), "Europe/Berlin", True),
    ],
    ids=["skipped", "no clock change", "skipped in London", "comes twice"],
)
def test_clocks_skip_an_hour_in_spring(local, zone, does):
    assert exists(local, zone) is does


@given(local_times, st.integers(-3000, 3000), zones)
def test_an_event_either_ends_after_it_starts_or_is_refused(starts, minutes, zone):
    event = event_of(starts, starts + timedelta(minutes=minutes), zone)

    try:
        rules.check_times(event)
    except DomainError:
        return

    assert event.starts_at < event.ends_at
    assert clock.to_local(event.starts_at, zone) == starts


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        (
            {"ends_local": datetime(2027, 6, 17, 19, 30)},
            "The event must end after it starts.",
        ),
        (
            {"deadline_local": datetime(2027, 6, 18, 12, 0)},
            "The deadline must not be after the end of the event.",
        ),
        (
            {
                "opens_local": datetime(2027, 6, 1, 12, 0),
                "deadline_local": datetime(2027, 6, 1, 12, 0),
            },
            "Sign-up must open before it ends.",
        ),
        (
            {"opens_local": datetime(2027, 3, 28, 2, 30)},
            "The clocks change that night: choose a time that exists there.",
        ),
        ({"ends_local": datetime.max}, "Choose a year from 2000 to 2100."),
        ({"opens_local": datetime.min}, "Choose a year from 2000 to 2100."),
    ],
    ids=["ends at once", "late deadline", "opens late", "skipped", "9999", "0001"],
)
def test_times_that_cannot_be_are_refused_in_words(columns, sentence):
    event = event_of(datetime(2027, 6, 17, 19, 30), datetime(2027, 6, 17, 22, 0))
    for name, value in columns.items():
        setattr(event, name, value)

    with pytest.raises(DomainError) as refusal:
        rules.check_times(event)

    assert str(refusal.value) == sentence
