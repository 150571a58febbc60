"""Countries by name, in the language of the reader."""

import unicodedata
from collections.abc import Iterable
from functools import cache

from babel import Locale

from eventreg.people.names import sort_key_de, sort_key_tr


def country_name(code: str, language: str) -> str:
    """What the country is called in ``language``; the code if nobody knows it."""
    return str(Locale.parse(language).territories.get(code, code))


def named_countries(codes: Iterable[str], language: str) -> list[tuple[str, str]]:
    """Code and name, in the alphabetical order of ``language``."""
    named = [(code, country_name(code, language)) for code in codes]
    return sorted(named, key=lambda pair: place_key(pair[1], language))


def country_names(codes: Iterable[str], language: str) -> list[str]:
    """Only the names, in the same order."""
    return [name for _code, name in named_countries(codes, language)]


@cache
def place_key(name: str, language: str) -> bytes:
    """Sorts countries and cities by name.

    Ä stands with A and Ö with O, as in a dictionary; Turkish has letters for them.
    Names of people are sorted otherwise: Müller stands with Mueller.
    """
    if language == "tr":
        return sort_key_tr(name, "", ignore_particles=False)
    letters = unicodedata.normalize("NFD", name)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return sort_key_de(plain, "", ignore_particles=False)
