"""The dates of a series, and why some months have none."""

from datetime import datetime

import pytest

from eventreg.events.series import Rhythm, dates, next_like

pytestmark = pytest.mark.usefixtures("english")

FIRST = datetime(2027, 6, 3, 19, 30)  # the first Thursday


def made(first, rhythm, count, weeks=1):
    found = dates(first, rhythm, count=count, weeks=weeks, timezone="Europe/Berlin")
    return [f"{d.local:%d.%m.%y}" if d.local else d.left_out for d in found]


def test_every_first_thursday():
    assert made(FIRST, Rhythm.WEEKDAY, 3) == ["03.06.27", "01.07.27", "05.08.27"]


def test_every_last_wednesday():
    assert made(datetime(2027, 6, 30, 18), Rhythm.LAST, 3) == [
        *("30.06.27", "28.07.27", "25.08.27")
    ]


def test_every_three_weeks_across_the_year():
    assert made(datetime(2027, 12, 16, 18), Rhythm.WEEKS, 3, weeks=3) == [
        *("16.12.27", "06.01.28", "27.01.28")
    ]


def test_every_thirty_first_leaves_short_months_out_and_says_so():
    assert made(datetime(2027, 1, 31, 18), Rhythm.DATE, 3) == [
        "31.01.27",
        "February 2027 has no day 31: no event that month.",
        "31.03.27",
        "April 2027 has no day 31: no event that month.",
        "31.05.27",
    ]


def test_every_fifth_thursday_leaves_out_months_with_four():
    assert made(datetime(2027, 7, 29, 18), Rhythm.WEEKDAY, 2) == [
        "29.07.27",
        "August 2027 has no fifth Thursday: no event that month.",
        "30.09.27",
    ]


def test_a_time_that_the_clocks_skip_is_left_out():
    assert made(datetime(2027, 3, 21, 2, 30), Rhythm.WEEKS, 2) == [
        "21.03.27",
        "On Sun 28 March 2027 the clocks skip that time: no event then.",
        "04.04.27",
    ]


def test_the_wall_clock_stays_while_the_clocks_change():
    found = dates(FIRST, Rhythm.WEEKDAY, count=8, timezone="Europe/Berlin")

    assert {date.local.time() for date in found} == {FIRST.time()}


@pytest.mark.parametrize("rhythm", list(Rhythm))
@pytest.mark.parametrize("first", [datetime(2028, 2, 29), datetime(2100, 12, 30)])
def test_odd_dates_give_what_there_is(rhythm, first):
    assert made(first, rhythm, 12, weeks=1)[0] == f"{first:%d.%m.%y}" or (
        rhythm is Rhythm.LAST
    )


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2027, 5, 1), datetime(2027, 7, 1, 19, 30)),
        (datetime(2027, 7, 1, 19, 30), datetime(2027, 8, 5, 19, 30)),
        (datetime(2039, 1, 1), None),
    ],
    ids=["ahead", "over", "long ago"],
)
def test_the_next_of_its_kind_is_still_to_come(now, expected):
    assert next_like(FIRST, now=now) == expected
