"""A file that was just made is there once, for a minute, and for few at a time."""

from datetime import timedelta

import pytest

from eventreg.documents import kept


def test_what_is_kept_is_handed_out_once(app):
    kept.keep("a", b"%PDF-1")
    kept.keep("b", b"%PDF-2")

    assert [kept.take(key) for key in ("b", "a", "b", "c")] == [
        b"%PDF-2",
        b"%PDF-1",
        None,
        None,
    ]


@pytest.mark.parametrize(("seconds", "found"), [(59, b"%PDF"), (61, None)])
def test_a_file_is_kept_for_a_minute(app, clock_at, seconds, found):
    kept.keep("a", b"%PDF")

    clock_at(timedelta(seconds=seconds))

    assert kept.take("a") == found


def test_of_many_files_the_oldest_go(app):
    for number in range(10):
        kept.keep(str(number), b"%PDF")

    assert [kept.take(str(number)) is None for number in range(10)] == [
        *[True] * 2,
        *[False] * 8,
    ]
