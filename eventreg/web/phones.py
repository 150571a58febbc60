"""Phone numbers: read in any usual spelling, shown for people to read."""

import phonenumbers


def readable_phone(number: str) -> str:
    """``+492414000000`` as ``+49 241 4000000``; anything else as it is."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(
        parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )


def read_phone(typed: str, region: str = "DE") -> str | None:
    """``0241 4000000`` as ``+492414000000`` (E.164); ``None`` if it is no number.

    :param region: where a number without country code is dialled.
    """
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
