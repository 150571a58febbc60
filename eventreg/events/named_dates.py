"""Dates that people have written into a text, in any usual spelling."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from babel import Locale

from eventreg.web.locale import LANGUAGES

#: A day so far from the event is history: “since 3 May 1998”.
_NEAR = timedelta(days=366)
#: Digits of a year without its century.
_SHORT = 2


def _months() -> dict[str, int]:
    """The number of a month by its name, long or short, in all our languages."""
    return {
        name.rstrip("."): number
        for language in LANGUAGES
        for form in ("abbreviated", "wide")
        for number, name in Locale(language).months["format"][form].items()
    }


_MONTHS = _months()
_DAY = r"(?<![\w.,:])(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4}|\d\d)(?![\d:])"
# “11.03.”: without the second dot it may be an hour or an amount. Two single digits at
# the beginning of a line number a paragraph, and after these words something else.
_NO_DATE = (
    r"(?<!€)(?<!€ )(?<!\$)(?<!\$ )(?<!§)(?<!§ )(?<![Nn]r\. )(?<![Nn]o\. )"
    r"(?<![Vv]ersion )(?<![Ss]ürüm )(?<![Kk]apitel )(?<![Pp]unkt )(?<![Mm]adde )"
    r"(?<![Aa]bschnitt )(?<![Ss]aat )(?<!\bum )(?<!\bat )(?<!TL )(?<!₺)(?<!₺ )"
)
_LISTED = r"(?<!# )(?!(?<![^\n])\d\.\d\.)"
# Behind the second dot: hours may stand there, another part or a year may not.
_NO_YEAR = r"(?P<year>)(?!\w| (?:\d{4}|\d\d(?! ?(?:Uhr|:|\.\d)))\b)"
# “10 may come” is no date: the names begin with a capital letter.
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_SPELLINGS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\w-])(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"{_DAY}(?P<sep>[./]) ?(?P<month>\d{{1,2}})(?P=sep) ?{_YEAR}",
        rf"{_NO_DATE}{_LISTED}{_DAY}\.(?P<month>\d{{1,2}})\.{_NO_YEAR}",
        rf"{_DAY}(?:st|nd|rd|th|\.)? (?:of )?{_MONTH}(?:,? (?P<year>\d{{4}})(?!\d))?",
        rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:, (?P<year>\d{{4}})(?!\d))?",
    )
)


def named_dates(text: str, near: date) -> list[date]:
    """Each date that ``text`` names around ``near``, once, the earliest first.

    Without its year it is the one nearest to ``near``.
    """
    found = {day for match in _matches(text) if (day := _day(match, near))}
    return sorted(day for day in found if abs(day - near) <= _NEAR)


def _matches(text: str) -> Iterator[re.Match[str]]:
    for spelling in _SPELLINGS:
        yield from spelling.finditer(text)


def _day(match: re.Match[str], near: date) -> date | None:
    """The date of ``match``; ``None``: no calendar has it."""
    month = _MONTHS.get(match["month"]) or int(match["month"])
    year, day = match["year"], int(match["day"])
    if year:
        century = 2000 if len(year) == _SHORT else 0
        return _existing(century + int(year), month, day)
    years = (near.year - 1, near.year, near.year + 1)
    days = [each for year in years if (each := _existing(year, month, day))]
    return min(days, key=lambda each: abs(each - near), default=None)


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
