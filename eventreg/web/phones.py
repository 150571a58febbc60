"""Phone numbers for people to read."""

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
