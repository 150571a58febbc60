"""Dates that stand in texts are found in the spellings that people use."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from eventreg.events.named_dates import named_dates

EVENT = date(2027, 6, 20)
DAY = date(2027, 6, 17)
around = st.integers(min_value=-366, max_value=366).map(
    lambda days: EVENT + timedelta(days=days)
)


@pytest.mark.parametrize(
    "text",
    [
        "frei bis 17.06.2027, danach die Hälfte",
        "frei bis 17.6.27",
        "bis 17.06.",
        "Anmeldeschluss ist der 17.6., danach die Hälfte",
        "17.06.: Anmeldeschluss",
        "kostenlos bis 17.06. (18 Uhr)",
        "vom 15.–17.06.",
        "bis 17.06. 18 Uhr",
        "bis 17.06. 18:30",
        "17.06.’ya kadar ücretsiz",
        "bis zum 17. Juni 2027.",
        "bis zum 17. Juni",
        "17. Jun. 2027",
        "free until 17 June 2027",
        "until June 17, 2027, then half",
        "until the 17th of June",
        "17 Haziran 2027’ye kadar",
        "17 Haziran'a kadar ücretsiz",
        "17/06/2027",
        "2027-06-17",
        "(17.06.2027, 18:00)",
        "from 15 to 17 June, and once more on 17.06.2027",
    ],
)
def test_a_date_is_found(text):
    assert named_dates(text, EVENT) == [DAY]


@pytest.mark.parametrize(
    "text",
    [
        "The first 10 may come",
        "Open from 10:30 to 12.45",
        "Call 0241 17 06 27, or DE89 3704 0044",
        "€12.50, half for students",
        "31. Juni, 30.02.2027",
        "Open until 11/03",
        "Version 1.2., Nr. 3.4. und § 5.6.",
        "1.2. Programm\n1.3. Anreise\n## 1.4. Hotel",
        "1.2.3 und 1.2.3.4, 192.168.1.2.",
        "31.06., 45.12. und 12.13.",
        "€ 12.10. Beginn um 10.12. Ende",
        "Saat 10.12. Yer",
        "Founded on 3 May 1998 and 03.05.1998, 03.05. 1998",
        "",
    ],
    ids=[
        "words",
        "hours",
        "numbers",
        "money",
        "no such day",
        "slash",
        "versions",
        "list",
        "more parts",
        "no month",
        "amount or hour",
        "saat",
        "history",
        "empty",
    ],
)
def test_other_words_and_numbers_are_no_dates(text):
    assert named_dates(text, EVENT) == []


@given(day=around, language=st.sampled_from(["de", "en", "tr"]))
def test_each_date_is_found_as_the_languages_write_it(day, language):
    for form in ("medium", "long", "full", "d MMMM y"):
        written = format_date(day, form, locale=language)

        assert named_dates(f"– {written} –", EVENT) == [day], written


def test_without_a_year_it_is_the_nearest_one():
    assert named_dates("until 20 December", date(2027, 1, 9)) == [date(2026, 12, 20)]
    assert named_dates("bis 20.12.", date(2027, 1, 9)) == [date(2026, 12, 20)]
    assert named_dates("29. Februar", EVENT) == [date(2028, 2, 29)]


@given(text=st.text())
def test_any_text_can_be_read(text):
    assert isinstance(named_dates(text, EVENT), list)


def test_very_long_texts_are_read_quickly():
    assert named_dates("1. " * 7_000, EVENT) == []
    assert named_dates("1.1" * 7_000, EVENT) == []
