"""Countries by name, in the language of the reader."""

from babel import Locale

from eventreg.people.names import sort_key_de, sort_key_tr


def country_name(code: str, language: str) -> str:
    """What the country is called in ``language``; the code if nobody knows it."""
    return str(Locale.parse(language).territories.get(code, code))


def named_countries(codes: list[str], language: str) -> list[tuple[str, str]]:
    """Code and name, in the alphabetical order of ``language``."""
    key = sort_key_tr if language == "tr" else sort_key_de
    named = [(code, country_name(code, language)) for code in codes]
    return sorted(named, key=lambda pair: key(pair[1], "", ignore_particles=False))
