"""Names as people write them: cleaned, put together, sorted, searched, greeted.

Names are never re-cased, split or transliterated (docs/product.md, Names).
"""

import re
import unicodedata
from typing import Protocol

from eventreg.people.greetings import Salutation, greeting
from eventreg.people.joining import joined
from eventreg.people.search_keys import search_key, spellings
from eventreg.people.sorting import sort_key_de, sort_key_tr

__all__ = [
    "Named",
    "Salutation",
    "clean_name",
    "formal_name",
    "full_name",
    "greeting",
    "search_key",
    "sort_key_de",
    "sort_key_tr",
    "spellings",
]

#: Persian and several Indian scripts need these two to spell names.
_JOINERS = "\u200c\u200d"
#: Control and direction characters, surrogates, and code points that are none.
_UNWANTED = {"Cc", "Cf", "Cs"}
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_WHITESPACE = re.compile(r"\s+")


class Named(Protocol):
    """Whoever has a name: a person, a registration, a row of a list."""

    @property
    def given_name(self) -> str: ...
    @property
    def family_name(self) -> str: ...
    @property
    def family_first(self) -> bool: ...


class Titled(Named, Protocol):
    """Whoever has degrees around the name."""

    @property
    def title(self) -> str: ...
    @property
    def suffix(self) -> str: ...


def clean_name(text: str | None) -> str:
    """``text`` as NFC on one line, without control and direction characters.

    Serves as a form's filter too, which hands in ``None`` for a missing field.
    """
    text = _NONCHARACTERS.sub("", _WHITESPACE.sub(" ", text or ""))
    kept = "".join(
        letter
        for letter in text
        if letter in _JOINERS or unicodedata.category(letter) not in _UNWANTED
    )
    kept = unicodedata.normalize("NFC", kept)
    return _WHITESPACE.sub(" ", kept).strip(" " + _JOINERS)


def full_name(person: Named) -> str:
    """Both names in the person's own order; also what a badge says by default."""
    return joined(
        person.given_name, person.family_name, family_first=person.family_first
    )


def formal_name(person: Titled) -> str:
    """The name for address and badge: degrees before it, suffixes after it."""
    name = " ".join(part for part in (person.title, full_name(person)) if part)
    return f"{name}, {person.suffix}" if person.suffix else name
