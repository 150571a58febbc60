"""The three names of a registration: reference, token, badge code."""

import re
import secrets

#: Crockford's base 32: no I, L, O, U, so that nobody misreads a code.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_BEGINNING = re.compile(f"R[{ALPHABET}]{{0,7}}")


def new_reference() -> str:
    """For people: letters, transfers, the phone. Opens nothing."""
    return "R" + "".join(secrets.choice(ALPHABET) for _ in range(7))


def may_begin_reference(text: str) -> bool:
    """Whether a reference can begin like this, in capitals or not."""
    return _BEGINNING.fullmatch(text.upper()) is not None


def new_token() -> str:
    """The secret of a person's own page: 128 random bits."""
    return secrets.token_urlsafe(16)


def new_badge_code() -> str:
    """What the QR code holds: 13 characters, 65 random bits; opens nothing."""
    return "".join(secrets.choice(ALPHABET) for _ in range(13))
