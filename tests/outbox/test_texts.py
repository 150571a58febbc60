"""The texts that come along, and what happens with wrong ones."""

import re
from pathlib import Path

import pytest

from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.texts import LetterTextError, Shape, read

FOLDER = Path("templates/letters")
LANGUAGES = ("de", "en", "tr")
ALL = [(letter, language) for letter in CATALOGUE for language in LANGUAGES]


def _read(letter: str, language: str):
    source = (FOLDER / letter / f"{language}.md").read_text()
    return read(source, CATALOGUE[letter])


def test_every_letter_of_the_catalogue_has_its_folder_and_no_other():
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir()}

    assert folders == set(CATALOGUE)


@pytest.mark.parametrize("letter", CATALOGUE)
def test_all_languages_of_a_letter_use_the_same_placeholders(letter):
    names = {language: _read(letter, language).names for language in LANGUAGES}

    assert names["en"] == names["de"]
    assert names["tr"] == names["de"]


@pytest.mark.parametrize("letter", CATALOGUE)
def test_all_languages_of_a_letter_have_the_same_paragraphs(letter):
    shapes = {
        language: [(b.shape, b.needs, b.unless) for b in (*text.subjects, *text.blocks)]
        for language in LANGUAGES
        for text in [_read(letter, language)]
    }

    assert shapes["en"] == shapes["de"]
    assert shapes["tr"] == shapes["de"]


#: In German the sentence goes on after the comma of the greeting.
CAPITALS = [(letter, language) for letter, language in ALL if language != "de"]


@pytest.mark.parametrize(("letter", "language"), CAPITALS)
def test_after_the_greeting_a_sentence_begins(letter, language):
    source = (FOLDER / letter / f"{language}.md").read_text()
    _before, found, after = source.partition("{greeting},")

    marks = re.sub(r"(?m)^(\{[?!]\w+\})+ ", "", after).lstrip()

    assert not found or not marks[:1].islower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_not_confirmed_is_told_nothing_untrue_of_when(language):
    """After a night without worker, or before the opening, it is not two days."""
    source = (FOLDER / "confirm_reminder" / f"{language}.md").read_text()

    assert re.search(r"(?i)\bzwei|\btwo\b|\biki\b", source) is None


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("Hello {nmae}", "line 3: unknown placeholder {nmae}"),
        ("One\n\ntwo\nand {{ 7*7 }}", "line 6: a brace that belongs to no placeholder"),
        ("See {own_page}", "line 3: {own_page} belongs into [words](…)"),
        ("[Ada]({name})", "line 3: {name} is no link"),
        ("All {calendar}", "line 3: {calendar} can only stand as {?…} or {!…}"),
        ("Code: {code}", "line 3: {code} must stand alone in its paragraph"),
        ("{?nothing} Hello", "line 3: unknown placeholder {nothing}"),
    ],
)
def test_a_wrong_text_is_refused_with_its_line(body, complaint):
    with pytest.raises(LetterTextError) as refused:
        read(f"Subject\n\n{body}\n", CATALOGUE["confirmed"])

    assert str(refused.value) == complaint


def test_a_subject_may_use_placeholders_but_not_several_lines_of_text():
    with pytest.raises(LetterTextError, match="cannot stand in the subject"):
        read("Sorry: {reason}\n\nHello", CATALOGUE["declined"])


def test_one_of_several_subjects_is_the_one_that_is_so():
    own = "{!about_another} You are in\n{?about_another} {name} is in\nHello {nmae}"

    text = read(own.replace("nmae", "name"), CATALOGUE["confirmed"])

    assert [len(text.subjects), len(text.blocks)] == [2, 1]
    with pytest.raises(LetterTextError, match="line 3: unknown placeholder"):
        read(own, CATALOGUE["confirmed"])


def test_below_a_plain_subject_the_text_begins_at_once():
    text = read("You are in\n{!about_another} Hello", CATALOGUE["confirmed"])

    assert [len(text.subjects), len(text.blocks)] == [1, 1]


def test_paragraphs_find_their_shape():
    text = read(
        "Subject\n\n{greeting},\n\n- When: {when}\n- Where: {place}\n\n"
        "{code}\n\n[Open my page]({own_page})\n\nSee [your page]({own_page}).",
        CATALOGUE["confirmed"],
    )

    assert [block.shape for block in text.blocks] == [
        Shape.PARAGRAPH,
        Shape.FACT,
        Shape.FACT,
        Shape.CODE,
        Shape.BUTTON,
        Shape.PARAGRAPH,
    ]


def test_html_in_a_text_stays_text():
    text = read("Subject\n\n<b onclick=x>Hello</b>", CATALOGUE["test"])

    assert text.blocks[0].html == "<p>&lt;b onclick=x&gt;Hello&lt;/b&gt;</p>"


@pytest.mark.parametrize("language", ["de", "en", "tr"])
@pytest.mark.parametrize("letter", ["invitation", "invitation_reminder"])
def test_saying_no_is_promised_as_the_page_that_opens_has_it(letter, language):
    """One button stands there; the link alone says nothing."""
    [line] = [
        line
        for line in (FOLDER / letter / f"{language}.md").read_text().splitlines()
        if "({no_thanks})" in line
    ]
    words = {
        "de": "auf der Seite, die sich öffnet, genügt ein Knopfdruck",
        "en": "one button on the page that opens is enough",
        "tr": "Açılan sayfada tek bir düğmeye basmanız yeterli",
    }

    assert words[language] in line
