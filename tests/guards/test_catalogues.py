"""Every text a person reads stands in all catalogues, whole."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from eventreg.config import ROOT

KEYWORDS = {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


@cache
def used():
    """All texts in code and templates."""
    with (ROOT / "babel.cfg").open() as file:
        mapping, options = parse_mapping_cfg(file)
    found = set()
    for folder in ("eventreg", "templates"):
        rows = extract_from_dir(
            ROOT / folder,
            [
                (pattern.removeprefix(f"{folder}/"), method)
                for pattern, method in mapping
            ],
            options,
            keywords=KEYWORDS,
        )
        found |= {row[2] for row in rows}
    return found - {""}


def catalogue(language):
    path = ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return path, read_po(file, locale=language)


def strings(message):
    return [message.string] if isinstance(message.string, str) else message.string


def texts(catalogue):
    return {
        (context(message), ids(message)[0]): list(strings(message))
        for message in catalogue
        if message.id
    }


def context(message):
    """What keeps equal words apart; a compiled catalogue has it as bytes."""
    own = message.context or ""
    return own.decode() if isinstance(own, bytes) else own


def ids(message):
    return [message.id] if isinstance(message.id, str) else message.id


@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_no_text_is_missing_empty_or_doubtful(language):
    _path, found = catalogue(language)

    bad = {
        text
        for text in used()
        if (message := found.get(text)) is None
        or message.fuzzy
        or not all(strings(message))
    }

    assert bad == set()


@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_translations_name_the_same_placeholders(language):
    _path, found = catalogue(language)

    wrong = [
        message.id
        for message in found
        if message.id
        and any(
            set(PLACEHOLDER.findall(text)) - set(PLACEHOLDER.findall(str(message.id)))
            for text in strings(message)
        )
    ]

    assert wrong == []


@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_one_form_for_all_numbers_says_the_number(language):
    """Where a language has one plural form, "the only column" would be all twelve."""
    _path, found = catalogue(language)
    if found.num_plurals > 1:
        return

    wrong = [
        message.id[0]
        for message in found
        if len(ids(message)) > 1
        and set(PLACEHOLDER.findall(message.id[1]))
        - set(PLACEHOLDER.findall(message.string[0]))
    ]

    assert wrong == []


@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_the_compiled_catalogue_is_the_written_one(language):
    path, found = catalogue(language)
    with Path(path).with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)

    assert texts(compiled) == texts(found)


#: *absagen* holds it too, and is a word of ours.
_EITHER_SIDE = re.compile(r"(?<!ab)\bzu(?:ge|zu)?sag|\bZusage", re.IGNORECASE)


def test_german_says_zulassen_and_annehmen_where_zusagen_could_be_either_side():
    pages = [text for message in catalogue("de")[1] for text in strings(message)]
    letters = [
        path.read_text() for path in (ROOT / "templates/letters").glob("*/de.md")
    ]

    found = [text for text in [*pages, *letters] if _EITHER_SIDE.search(text)]

    assert len(letters) > 30
    assert found == []
