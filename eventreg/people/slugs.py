"""Addresses made from names."""

import re
from collections.abc import Callable

from anyascii import anyascii

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
MAX_LENGTH = 70


def slug_of(text: str, is_taken: Callable[[str], bool]) -> str:
    """``Müller & Söhne`` as ``mueller-soehne``; numbered when that is taken."""
    plain = anyascii(text.casefold().translate(_UMLAUTS)).lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", ""))[:MAX_LENGTH].strip("-")
    stem = stem or "company"
    slug, number = stem, 1
    while is_taken(slug):
        number += 1
        slug = f"{stem}-{number}"
    return slug
