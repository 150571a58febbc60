"""Where a very long word may be broken: at its syllables, with a hyphen."""

import re
from functools import cache

import pyphen

#: Breaks a word here if need be, and shows a hyphen then.
SOFT_HYPHEN = "\u00ad"

#: So many letters stay together at both ends of a word.
_LEAST = 4


def with_breaks(text: str, *, longest: int) -> str:
    """``text`` with soft hyphens in words of more than ``longest`` letters.

    Words that long are German: other languages write them apart.
    """
    if not re.search(rf"\w{{{longest + 1}}}", text):
        return text
    words = re.split(rf"(\w{{{longest + 1},}})", text)
    return "".join(
        _syllables().inserted(word, SOFT_HYPHEN) if len(word) > longest else word
        for word in words
    )


@cache
def _syllables() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="de_DE", left=_LEAST, right=_LEAST)
