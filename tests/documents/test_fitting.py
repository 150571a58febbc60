import csv
from pathlib import Path
from typing import Any

import pytest

from eventreg.documents import fitting
from eventreg.documents.fitting import breakings, is_rtl, largest

PEOPLE = Path(__file__).parents[1] / "data" / "people.csv"

BOX: dict[str, Any] = {"width": 232, "height": 60, "comfortable": 24}


def test_short_name_takes_the_largest_size():
    assert largest("Ada", **BOX, at_most=48).size == 48


def test_long_name_breaks_after_its_hyphen_before_it_becomes_small():
    fit = largest("Leutheusser-Schnarrenberger", **BOX, at_most=48)

    assert fit.lines == ("Leutheusser-", "Schnarrenberger")
    assert fit.size >= 24


def test_name_that_is_comfortable_on_one_line_is_not_broken():
    assert largest("María del Carmen", **BOX, at_most=48).lines == ("María del Carmen",)


def test_lines_are_as_even_as_can_be():
    two = breakings("Guimarães Pereira dos Santos Silva")[1]

    assert two.lines == ("Guimarães Pereira", "dos Santos Silva")


def test_name_without_a_break_shrinks_and_is_never_cut():
    name = "Wolfeschlegelsteinhausenbergerdorff"

    fit = largest(name, **BOX, at_most=48)

    assert fit.lines == (name,)
    assert fit.size * fitting.width(name) <= 232
    assert fit.size < 24


def test_han_breaks_between_characters():
    fit = largest("寿限無寿限無五劫の擦り切れ", **BOX, at_most=48)

    assert "".join(fit.lines) == "寿限無寿限無五劫の擦り切れ"
    assert len(fit.lines) == 2


def test_empty_text_fits():
    assert largest("", **BOX, at_most=48).lines == ("",)


def test_every_name_of_a_thousand_stays_inside_its_box():
    with PEOPLE.open(encoding="utf-8", newline="") as file:
        names = {row["family_name"] for row in csv.DictReader(file)}

    fits = {name: largest(name, **BOX, at_most=48) for name in names}

    assert [
        name
        for name, fit in fits.items()
        if fit.height > 60
        or any(fit.size * fitting.width(line) > 232 for line in fit.lines)
    ] == []
    assert min(fit.size for fit in fits.values()) >= 20


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada", False),
        ("الشريف", True),
        ("(כהן)", True),
        ("123 Ada الشريف", False),
        ("", False),
    ],
)
def test_first_strong_character_gives_the_direction(text, expected):
    assert is_rtl(text) is expected
