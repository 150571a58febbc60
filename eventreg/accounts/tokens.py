"""Secrets that stand in cookies and links; the database keeps only their hash."""

import hashlib
import secrets


def new_token() -> str:
    """128 random bits, as they stand in an address."""
    return secrets.token_urlsafe(16)


def hash_of(token: str) -> str:
    """What is stored of ``token``.

    Plain SHA-256 is enough: nobody can guess 128 random bits. ``surrogatepass``,
    because a forged address can hold anything.
    """
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
