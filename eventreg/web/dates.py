"""Instants in words: in the reader's language, on the clock of the place."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_datetime, get_timezone_location
from flask import Flask

from eventreg import clock
from eventreg.web.locale import current_language

#: Readers take this clock for granted; any other one is named.
HOME = "Europe/Berlin"


@dataclass(frozen=True)
class _Patterns:
    """How one language writes dates (CLDR patterns) and joins them."""

    day: str
    date: str
    date_of_year: str
    day_of_year: str
    day_of_month: str
    time: str
    when: str
    next_day: str
    to: str
    zone: str
    times: str
    #: Beside a time that the clock shows twice, the first and the second time.
    twice: tuple[str, str]


_PATTERNS = {
    "de": _Patterns(
        day="EEE, d. MMMM y",
        date="d. MMMM y",
        date_of_year="d. MMMM",
        day_of_year="EEE, d. MMMM",
        day_of_month="EEE, d.",
        time="HH:mm",
        when="{day}, {time} Uhr",
        next_day="EEE, HH:mm",
        to="{start} bis {end}",
        zone="{when} (Ortszeit {city}, {offset})",
        times="Alle Zeiten: Ortszeit {city}.",
        twice=("{when} (Sommerzeit)", "{when} (Winterzeit)"),
    ),
    "en": _Patterns(
        day="EEE d MMMM y",
        date="d MMMM y",
        date_of_year="d MMMM",
        day_of_year="EEE d MMMM",
        day_of_month="EEE d",
        time="HH:mm",
        when="{day}, {time}",
        next_day="EEE HH:mm",
        to="{start} to {end}",
        zone="{when} (local time in {city}, {offset})",
        times="All times: local time in {city}.",
        twice=("{when} (summer time)", "{when} (winter time)"),
    ),
    "tr": _Patterns(
        day="d MMMM y EEEE",
        date="d MMMM y",
        date_of_year="d MMMM",
        day_of_year="d MMMM EEEE",
        day_of_month="d MMMM EEEE",
        time="HH.mm",
        when="{day}, {time}",
        next_day="EEEE HH.mm",
        to="{start} – {end}",
        zone="{when} ({city} saati, {offset})",
        times="Bütün saatler: {city} yerel saati.",
        twice=("{when} (yaz saati)", "{when} (kış saati)"),
    ),
}


def format_when(instant: datetime, tz: str = HOME, *, zone: bool | None = None) -> str:
    """Day and time: "Do., 17. Juni 2027, 19:30 Uhr".

    :param zone: name the clock's city; ``None``: only if it is not home's.
    """
    words = _words()
    local = instant.astimezone(ZoneInfo(tz))
    when = words.when.format(day=_part(local, "day"), time=_part(local, "time"))
    return _with_zone(when, local, tz, zone)


def format_day(moment: date | datetime, tz: str = HOME) -> str:
    """The day alone: "Do., 17. Juni 2027". A plain date needs no zone."""
    return _part(_local(moment, tz), "day")


def format_date(day: date) -> str:
    """A date without its day of the week: "17. Juni 2027", for a birthday."""
    return _part(_local(day, HOME), "date")


def format_date_of_year(instant: datetime, tz: str = HOME) -> str:
    """A date without its year: "17. Juni", where the year is plain."""
    return _part(_local(instant, tz), "date_of_year")


def format_time(instant: datetime, tz: str = HOME, *, zone: bool | None = None) -> str:
    """The time alone: "19:30 Uhr"; ``zone`` as for ``format_when``."""
    local = _local(instant, tz)
    time = _words().when.format(day="", time=_part(local, "time")).removeprefix(", ")
    return _with_zone(time, local, tz, zone)


def format_recent(instant: datetime) -> str:
    """When, by the clock at home; today the hour is enough."""
    is_today = instant.astimezone(ZoneInfo(HOME)).date() == clock.today()
    return format_time(instant) if is_today else format_when(instant)


def format_span(
    start: datetime, end: datetime, tz: str = HOME, *, zone: bool | None = None
) -> str:
    """From when until when: hours if it lasts less than a day, else days.

    "Do., 17. Juni 2027, 19:30 bis 22:00 Uhr", past midnight "19:30 bis Fr., 01:00
    Uhr"; "So., 13. bis Fr., 18. Juni 2027".
    """
    words = _words()
    first, last = _local(start, tz), _local(end, tz)
    if last - first < timedelta(hours=24):
        end_words = _part(
            last, "next_day" if _is_past_midnight(first, last) else "time"
        )
        times = words.to.format(start=_part(first, "time"), end=end_words)
        text = words.when.format(day=_part(first, "day"), time=times)
        return _with_zone(text, first, tz, zone)
    return words.to.format(
        start=_part(first, _short(first, last)), end=_part(last, "day")
    )


def _is_past_midnight(first: datetime, last: datetime) -> bool:
    """Whether the last hour is another day's; midnight itself belongs to both."""
    return (last - timedelta(minutes=1)).date() > first.date()


def format_clock(instant: datetime, tz: str = HOME, *, zone: bool = False) -> str:
    """What the clock shows, bare: "19:30", for columns of times.

    :param zone: name the clock's city.
    """
    local = _local(instant, tz)
    return _with_zone(_part(local, "time"), local, tz, zone)


def city_of(tz: str) -> str:
    """The city whose clock it is, in the reader's language."""
    return str(get_timezone_location(tz, locale=current_language(), return_city=True))


def zone_words(tz: str) -> str:
    """Beside many times which clock they are of; empty where it is home's."""
    if tz == HOME:
        return ""
    return _words().times.format(city=city_of(tz))


def _short(first: datetime, last: datetime) -> str:
    """How much of the first day must be said when the last one is said whole."""
    if first.year != last.year:
        return "day"
    return "day_of_month" if first.month == last.month else "day_of_year"


def _local(moment: date | datetime, tz: str) -> datetime:
    if isinstance(moment, datetime):
        # A naive time is already what the clock at the place shows.
        return moment.astimezone(ZoneInfo(tz)) if moment.tzinfo else moment
    return datetime(moment.year, moment.month, moment.day)


def _with_zone(text: str, local: datetime, tz: str, zone: bool | None) -> str:
    if zone is False or (zone is None and tz == HOME):
        return (
            _words().twice[local.fold].format(when=text) if _is_twice(local) else text
        )
    return _words().zone.format(when=text, city=city_of(tz), offset=_offset(local, tz))


def _is_twice(local: datetime) -> bool:
    """Whether the clock shows this time once more, as it is put back."""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def _offset(local: datetime, tz: str) -> str:
    offset = local.replace(tzinfo=ZoneInfo(tz)).utcoffset() or timedelta(0)
    hours, minutes = divmod(int(offset.total_seconds()) // 60, 60)
    return f"UTC{hours:+d}" + (f":{minutes:02d}" if minutes else "")


def _words() -> _Patterns:
    return _PATTERNS.get(current_language(), _PATTERNS["en"])


def _part(local: datetime, name: str) -> str:
    language = current_language()
    pattern: str = getattr(_PATTERNS.get(language, _PATTERNS["en"]), name)
    return _format(local.replace(tzinfo=None), pattern, language)


@lru_cache(maxsize=2048)
def _format(local: datetime, pattern: str, language: str) -> str:
    return str(format_datetime(local, pattern, locale=Locale(language)))


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        when=format_when,
        day=format_day,
        clock_time=format_time,
        span=format_span,
        zone_words=zone_words,
    )
