"""The countries of the world in the reader's language and order."""

from functools import cache

from babel import Locale

from eventreg.people.names import sort_key_de, sort_key_tr

#: CLDR knows these too, but nobody comes from there.
_NO_COUNTRY = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


@cache
def countries(language: str) -> list[tuple[str, str]]:
    """Code and name of each country, sorted as ``language`` sorts."""
    names = Locale.parse(language).territories
    sort_key = sort_key_tr if language == "tr" else sort_key_de
    return sorted(
        (
            (code, name)
            for code, name in names.items()
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
        ),
        key=lambda country: sort_key(country[1], ""),
    )


def country_name(code: str, language: str) -> str:
    """The name of a country; ``""`` for none."""
    return Locale.parse(language).territories.get(code, code) if code else ""
