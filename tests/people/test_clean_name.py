"""Names stay as people write them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventreg.people.names import clean_name

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ada \t Lovelace\n", "Ada Lovelace"),
        ("Mu\u0308ller", "Müller"),
        ("\u202eada\u202c", "ada"),
        ("Iğdır", "Iğdır"),
        ("iPhone van DAMME", "iPhone van DAMME"),
        ("حسینی\u200cنژاد", "حسینی\u200cنژاد"),
        ("\u200c \u200d", ""),
        ("\ud800Ada\ufffe\x00", "Ada"),
        ("X", "X"),
        ("O’Connor-d'Arc", "O’Connor-d'Arc"),
        (None, ""),
    ],
)
def test_only_what_no_name_needs_is_taken_away(typed, kept):
    assert clean_name(typed) == kept


def test_a_hundred_letters_with_marks_stay():
    name = "ά" * 100

    assert clean_name(name) == name


@given(ANY_TEXT)
def test_a_clean_name_is_one_line_in_one_spelling(text):
    clean = clean_name(text)

    assert clean == clean_name(clean)
    assert clean == unicodedata.normalize("NFC", clean)
    assert clean == " ".join(clean.split())
    assert {
        unicodedata.category(c) for c in clean if c not in "\u200c\u200d"
    }.isdisjoint({"Cc", "Cf", "Cs"})


@given(st.text(st.characters(categories=["Lu", "Ll", "Lt", "Lm", "Lo"]), min_size=1))
def test_letters_are_never_lost_or_re_cased(text):
    assert clean_name(text) == unicodedata.normalize("NFC", text)
