"""Codes of an app (TOTP, RFC 6238) and codes for who has lost the phone."""

import hmac
import secrets

import pyotp

from eventreg import clock
from eventreg.accounts.models import ALPHABET

#: Seconds for which an app shows a code.
STEP = 30
#: Spans before and after the present one whose code is taken: clocks differ.
DRIFT = 1
DIGITS = 6
RECOVERY_COUNT = 10
#: 80 bits: nobody finds one from its hash.
RECOVERY_LENGTH = 16
_GROUP = 4


def new_secret() -> str:
    """160 random bits in base 32, as apps take it."""
    return pyotp.random_base32()


def app_address(secret: str, *, account: str, network: str) -> str:
    """What the QR code says, from which an app learns the secret."""
    # A colon would divide the name of the network from that of the account.
    issuer = network.replace(":", " ").strip() or "eventreg"
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=issuer)


def step_of(code: str, secret: str, *, after: int) -> int | None:
    """The span of time whose code this is; ``None``: it is no code of now.

    :param after: the span whose code was used last. Older ones are not taken
        either, so that nobody uses a code that was looked at over a shoulder.
    """
    now = int(clock.now().timestamp()) // STEP
    totp = pyotp.TOTP(secret)
    for step in range(now - DRIFT, now + DRIFT + 1):
        right = totp.generate_otp(step)
        if hmac.compare_digest(right.encode(), code.encode()) and step > after:
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Ten, in groups that can be copied by hand."""
    return [grouped(_random()) for _ in range(RECOVERY_COUNT)]


def grouped(text: str) -> str:
    """In groups of four, to be read and typed."""
    parts = (text[at : at + _GROUP] for at in range(0, len(text), _GROUP))
    return " ".join(parts)


def bare(typed: str) -> str:
    """A code without what people put between its groups, and its look-alikes."""
    kept = "".join(char for char in typed.upper() if char.isalnum())
    return kept.translate(str.maketrans("OIL", "011"))


def _random() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_LENGTH))
