"""What happens at the events of the demo, and when."""

from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import force_locale, ngettext

from eventreg import clock
from eventreg.demo.people import rows_of
from eventreg.demo.stage import read_texts
from eventreg.web.locale import LANGUAGES

Row = dict[str, str]
Values = dict[str, Any]

TRIP_ZONE = "Europe/Istanbul"


def trip_texts(first_day: date) -> Values:
    """The texts of the trip; its itinerary begins on ``first_day``."""
    texts = read_texts("trip")
    rows = list(rows_of("programme.csv", ","))
    shift = first_day - date.fromisoformat(rows[0]["date"])
    texts["programme"] = [_stop(row, shift) for row in rows]
    for language in LANGUAGES:
        words = texts[language]
        intro, note = (words.pop(name) for name in ("intro", "note"))
        words["description"] = f"{intro}\n{note}\n"
    return texts


def day_texts(name: str, day: date) -> Values:
    """The texts of an event on ``day``; its agenda as the services take it."""
    texts = read_texts(name)
    points = texts.get("agenda", [])
    ends = [*(point["starts"] for point in points[1:]), texts["ends"]]
    texts["programme"] = [
        {
            "starts_local": _on(day, point["starts"]),
            "ends_local": _on(day, end),
            "titles": _by_language(point, "{}"),
            "places": {},
            "texts": {},
        }
        for point, end in zip(points, ends, strict=True)
    ]
    return texts


def _on(day: date, hour: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(hour))


def _stop(row: Row, shift: timedelta) -> Values:
    on = date.fromisoformat(row["date"]) + shift
    return {
        "starts_local": _shown_at(row, "start", on),
        "ends_local": _shown_at(row, "end", on),
        "timezone": row["start_zone"],
        "ends_timezone": row["end_zone"] or (TRIP_ZONE if row["start_zone"] else ""),
        "titles": _by_language(row, "title_{}"),
        "places": {
            language: ", ".join(dict.fromkeys((place, row[f"stop_{language}"])))
            for language, place in _by_language(row, "place_{}").items()
        },
        "texts": _seats(row["seats"]),
    }


def _by_language(row: Values, name: str) -> dict[str, str]:
    return {language: row[name.format(language)] for language in LANGUAGES}


def _shown_at(row: Row, edge: str, on: date) -> datetime:
    """What clocks show there: the table has Istanbul's time, also at Cologne.

    Turkey keeps one time all year, so that only one end of a flight moves.
    """
    at = _on(on, row[edge])
    zone = row[f"{edge}_zone"] or TRIP_ZONE
    return clock.to_local(clock.to_utc(at, TRIP_ZONE), zone)


def _seats(count: str) -> dict[str, str]:
    """How many can come along, where that is limited."""
    if not count:
        return {}
    found = {}
    for language in LANGUAGES:
        with force_locale(language):
            found[language] = ngettext("%(num)s seat", "%(num)s seats", int(count))
    return found
