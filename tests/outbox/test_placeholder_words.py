"""Placeholders in the words of who writes a letter."""

import pytest
from flask_babel import force_locale

from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.complaints import complaint
from eventreg.outbox.layout import standard_source
from eventreg.outbox.placeholder_words import in_names, in_words, words_of
from eventreg.outbox.texts import LetterTextError, Problem, read

LANGUAGES = ("de", "en", "tr")
CONFIRMED = CATALOGUE["confirmed"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", CATALOGUE)
def test_every_standard_text_comes_back_as_it_was(app, letter, language):
    source, kind = standard_source(letter, language), CATALOGUE[letter]

    shown = in_words(source, kind, language)

    assert in_names(shown, kind, language) == source


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", CATALOGUE)
def test_no_two_placeholders_of_a_letter_share_a_word(app, letter, language):
    words = words_of(CATALOGUE[letter], language)

    assert len({word.casefold() for word in words.values()}) == len(words)


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("de", "{Anrede}, {?Kalendereintrag} {eigene Seite}"),
        ("tr", "{hitap}, {?takvim kaydı} {kendi sayfası}"),
        ("en", "{Greeting}, {?calendar entry} { own  page }"),
        ("de", "{greeting}, {?calendar} {own_page}"),
    ],
    ids=["de", "tr", "however it is spaced", "by name"],
)
def test_words_and_names_mean_the_same(app, language, typed):
    assert in_names(typed, CONFIRMED, language) == "{greeting}, {?calendar} {own_page}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_placeholder_that_staff_may_type_has_words(app, language):
    kinds = [kind for kind in CATALOGUE.values() if "event" in kind.placeholders]

    bare = {
        name
        for kind in kinds
        for name, word in words_of(kind, language).items()
        if "_" in word
    }

    assert bare == set()


@pytest.mark.parametrize("language", ["de", "tr"])
def test_no_placeholder_that_staff_may_type_is_left_in_english(app, language):
    # Staff fill the frame of an e-mail to a group on a form of its own.
    kinds = [kind for name, kind in CATALOGUE.items() if name != "free"]
    kinds = [kind for kind in kinds if "event" in kind.placeholders]

    bare = {
        name
        for kind in kinds
        for name, word in words_of(kind, language).items()
        if word == name
    }

    assert bare == set()


def test_what_is_no_placeholder_stays_as_it_was_typed(app):
    assert in_names("{Vornahme} {{ 7*7 }}", CONFIRMED, "de") == "{Vornahme} {{ 7*7 }}"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            "Hi\n\n{greting}",
            "Line 5: {greting} is no placeholder. Did you mean {greeting}?",
        ),
        ("{nmae}", "Line 3: {nmae} is no placeholder. Did you mean {full name}?"),
        (
            "{first_name}",
            "Line 3: {first_name} is no placeholder of this e-mail. Choose one from "
            "the list",
        ),
        (
            "One\ntwo {{ 7*7 }}",
            "Line 4: take away the brace { or }, or write a placeholder there",
        ),
        ("{own page}", "Line 3: {own page} is a link. Write [words]({own page})"),
        ("[a]({full name})", "Line 3: {full name} is no link. Write it without [ ]( )"),
        (
            "x {calendar entry}",
            "Line 3: {calendar entry} only decides whether a paragraph is shown. Write "
            "{?calendar entry} or {!calendar entry} at its beginning",
        ),
        (
            "Code: {check-in code}",
            "Line 3: give {check-in code} a paragraph of its own",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line_and_in_words(app, body, said):
    source = in_names(f"Subject\n\n{body}", CONFIRMED, "en")

    with pytest.raises(LetterTextError) as wrong:
        read(source, CONFIRMED)

    with force_locale("en"):
        assert complaint(wrong.value, CONFIRMED, "en") == said


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_has_words(app, problem):
    with force_locale("de"):
        said = complaint(LetterTextError(3, problem, "greeting"), CONFIRMED, "de")

    assert said.startswith("Zeile 3: ")


@pytest.mark.parametrize("typed", ["{TARİH VE SAAT}", "{Tarih ve saat}"])
def test_turkish_capitals_are_the_same_word(typed):
    assert in_names(typed, CONFIRMED, "tr") == "{when}"
