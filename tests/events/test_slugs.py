"""Names of events in addresses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventreg.events.slugs import LENGTH, RESERVED, is_numbered, numbered, slug_of


@pytest.mark.parametrize(
    ("title", "language", "slug"),
    [
        ("Gründen für Fortgeschrittene", "de", "gruenden-fuer-fortgeschrittene"),
        ("İş dünyası buluşması", "tr", "is-dunyasi-bulusmasi"),
        ("Ukraine: Відбудова", "en", "ukraine-vidbudova"),
        ("<b>{{ 7*7 }}</b>", "en", "b-7-7-b"),
        ("New", "en", "event-new"),
        ("???", "en", "event"),
        ("a" * 200, "en", "a" * LENGTH),
    ],
)
def test_a_title_becomes_plain_latin(title, language, slug):
    assert slug_of(title, language) == slug


@given(st.text(max_size=300), st.sampled_from(["de", "en", "tr"]))
def test_any_title_becomes_an_address(title, language):
    slug = slug_of(title, language)

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= LENGTH + len("event-")
    assert slug not in RESERVED


@given(st.text(max_size=80), st.integers(1, 999))
def test_numbered_names_are_recognised(title, number):
    slug = slug_of(title)

    assert is_numbered(numbered(slug, number), slug)
