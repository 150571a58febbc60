"""Instants in words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask_babel import force_locale

from eventreg.web.dates import (
    format_date_of_year,
    format_day,
    format_span,
    format_time,
    format_when,
)

START = datetime(2027, 6, 17, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Do., 17. Juni 2027, 19:30 Uhr"),
        ("en", "Thu 17 June 2027, 19:30"),
        ("tr", "17 Haziran 2027 Perşembe, 19.30"),
    ],
)
def test_an_instant_is_written_as_the_language_writes_it(app, language, words):
    with force_locale(language):
        assert format_when(START) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Do., 17. Juni 2027, 20:30 Uhr (Ortszeit Istanbul, UTC+3)"),
        ("en", "Thu 17 June 2027, 20:30 (local time in Istanbul, UTC+3)"),
        ("tr", "17 Haziran 2027 Perşembe, 20.30 (İstanbul saati, UTC+3)"),
    ],
)
def test_another_clock_than_home_is_named(app, language, words):
    with force_locale(language):
        assert format_when(START, "Europe/Istanbul") == words


@pytest.mark.parametrize(
    ("lasts", "words"),
    [
        (timedelta(hours=3), "Do., 17. Juni 2027, 19:30 bis 22:30 Uhr"),
        (timedelta(hours=7), "Do., 17. Juni 2027, 19:30 bis Fr., 02:30 Uhr"),
        (timedelta(hours=4, minutes=30), "Do., 17. Juni 2027, 19:30 bis 00:00 Uhr"),
        (timedelta(days=5), "Do., 17. bis Di., 22. Juni 2027"),
        (timedelta(days=25), "Do., 17. Juni bis Mo., 12. Juli 2027"),
        (timedelta(days=325), "Do., 17. Juni 2027 bis So., 7. Mai 2028"),
    ],
)
def test_a_span_says_no_more_than_needed(app, lasts, words):
    with force_locale("de"):
        assert format_span(START, START + lasts) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Thu 17 June 2027, 19:30 to Fri 02:30"),
        ("tr", "17 Haziran 2027 Perşembe, 19.30 – Cuma 02.30"),
    ],
)
def test_a_night_names_the_day_on_which_it_ends(app, language, words):
    with force_locale(language):
        assert format_span(START, START + timedelta(hours=7)) == words


def test_home_can_be_named_too_and_a_place_left_out(app):
    with force_locale("en"):
        named = format_when(START, zone=True)
        unnamed = format_when(START, "Asia/Kolkata", zone=False)

    assert named == "Thu 17 June 2027, 19:30 (local time in Berlin, UTC+2)"
    assert unnamed == "Thu 17 June 2027, 23:00"


def test_a_plain_date_belongs_to_no_clock(app):
    with force_locale("de"):
        assert format_day(date(2027, 1, 1)) == "Fr., 1. Januar 2027"


@pytest.mark.parametrize(
    ("language", "words"), [("de", "17. Juni"), ("en", "17 June"), ("tr", "17 Haziran")]
)
def test_a_date_without_its_year_has_the_dots_of_its_language(app, language, words):
    with force_locale(language):
        assert format_date_of_year(START) == words


@pytest.mark.every_case
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ["01:30 Uhr", "02:30 Uhr (Sommerzeit)", "02:30 Uhr (Winterzeit)"]),
        ("en", ["01:30", "02:30 (summer time)", "02:30 (winter time)"]),
        ("tr", ["01.30", "02.30 (yaz saati)", "02.30 (kış saati)"]),
    ],
)
def test_the_hour_that_comes_twice_says_which_it_is(app, language, words):
    """The clock goes back at 03:00 in summer time, which is 01:00 UTC."""
    back = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    instants = [back - timedelta(hours=hours) for hours in (2, 1, 0)]

    with force_locale(language):
        assert [format_time(each) for each in instants] == words
        ends = [
            format_when(each).endswith(w)
            for each, w in zip(instants, words, strict=True)
        ]

    assert ends == [True] * 3
