"""What is typed finds a name however it is spelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventreg.people.names import search_key
from tests.people.crowd import PEOPLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Mueller"),
        ("Müller", "MÜLLER"),
        ("Müller", "muller"),
        ("Großmann", "grossmann"),
        ("Großmann", "GROẞMANN"),
        ("Işık", "isik"),
        ("IŞIK", "ışık"),
        ("İnönü", "inönü"),
        ("İnönü", "inoenue"),
        ("Ødegård", "odegard"),
        ("Ødegård", "oedegård"),
        ("Łukasz Żółtowska", "lukasz zoltowska"),
        ("O’Connor", "oconnor"),
        ("Jan-Philipp", "jan  philipp"),
        ("Þórdís", "thordis"),
        ("Достоевский", "ДОСТОЕВСКИЙ"),
        ("王 小明", "wang xiaoming"),
        ("Γεώργιος", "georgios"),
    ],
)
def test_both_spellings_give_one_key(one, other):
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Anna", "Hanna"), ("Yılmaz", "Yildiz"), ("王", "李"), ("😀", "😎")],
)
def test_different_names_give_different_keys(one, other):
    assert search_key(one) != search_key(other)


def test_everybody_in_the_crowd_has_a_key_of_plain_letters():
    keys = [search_key(f"{row.given_name} {row.family_name}") for row in PEOPLE]

    assert [key for key in keys if not key.replace(" ", "").isalnum()] == []
    assert [key for key in keys if not key.isascii()] == []


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_folding_a_key_again_changes_nothing(text):
    key = search_key(text)

    assert search_key(key) == key
    assert len(key) <= 1000


@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=40))
def test_a_name_never_folds_to_nothing(name):
    assert search_key(name) != ""
