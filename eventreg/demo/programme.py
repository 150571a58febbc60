"""The programme of the trip, as text of its page."""

from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from flask_babel import force_locale

from eventreg import clock
from eventreg.demo.people import rows_of
from eventreg.demo.stage import read_texts
from eventreg.web.dates import format_day
from eventreg.web.locale import LANGUAGES

Row = dict[str, str]


def trip_texts(first_day: date) -> dict[str, Any]:
    """The texts of the trip; its programme begins on ``first_day``."""
    texts = read_texts("trip")
    rows = list(rows_of("programme.csv", ","))
    shift = first_day - date.fromisoformat(rows[0]["date"])
    for language in LANGUAGES:
        words = texts[language]
        intro, title, note = (words.pop(k) for k in ("intro", "programme", "note"))
        days = _days(rows, shift, language)
        words["description"] = f"{intro}\n## {title}\n\n{days}\n\n{note}\n"
    return texts


def _days(rows: list[Row], shift: timedelta, language: str) -> str:
    parts = []
    for day, group in groupby(rows, key=lambda row: row["date"]):
        with force_locale(language):
            shown = format_day(date.fromisoformat(day) + shift)
        stops = list(group)
        on = date.fromisoformat(day) + shift
        lines = [_line(row, on, language) for row in stops]
        stop = stops[0][f"stop_{language}"]
        parts.append("\n".join([f"### {shown} · {stop}", "", *lines]))
    return "\n\n".join(parts)


def _shown_at(row: Row, edge: str, on: date) -> str:
    """What clocks show there: the table has Istanbul's time, also at Cologne.

    Turkey keeps one time all year, so that only one end of a flight moves.
    """
    if not row[f"{edge}_zone"]:
        return row[edge]
    at = datetime.combine(on, time.fromisoformat(row[edge]))
    there = clock.to_local(clock.to_utc(at, "Europe/Istanbul"), row[f"{edge}_zone"])
    return there.strftime("%H:%M")


def _line(row: Row, on: date, language: str) -> str:
    separator = "." if language == "tr" else ":"
    start, end = (_shown_at(row, edge, on) for edge in ("start", "end"))
    times = f"{start}–{end}".replace(":", separator)
    title = row[f"title_{language}"]
    seats = {"de": "{} Plätze", "en": "{} seats", "tr": "{} kişi"}[language]
    places = f" ({seats.format(row['seats'])})" if row["seats"] else ""
    place = row[f"place_{language}"]
    return f"- **{times}** {title}, {place}{places}"
