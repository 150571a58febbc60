"""Phone numbers: read in any usual spelling, stored in one, shown to people."""

import re
from collections.abc import Iterable

import phonenumbers
from phonenumbers import PhoneNumber

#: What people write before a number.
_CALLED = re.compile(
    r"^\s*(tel|telefon|phone|fon|mobil|mobile|handy|cep|gsm)\b[\s.:]*", re.IGNORECASE
)
#: What people write before an extension that needs its own key.
_EXTENSION = re.compile(
    r"\d\W+(app(arat)?|dw|durchwahl|nst|nebenstelle|ext(ension)?|dahili|iç hat)"
    r"\b\W*\d{1,6}\s*$",
    re.IGNORECASE,
)
#: How one dials abroad from most countries.
_ABROAD = re.compile(r"^[\s(]*0\s?0(?=[\s1-9(])")
_NO_DIGIT = re.compile(r"[^0-9]")
_LETTER = re.compile(r"[^\W\d_]")
#: A code of a town alone is no number.
SHORTEST = 7

#: Where no number can be dialled without its code.
_NOWHERE = "ZZ"
#: Where a number without code is dialled unless somebody says otherwise.
HOME = "DE"
#: Where a number is dialled by whoever reads this language; English says nothing.
SPOKEN = {"de": "DE", "tr": "TR"}
#: Germany's and Turkey's, often typed without the plus.
_CODES = ("49", "90")


def read(typed: str, regions: Iterable[str]) -> PhoneNumber | None:
    """The number that somebody typed; ``None`` if it can be none.

    :param regions: where it may be dialled without a country code, the likeliest
        first; one in which such a number exists is preferred.
    """
    possible = []
    typed = _CALLED.sub("", typed)
    for region in regions:
        for spelling in _spellings(typed, region):
            number = _parsed(spelling, region)
            if number is None or (_LETTER.search(typed) and not number.extension):
                continue  # letters would be read as the keys they stand on
            if phonenumbers.is_valid_number(number):
                return number
            if _is_possible(number):
                possible.append(number)
    return possible[-1] if possible else None


def has_extension(typed: str) -> bool:
    """Whether somebody named an extension in words."""
    return bool(_EXTENSION.search(typed))


def read_with_code(typed: str) -> PhoneNumber | None:
    """The number if its country code was typed, with a plus, two zeros or bare."""
    return read(_ABROAD.sub("+", _CALLED.sub("", typed)), [_NOWHERE])


def read_in(typed: str, region: str) -> PhoneNumber | None:
    """The number if one can be dialled so in ``region``, for certain."""
    number = read(typed, [region])
    is_real = number is not None and phonenumbers.is_valid_number(number)
    return number if is_real else None


def _is_possible(number: PhoneNumber) -> bool:
    digits = phonenumbers.national_significant_number(number)
    return len(digits) >= SHORTEST and phonenumbers.is_possible_number(number)


def _spellings(typed: str, region: str) -> list[str]:
    """As a number from abroad whose plus was left out, and as it is.

    Only where it begins with a code that most people here have: ``532 …`` is a
    number in Turkey, not in Cuba.
    """
    bare = typed.strip(" (")
    codes = {*_CODES, str(phonenumbers.country_code_for_region(region))} - {"0"}
    return [f"+{bare}", typed] if bare.startswith(tuple(codes)) else [typed]


def _parsed(spelling: str, region: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(spelling, region)
    except phonenumbers.NumberParseException:
        return None


def stored(number: PhoneNumber) -> str:
    """The one spelling in the database: ``+492414000000``."""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def read_spoken(typed: str, language: str, country: str = "") -> PhoneNumber | None:
    """The number with its code, or as it is dialled in ``country``, or where
    ``language`` is spoken, or else at home.
    """
    regions = filter(None, (country, SPOKEN.get(language), HOME))
    found = (read_in(typed, region) for region in regions)
    return read_with_code(typed) or next(filter(None, found), None)


def read_phone(typed: str, language: str, country: str = "") -> str | None:
    """``typed`` as it is stored; ``None`` if it is no number, or has an extension.

    :param language: of the page; see ``read_spoken``.
    :param country: where whoever typed it lives; empty: unknown.
    """
    number = read_spoken(typed, language, country)
    return None if number is None or number.extension else stored(number)


def readable_phone(number: str) -> str:
    """``+492414000000`` as ``+49 241 4000000``; anything else as it is."""
    parsed = _parsed(number, _NOWHERE)
    if parsed is None:
        return number
    return phonenumbers.format_number(
        parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )


def is_same_number(typed: str, number: str) -> bool:
    """Whether ``typed`` is how somebody writes or dials the stored ``number``.

    Where from is not asked: ``0532 …`` is the Turkish number that is known.
    """
    digits = _NO_DIGIT.sub("", typed).lstrip("0")
    is_end = len(digits) >= SHORTEST and number.endswith(digits)
    with_code = read_with_code(typed)
    return stored(with_code) == number if with_code else is_end
