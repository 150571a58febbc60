"""What people typed, and instants, written out for text and for HTML."""

import re
import unicodedata
from datetime import datetime
from typing import Any

from markupsafe import escape

from eventreg.web.dates import format_span, format_when

#: What is left of a value that somebody made absurdly long.
LONGEST_LINE = 2_000

_SPACE = re.compile(r"\s+")
_JOINERS = "\u200c\u200d"


def one_line(value: object) -> str:
    """The value on one line, without control characters."""
    return _clean(_SPACE.sub(" ", str(value)))[:LONGEST_LINE].strip()


def lines(value: object) -> str:
    """The value with its line breaks, without other control characters."""
    return "\n".join(one_line(line) for line in str(value).splitlines()).strip()


def as_text(value: Any) -> str:
    """A stored value in the language of the letter; ``""`` when it is empty."""
    if isinstance(value, dict):
        return _structured(value)
    return "" if value is None or value is False else one_line(value)


def as_html(value: Any) -> str:
    """The same, escaped; a text in another language says which."""
    return _in_its_language(value, str(escape(as_text(value))))


def lines_as_text(value: Any) -> str:
    """The same of a value that keeps its line breaks."""
    return lines((value["text"] if isinstance(value, dict) else value) or "")


def lines_as_html(value: Any) -> str:
    text = str(escape(lines_as_text(value))).replace("\n", "<br>")
    return _in_its_language(value, text)


def _in_its_language(value: Any, html: str) -> str:
    if html and isinstance(value, dict) and "lang" in value:
        return f'<span lang="{escape(value["lang"])}">{html}</span>'
    return html


def _structured(value: dict[str, Any]) -> str:
    if "text" in value:
        return one_line(value["text"])
    if "at" in value:
        return str(format_when(datetime.fromisoformat(value["at"]), value["zone"]))
    start, end = (datetime.fromisoformat(value[name]) for name in ("from", "until"))
    return str(format_span(start, end, value["zone"]))


def _clean(text: str) -> str:
    if text.isprintable():
        return text
    # Cc, Cf, Cs, Co: controls, bidi overrides, lone surrogates, private use.
    return "".join(
        character
        for character in text
        if character in _JOINERS or unicodedata.category(character) not in _HIDDEN
    )


_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co"})
