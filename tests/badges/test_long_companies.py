"""Companies with very long words: on more lines before they are too small to read."""

import pytest

from eventreg.badges.composition import compose
from eventreg.badges.frames import LOOKS, frame_of
from eventreg.documents.fitting import breakings
from eventreg.documents.labels import stocks
from eventreg.documents.syllables import with_breaks
from tests.badges.people import make_badge

ONE_WORD = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    " mbH & Co. KGaA"
)
MANY_WORDS = (
    "Gesellschaft für die Förderung der deutsch-türkischen Wirtschaftsbeziehungen in "
    "Nordrhein-Westfalen mbH"
)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("stock", ["A6 hanging", "A6 landscape", "A4 quarter fold"])
@pytest.mark.parametrize("company", [ONE_WORD, MANY_WORDS], ids=["one", "many"])
def test_on_a_large_card_every_company_can_be_read(look, stock, company):
    made = compose(make_badge(company=company), frame_of(look, stocks()[stock]))

    assert made.low == ()
    [line] = [line for line in made.lines if line.kind == "company"]
    assert len(line.fit.lines) > 1


def test_a_word_is_broken_with_a_hyphen_between_syllables():
    frame = frame_of("bold", stocks()["A6 hanging"])

    made = compose(make_badge(company=ONE_WORD), frame)

    [line] = [line for line in made.lines if line.kind == "company"]
    assert line.text == (
        "Donaudampfschifffahrtselektrizitä-\n"
        "tenhauptbetriebswerkbauunterbe-\n"
        "amtengesellschaft mbH & Co. KGaA"
    )


def test_a_name_is_never_broken_in_a_word():
    frame = frame_of("bold", stocks()["A6 hanging"])

    made = compose(make_badge(given_name=ONE_WORD.split()[0]), frame)

    [name] = [line for line in made.lines if line.kind == "name"]
    assert name.text == ONE_WORD.split()[0]


def test_a_word_of_usual_length_has_no_breaks():
    said = "Bundesverband der Energiewirtschaft"

    assert with_breaks(said, longest=24) == said


def test_a_soft_hyphen_is_seen_only_where_a_line_ends():
    one, two = breakings("Energie\u00adwirtschaft")

    assert one.lines == ("Energiewirtschaft",)
    assert two.lines == ("Energie-", "wirtschaft")
