"""RSA keys made for one test, so that none is kept in the project."""

import base64
import math
import secrets

from eventreg.outbox.signing import _der, _integer


def make_key(bits: int = 1024) -> str:
    """A private key in PEM, as ``openssl genrsa -traditional`` writes it."""
    exponent = 65537
    while True:
        first, second = _prime(bits // 2), _prime(bits // 2)
        around = (first - 1) * (second - 1)
        if math.gcd(exponent, around) == 1:
            break
    private = pow(exponent, -1, around)
    numbers = (
        *(0, first * second, exponent, private, first, second),
        *(private % (first - 1), private % (second - 1), pow(second, -1, first)),
    )
    whole = _der(0x30, b"".join(map(_integer, numbers)))
    text = base64.encodebytes(whole).decode("ascii")
    kind = "RSA PRIVATE KEY"
    return f"-----BEGIN {kind}-----\n{text}-----END {kind}-----\n"


def _prime(bits: int) -> int:
    while True:
        # With both upper bits set the product has just twice as many.
        number = secrets.randbits(bits) | (3 << (bits - 2)) | 1
        if _is_prime(number):
            return number


def _is_prime(number: int) -> bool:
    """Miller and Rabin's test, with so many rounds that it is never wrong."""
    if any(number % small == 0 for small in (3, 5, 7, 11, 13, 17, 19, 23, 29, 31)):
        return False
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    return all(_passes(number, odd, twos) for _round in range(20))


def _passes(number: int, odd: int, twos: int) -> bool:
    power = pow(secrets.randbelow(number - 3) + 2, odd, number)
    if power in {1, number - 1}:
        return True
    for _step in range(twos - 1):
        power = power * power % number
        if power == number - 1:
            return True
    return False
