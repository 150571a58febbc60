"""The countries of the world, to choose from."""

from functools import cache

from babel import Locale
from wtforms.fields.choices import SelectChoice

from eventreg.people.territories import named_countries

#: CLDR names these too, but nobody comes from there.
_NO_COUNTRY = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


@cache
def countries(language: str) -> list[SelectChoice]:
    """All countries in the words and the order of ``language``."""
    codes = [
        code
        for code in map(str, Locale.parse(language).territories)
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
    ]
    return [SelectChoice(*named) for named in named_countries(codes, language)]
