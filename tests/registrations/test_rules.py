"""Who moves up, and until when an offer lasts."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventreg.events.models import Event
from eventreg.events.states import EventState
from eventreg.registrations.rules import (
    Standstill,
    Waiting,
    long_enough,
    offer_end,
    standstill,
    walk,
)

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
SEATS, SCIENCE, BUSINESS = 1, 2, 3


def an_event(*, starts_in, **columns):
    values = {
        "state": EventState.PUBLISHED,
        "line_paused": False,
        "cut_off_hours": 3,
        "offer_hours": 48,
    } | columns
    return Event(starts_at=NOW + starts_in, **values)


def waiting(id_, *pools):
    return Waiting((id_,), dict.fromkeys({SEATS, *pools}, 1))


def party(id_, size):
    """A party that comes only together and has the id of its lead."""
    ids_ = tuple(range(id_, id_ + size))
    return Waiting(ids_, {SEATS: size})


def ids(line, free):
    return [w.registration_ids[0] for w in walk(line, free, everybodys=SEATS)]


def test_nobody_moves_when_no_seat_is_free():
    assert ids([waiting(1)], {SEATS: 0}) == []


def test_as_many_move_as_seats_are_free_the_first_in_line_first():
    assert ids([waiting(7), waiting(3), waiting(5)], {SEATS: 2}) == [7, 3]


def test_a_full_contingent_holds_up_only_those_who_need_it():
    line = [waiting(1, SCIENCE), waiting(2, BUSINESS), waiting(3, SCIENCE)]

    assert ids(line, {SEATS: 3, SCIENCE: 0, BUSINESS: 5}) == [2]


def test_the_last_seat_of_a_contingent_goes_to_its_first_in_line():
    line = [waiting(1, SCIENCE), waiting(2, SCIENCE), waiting(3)]

    assert ids(line, {SEATS: 3, SCIENCE: 1}) == [1, 3]


def test_a_party_that_does_not_fit_is_not_passed_over():
    line = [party(1, 3), waiting(5)]

    assert ids(line, {SEATS: 2}) == []
    assert ids(line, {SEATS: 4}) == [1, 5]


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.sets(st.sampled_from([SCIENCE, BUSINESS]))),
        max_size=30,
    ),
    st.integers(0, 12),
    st.integers(0, 6),
    st.integers(0, 6),
)
def test_the_walk_never_oversells_and_passes_over_nobody(wanted, seats, science, rest):
    line = [
        Waiting((id_,), dict.fromkeys({SEATS, *pools}, size))
        for id_, (size, pools) in enumerate(wanted)
    ]
    free = {SEATS: seats, SCIENCE: science, BUSINESS: rest}

    seated = list(walk(line, free, everybodys=SEATS))

    left = dict(free)
    lacked: set[int] = set()
    for one in line:
        if one in seated:
            assert not one.needs.keys() & lacked, "somebody before needs this pool"
            for pool, count in one.needs.items():
                left[pool] -= count
        else:
            full = {pool for pool, count in one.needs.items() if left[pool] < count}
            assert full or one.needs.keys() & lacked, "could have been seated"
            lacked |= full
    assert min(left.values()) >= 0


@pytest.mark.parametrize(
    ("starts_in", "hours", "lasts"),
    [
        pytest.param(timedelta(days=60), 48, timedelta(hours=48), id="far away"),
        pytest.param(timedelta(days=4), 48, timedelta(days=1), id="a quarter is left"),
        pytest.param(timedelta(hours=4), 48, timedelta(hours=1), id="at the cut-off"),
    ],
)
def test_an_offer_ends_at_the_earliest_of_three(starts_in, hours, lasts):
    event = an_event(starts_in=starts_in)

    assert offer_end(event, NOW, hours=hours) - NOW == lasts


def test_the_hours_of_an_approval_run_from_when_its_letter_is_due():
    event = an_event(starts_in=timedelta(days=90))
    due = NOW + timedelta(minutes=10)

    assert offer_end(event, NOW, hours=168, letter_due=due) == due + timedelta(days=7)


def test_an_offer_of_less_than_an_hour_is_not_made():
    assert long_enough(an_event(starts_in=timedelta(hours=4)), NOW, hours=48)
    assert not long_enough(
        an_event(starts_in=timedelta(hours=3, minutes=59)), NOW, hours=48
    )


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        pytest.param({}, None, id="moves"),
        pytest.param({"state": EventState.CLOSED}, None, id="closed moves too"),
        pytest.param({"state": EventState.DRAFT}, Standstill.NOT_RUNNING, id="draft"),
        pytest.param(
            {"state": EventState.CANCELLED}, Standstill.NOT_RUNNING, id="cancelled"
        ),
        pytest.param({"line_paused": True}, Standstill.PAUSED, id="paused"),
        pytest.param({"cut_off_hours": 1000}, Standstill.CUT_OFF, id="cut-off"),
        pytest.param({"cut_off_hours": 239}, Standstill.TOO_SHORT, id="too short"),
    ],
)
def test_the_line_stands_still_for_a_reason(columns, reason):
    event = an_event(starts_in=timedelta(days=10), **columns)
    now = NOW if "cut_off_hours" not in columns else NOW + timedelta(minutes=30)

    assert standstill(event, now) == reason
