import csv
from pathlib import Path

import pytest

from eventreg.documents import fonts

PEOPLE = Path(__file__).parents[1] / "data" / "people.csv"

with_cjk = pytest.mark.skipif(fonts.cjk_is_missing(), reason="no fonts-noto-cjk here")


@with_cjk
def test_fonts_have_every_character_of_a_thousand_people():
    assert fonts.missing_characters(PEOPLE.read_text(encoding="utf-8")) == ""


def test_missing_characters_are_named_once_and_joiners_are_not_missing():
    assert fonts.missing_characters("𓀀 Ada\u200d 𐎀𓀀\n") == "𓀀𐎀"


def test_without_the_large_fonts_han_is_missing(monkeypatch):
    monkeypatch.setattr(fonts, "_cjk_path", lambda weight: None)
    for cached in (fonts.paths, fonts._characters):
        cached.cache_clear()

    assert fonts.cjk_is_missing()
    assert fonts.missing_characters("王 Ada") == "王"

    monkeypatch.undo()
    for cached in (fonts.paths, fonts._characters):
        cached.cache_clear()


def test_licence_lies_beside_the_fonts():
    assert "SIL OPEN FONT LICENSE" in (fonts.FOLDER / "OFL.txt").read_text()


@pytest.mark.parametrize(
    ("country", "text", "face"),
    [
        ("CN", "欧阳", "SC"),
        ("JP", "山田", "JP"),
        ("KR", "金", "KR"),
        ("TW", "王", "TC"),
        ("DE", "山田さくら", "JP"),
        ("DE", "김", "KR"),
        ("", "王", "SC"),
    ],
)
def test_han_is_drawn_as_the_person_writes_it(country, text, face):
    assert fonts.han_face(country, text) == face


def test_every_country_of_the_people_has_a_face():
    with PEOPLE.open(encoding="utf-8", newline="") as file:
        countries = {row["country"] for row in csv.DictReader(file)}

    assert {fonts.han_face(country) for country in countries} == {"JP", "KR", "SC"}
