"""Long texts of the site: one Markdown file per page and language."""

import functools
import re
from collections.abc import Mapping
from pathlib import Path

from eventreg.config import ROOT

FOLDER = ROOT / "templates/home/texts"

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
#: What Markdown would read as more than a sign.
_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+!|&~-])")


def text(page: str, language: str, values: Mapping[str, str]) -> str:
    """The page's text as Markdown, with ``values`` put in.

    A paragraph with a value that is empty disappears, together with a heading
    that stands right above it. Values are words, never Markdown.

    :raises KeyError: the text has a placeholder that ``values`` lacks.
    """
    paragraphs = _source(page, language).split("\n\n")
    return "\n\n".join(
        _PLACEHOLDER.sub(lambda found: _escaped(values[found[1]]), paragraph)
        for paragraph in paragraphs
        if all(values[name] for name in _PLACEHOLDER.findall(paragraph))
    )


def placeholders(page: str, language: str) -> set[str]:
    """The names in braces that the text uses."""
    return set(_PLACEHOLDER.findall(_source(page, language)))


@functools.cache
def _source(page: str, language: str) -> str:
    path: Path = FOLDER / f"{page}.{language}.md"
    return path.read_text(encoding="utf-8").strip()


def _escaped(value: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(value.split()))
