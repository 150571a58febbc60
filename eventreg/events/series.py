"""The dates of a series: every first Thursday, every two weeks, every 15th."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from babel.dates import format_date
from flask_babel import gettext as _

from eventreg.events import times
from eventreg.web.dates import format_day
from eventreg.web.locale import current_language

#: How many months are looked at for dates that some months do not have.
FARTHEST_MONTHS = 60


class Rhythm(StrEnum):
    """How the dates of a series follow each other."""

    #: On the first Thursday of each month, or whichever the first date is.
    WEEKDAY = "weekday"
    #: On the last Thursday of each month.
    LAST = "last"
    #: On the same day of each month.
    DATE = "date"
    #: Every so many weeks.
    WEEKS = "weeks"


@dataclass(frozen=True)
class Date:
    """One start in a series, or why there is none that month."""

    local: datetime | None
    left_out: str = ""


def dates(
    first: datetime, rhythm: Rhythm, *, count: int, timezone: str, weeks: int = 1
) -> list[Date]:
    """``count`` starts from ``first`` on, and between them what is left out.

    :param first: as clocks in ``timezone`` show it; itself the first start.
    :param weeks: from one to the next, for ``Rhythm.WEEKS``.
    """
    found: list[Date] = []
    missing = count
    for each in _walk(first, rhythm, weeks):
        if missing < 1:
            break
        if each.local is not None and not times.exists(each.local, timezone):
            each = Date(None, _skipped_by_clocks(each.local))
        found.append(each)
        missing -= each.local is not None
    while found and found[-1].local is None:
        found.pop()
    return found


def next_like(first: datetime, *, now: datetime) -> datetime | None:
    """The next such weekday of a month after ``first`` that is still to come.

    :param now: as clocks there show it, like ``first``; ``None`` is returned when
        that would be years later.
    """
    found = (date.local for date in _walk(first, Rhythm.WEEKDAY, 1))
    return next((local for local in found if local and local > max(first, now)), None)


def _walk(first: datetime, rhythm: Rhythm, weeks: int) -> Iterator[Date]:
    if rhythm is Rhythm.WEEKS:
        for number in range(FARTHEST_MONTHS):
            yield Date(first + timedelta(weeks=weeks * number))
        return
    for number in range(FARTHEST_MONTHS):
        years, month = divmod(first.month - 1 + number, 12)
        year = first.year + years
        day = _day(first, rhythm, year, month + 1)
        if day is None:
            yield Date(None, _no_such_day(first, rhythm, year, month + 1))
        else:
            yield Date(first.replace(year=year, month=month + 1, day=day))


def _day(first: datetime, rhythm: Rhythm, year: int, month: int) -> int | None:
    """The day in that month, or ``None`` if it has no such day."""
    last = calendar.monthrange(year, month)[1]
    if rhythm is Rhythm.DATE:
        return first.day if first.day <= last else None
    of_weekday = [
        day
        for day in range(1, last + 1)
        if calendar.weekday(year, month, day) == first.weekday()
    ]
    if rhythm is Rhythm.LAST:
        return of_weekday[-1]
    which = (first.day - 1) // 7
    return of_weekday[which] if which < len(of_weekday) else None


def is_last_in_month(first: datetime) -> bool:
    """Whether no such weekday follows in its month."""
    return (first + timedelta(days=7)).month != first.month


def _no_such_day(first: datetime, rhythm: Rhythm, year: int, month: int) -> str:
    shown = _format(datetime(year, month, 1), "LLLL y")
    if rhythm is Rhythm.DATE:
        return _(
            "%(month)s has no day %(day)s: no event that month.",
            month=shown,
            day=first.day,
        )
    weekday = _format(first, "EEEE")
    return _(
        "%(month)s has no fifth %(weekday)s: no event that month.",
        month=shown,
        weekday=weekday,
    )


def _skipped_by_clocks(local: datetime) -> str:
    return _(
        "On %(day)s the clocks skip that time: no event then.", day=format_day(local)
    )


def _format(local: datetime, pattern: str) -> str:
    return str(format_date(local, pattern, locale=current_language()))
