"""The name of an event in addresses."""

import re

from anyascii import anyascii

#: These stand beside ``/manage/events/<slug>``.
RESERVED = frozenset({"new"})
LENGTH = 60

_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)


def slug_of(title: str, language: str = "") -> str:
    """``title`` in small Latin letters and hyphens, at most 60 characters.

    :param language: German umlauts become two letters in German titles only.
    """
    text = title.translate(_GERMAN) if language == "de" else title
    words = re.findall(r"[a-z0-9]+", anyascii(text).lower().replace("'", ""))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:LENGTH]
        if len(longer) > LENGTH:
            break
        slug = longer
    return slug if slug and slug not in RESERVED else f"event-{slug}".rstrip("-")


def numbered(slug: str, number: int) -> str:
    """The ``number``-th name to try for events of the same title."""
    return slug if number == 1 else f"{slug}-{number}"


def is_numbered(name: str, slug: str) -> bool:
    """Whether ``name`` is one of the names to try for ``slug``."""
    return re.fullmatch(rf"{re.escape(slug)}(-\d+)?", name) is not None
