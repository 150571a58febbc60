"""DKIM with a key of our own, for mail servers that do not sign themselves.

The library is loaded only where such a key is set: it brings DNS along, 15 MB.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask, current_app

from eventreg.errors import ConfigurationError

#: Shorter ones are trusted by nobody (RFC 8301).
SHORTEST = 1024

#: Tags of DER, and the identifier of RSA keys with its parameters (none).
_INTEGER, _BITS, _SEQUENCE = 0x02, 0x03, 0x30
_RSA = bytes.fromhex("300d06092a864886f70d0101010500")


@dataclass(frozen=True)
class Signer:
    """Signs letters in the name of a domain."""

    domain: str
    selector: str
    key: bytes = field(repr=False)
    #: The public key as the DNS has to say it, in Base64.
    public: str

    @property
    def name(self) -> str:
        """Where in the DNS the record stands."""
        return f"{self.selector}._domainkey.{self.domain}"

    @property
    def record(self) -> str:
        """The TXT record with which others check the signature."""
        return f"v=DKIM1; k=rsa; p={self.public}"

    def sign(self, message: bytes, headers: Sequence[str]) -> bytes:
        """The message with its signature in front.

        :param headers: the names of all its headers; each is covered, as one-click
            unsubscribing wants (RFC 8058), and a second From would break it.
        """
        import dkim

        signature = dkim.sign(
            message,
            self.selector.encode(),
            self.domain.encode(),
            self.key,
            include_headers=[name.lower().encode() for name in [*headers, "From"]],
        )
        return bytes(signature) + message


def init_app(app: Flask) -> None:
    """Read the key, where one is set.

    :raises ConfigurationError: it cannot sign.
    """
    path, signer = app.config.get("DKIM_KEY_FILE"), None
    if path:
        names = (app.config["DKIM_DOMAIN"], app.config["DKIM_SELECTOR"])
        signer = read(Path(path), *names)
    app.extensions["dkim_signer"] = signer


def current_signer() -> Signer | None:
    """Who signs; ``None``: the mail server does, or nobody."""
    signer: Signer | None = current_app.extensions["dkim_signer"]
    return signer


def read(path: Path, domain: str, selector: str) -> Signer:
    """The key in ``path``, tried.

    :raises ConfigurationError: it cannot be read, is no RSA key, or too short.
    """
    from dkim.asn1 import ASN1FormatError
    from dkim.crypto import UnparsableKeyError, parse_pem_private_key

    try:
        key = path.read_bytes().replace(b"\r\n", b"\n").strip()
        numbers = parse_pem_private_key(key)
        modulus, exponent = numbers["modulus"], numbers["publicExponent"]
    except OSError as error:
        raise ConfigurationError(
            f"DKIM_KEY_FILE: cannot read {path}: {error.strerror}"
        ) from None
    except (UnparsableKeyError, ASN1FormatError, ValueError, LookupError, TypeError):
        raise ConfigurationError(
            f"DKIM_KEY_FILE: {path} is no RSA key in PEM without a password; make one "
            "with: openssl genrsa -out dkim.key 2048"
        ) from None
    if modulus.bit_length() < SHORTEST:
        raise ConfigurationError(
            f"DKIM_KEY_FILE: the key must have {SHORTEST} bits or more, better 2048"
        )
    return Signer(domain, selector, key, _public(modulus, exponent))


def _public(modulus: int, exponent: int) -> str:
    """The public key as DNS records have it (SubjectPublicKeyInfo)."""
    numbers = _der(_SEQUENCE, _integer(modulus) + _integer(exponent))
    whole = _der(_SEQUENCE, _RSA + _der(_BITS, b"\0" + numbers))
    return base64.b64encode(whole).decode("ascii")


def _integer(number: int) -> bytes:
    return _der(_INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def _der(tag: int, content: bytes) -> bytes:
    length = len(content)
    if length < 0x80:
        return bytes([tag, length]) + content
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(size)]) + size + content
