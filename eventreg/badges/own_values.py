"""Which values staff's own CSS may hold: words, colours, small lengths, logos."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

#: Pictures that a badge has, by the names of ``badges.sheet``.
PICTURES = ("asset:logo-0", "asset:logo-1")

_FUNCTIONS = {
    *("rgb", "rgba", "hsl", "hsla"),
    *("linear-gradient", "radial-gradient"),
}
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "px": 25.4 / 96}
_WORD = re.compile(r"[a-z]+(-[a-z]+)*", re.IGNORECASE)
_HEXADECIMAL = re.compile(r"([0-9a-f]{3,4}){1,2}", re.IGNORECASE)

#: Nothing on a badge is larger.
_LARGEST = 500
#: Smaller tiles are no pattern, but a page that no printer gets to the end of.
_SMALLEST_TILE = 0.2
#: A wider line round the band would touch names or code.
_WIDEST_LINE = 1.0

#: Names are measured in bold, so a lighter letter fits; the other way it would not.
_WEIGHTS = {"normal", "400"}
#: What some properties would take: it leaves the place that is measured, or is cut
#: off by the renderer where a face is turned, as on labels of a roll.
_REFUSED = {
    "no-repeat",
    "thick",
    "inherit",
    "initial",
    "revert",
    "unset",
    "blink",
    "justify",
}


def wrong_values(name: str, tokens: Sequence[Any]) -> Any | None:
    """The first token that ``name`` may not have; ``None``: all may be."""
    said = [token for token in tokens if token.type not in {"whitespace", "comment"}]
    if name == "font-weight":
        return next((t for t in said if t.serialize().lower() not in _WEIGHTS), None)
    return _first_wrong(name, said)


def _first_wrong(name: str, tokens: Iterable[Any]) -> Any | None:
    for token in tokens:
        if token.type == "function":
            if _is_picture(token):
                continue
            if token.lower_name not in _FUNCTIONS:
                return token
            if wrong := _first_wrong(name, token.arguments):
                return wrong
        elif not _may_be(name, token):
            return token
    return None


def _is_picture(token: Any) -> bool:
    """``url("…")``; without quotes it is no function."""
    [only, *more] = token.arguments or [None]
    is_text = not more and only is not None and only.type == "string"
    return token.lower_name == "url" and is_text and only.value in PICTURES


def _may_be(name: str, token: Any) -> bool:
    match token.type:
        case "whitespace" | "comment":
            return True
        case "literal":
            return token.value in {",", "/"}
        case "ident":
            is_word = bool(_WORD.fullmatch(token.value))
            return is_word and token.lower_value not in _REFUSED
        case "hash":
            return bool(_HEXADECIMAL.fullmatch(token.value))
        case "url":
            return token.value in PICTURES
        case "number":
            return abs(token.value) <= _LARGEST
        case "percentage":
            is_tile = not name.startswith("background") or abs(token.value) >= 1
            return abs(token.value) <= _LARGEST and (is_tile or not token.value)
        case "dimension":
            return _is_length(name, token)
    return False


def _is_length(name: str, token: Any) -> bool:
    if token.lower_unit == "deg":
        return abs(token.value) <= _LARGEST
    factor = _MILLIMETRES.get(token.lower_unit)
    if factor is None:
        return False
    length = abs(token.value) * factor
    if name.startswith("outline"):
        return length <= _WIDEST_LINE
    if name.startswith("background"):
        return length == 0 or _SMALLEST_TILE <= length <= _LARGEST
    return length <= _LARGEST
