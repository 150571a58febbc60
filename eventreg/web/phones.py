"""Phone numbers: read in any usual spelling, stored in one, shown to people."""

from collections.abc import Iterable

import phonenumbers
from phonenumbers import PhoneNumber

#: Germany's and Turkey's, often typed without the plus.
_CODES = ("49", "90")


def read(typed: str, regions: Iterable[str]) -> PhoneNumber | None:
    """The number that somebody typed; ``None`` if it can be none.

    :param regions: where it may be dialled without a country code, the likeliest
        first; one in which such a number exists is preferred.
    """
    possible = []
    for region in regions:
        for spelling in _spellings(typed, region):
            number = _parsed(spelling, region)
            if number is not None and phonenumbers.is_valid_number(number):
                return number
            if number is not None and phonenumbers.is_possible_number(number):
                possible.append(number)
    return possible[-1] if possible else None


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


def readable_phone(number: str) -> str:
    """``+492414000000`` as ``+49 241 4000000``; anything else as it is."""
    parsed = _parsed(number, "ZZ")
    if parsed is None:
        return number
    return phonenumbers.format_number(
        parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
