"""How names of other scripts are usually written in Latin letters.

A key is folded letter by letter: Παπαδόπουλος is kept as ``papadopoylos``, Юлия as
``yuliya``, 김 as ``gim``. Whoever searches types Papadopoulos, Julia and Kim.
"""

import re
from collections.abc import Sequence

#: Fewer letters say too little to be read in another way.
FEWEST = 3

_Rules = Sequence[tuple[str, str]]

_GREEK: _Rules = (
    ("ph", "f"),
    ("ks", "x"),
    ("([ae])u", r"\1y"),
    ("ou|u", "oy"),
    # αυ and ευ sound av, ev or af, ef.
    ("([ae])[vf](?![vf])", r"\1y"),
    ("ng", "gg"),
    ("^b", "mp"),
    ("(?<![cpst])h", "ch"),
)
_RUSSIAN: _Rules = (
    ("schtsch", "shch"),
    ("tsch", "ch"),
    ("sch", "sh"),
    ("ph", "f"),
    ("x", "ks"),
    ("c(?![hk])", "k"),
    ("w", "v"),
    # Юлия is Julia, Iuliia, Yulia; Евгений is Yevgeny.
    ("^[ij](?=[aou])", "y"),
    ("^[jy]e", "e"),
    ("yo", "e"),
    # The key of ое is о, as that of oe is.
    ("(?<=[aou])[jy]e", ""),
    ("(?<=[aeou])ia", "ya"),
    ("nder$", "ndr"),
    ("(?<=[aeou])y$", "i"),
    ("(?<=[^aeou])(?:i?y|ij)$", "ii"),
)
#: Мария is Maria, Татьяна Tatiana.
_WITH_IYA: _Rules = ((r"(?<=[^aeouy])i+y?a", "iya"),)
_WITH_YA: _Rules = ((r"(?<=[^aeouy])i+y?a", "ya"),)
_UKRAINIAN: _Rules = (
    ("^yi", "i"),
    ("^ye", "ie"),
    ("y(?![aeiou])", "i"),
    ("(?<![ckstz])h", "g"),
)
_ARMENIAN: _Rules = (("v", "w"),)
_KOREAN: _Rules = (
    ("kyung", "gyeong"),
    ("young", "yeong"),
    ("hyun", "hyeon"),
    ("sung", "seong"),
    ("jung", "jeong"),
    ("hee", "hui"),
    ("oo", "u"),
    ("ee", "i"),
    ("k", "g"),
    ("t(?=[nm])", "ch"),
    ("(?<=.)r", "l"),
)
#: Each script with what is done to a typed word, one after the other.
_WAYS: tuple[tuple[_Rules, ...], ...] = (
    (_GREEK,),
    (_RUSSIAN,),
    (_RUSSIAN, _WITH_IYA),
    (_RUSSIAN, _WITH_YA),
    (_UKRAINIAN, _RUSSIAN, _WITH_IYA),
    (_ARMENIAN,),
    (_KOREAN,),
)
#: Korean family names as they are written, by how they are folded.
_FAMILIES: dict[str, str] = {
    "an": "ahn",
    "bag": "park pak baek bak paik",
    "cho": "choi",
    "gim": "kim",
    "gwag": "kwak",
    "heo": "huh hur",
    "i": "lee yi rhee",
    "im": "lim rim",
    "jeon": "jun chun",
    "jeong": "jung chung",
    "jo": "cho",
    "no": "noh roh",
    "o": "oh",
    "ryu": "yoo you",
    "seo": "suh",
    "sim": "shim",
    "sin": "shin",
    "yu": "yoo you",
}


def transcripts(word: str) -> list[str]:
    """How names may be kept that are written as ``word`` in Latin letters.

    Each is the beginning of a word; one that ends in a space is a whole word.

    :param word: one word of a ``search_key``.
    """
    families = [
        _whole(kept)
        for kept, as_written in _FAMILIES.items()
        if word in as_written.split()
    ]
    if len(word) < FEWEST:
        return families
    ways = [_written(word, *rules) for rules in _WAYS]
    return [way for way in dict.fromkeys(families + ways) if way and way != word]


def _whole(family: str) -> str:
    """So short a family name begins too many others; 김민준 may be one word."""
    return family if len(family) >= FEWEST else f"{family} "


def _written(word: str, *steps: _Rules) -> str:
    for rules in steps:
        for pattern, kept in rules:
            word = re.sub(pattern, kept, word)
    return word
