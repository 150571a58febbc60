"""One spelling for many: what searches and doubles are compared by."""

import re
import unicodedata
from typing import NamedTuple

from anyascii import anyascii

from eventreg.people.transcripts import transcripts

#: Letters whose plain form no decomposition gives (facts about names, in
#: docs/product.md). ``ä`` and its like lose their dots further down.
_FOLDS = str.maketrans(
    {
        "ı": "i",
        "ß": "ss",
        "æ": "a",
        "ø": "o",
        "œ": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ł": "l",
        "ŋ": "n",
        "ŧ": "t",
        "þ": "th",
    }
)
_MARKS = re.compile("[\u0300-\u036f]")
#: ``ae``, ``oe`` and ``ue`` are how ``ä``, ``ö`` and ``ü`` are typed without them.
_TYPED_UMLAUT = re.compile("([aou])e+")
_APOSTROPHES = re.compile("['`\u02bb\u02bc\u2018\u2019\u05f3]")
_BETWEEN_WORDS = re.compile("[^a-z0-9]+")


#: As long as its columns; Chinese and Thai grow when folded.
MAX_LENGTH = 1000
#: A letter that cannot be folded takes up to four bytes, and a row of an index on
#: PostgreSQL at most 2,704.
MAX_UNFOLDED = MAX_LENGTH // 4

#: Han, kana and hangul: scripts in which a full name has no space.
_ONE_WORD_NAME = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,30}")
#: So many letters the family name in front may have: 王, 山田, 佐々木, 勅使河原.
_FAMILY_LENGTHS = (1, 2, 3, 4)


def search_key(text: str) -> str:
    """``text`` in small plain letters, so that both spellings match.

    ``Müller``, ``Mueller`` and ``MULLER`` give the same key, and so do ``Işık``
    and ``isik``. What is typed into a search is folded by this function too.
    Serves comparing and searching only, never showing.
    """
    plain = unicodedata.normalize("NFD", text.casefold())
    plain = unicodedata.normalize("NFC", _MARKS.sub("", plain)).translate(_FOLDS)
    plain = anyascii(_APOSTROPHES.sub("", plain)).lower().replace("'", "")
    words = _BETWEEN_WORDS.sub(" ", _TYPED_UMLAUT.sub(r"\1", plain)).strip()
    # A script that anyascii does not know must not make all its names equal.
    words = words or _unfolded(text)
    return words[:MAX_LENGTH].strip()


def _unfolded(text: str) -> str:
    words = " ".join(unicodedata.normalize("NFKC", text.casefold()).split())
    return words[:MAX_UNFOLDED]


class Spelled(NamedTuple):
    """One typed word, and the ways to read it."""

    #: Each as folded parts that must all be found.
    readings: list[tuple[str, ...]]
    #: As it was typed, where that is another script than Latin; else empty. What
    #: sounds alike is then meant only where a word begins with it.
    other_script: str
    #: How names of other scripts are kept that are written like this in Latin
    #: letters; meant where a word of a name begins with it.
    alike: tuple[str, ...]


def spellings(typed: str) -> list[Spelled]:
    """The words of a search that have letters or digits.

    Chinese, Japanese and Korean names are written as one word, the family name of
    up to four letters first; what is stored has a space in between.
    """
    return [_spelled(word) for word in typed.split() if search_key(word)]


def _spelled(word: str) -> Spelled:
    if _is_in_other_script(word):
        return Spelled(_readings(word), word, ())
    first, *more = search_key(word).split()
    return Spelled(_readings(word), "", () if more else tuple(transcripts(first)))


def _is_in_other_script(word: str) -> bool:
    return any(
        letter.isalpha() and not unicodedata.name(letter, "").startswith("LATIN")
        for letter in word
    )


def _readings(word: str) -> list[tuple[str, ...]]:
    ways = [tuple(search_key(word).split())]
    if _ONE_WORD_NAME.fullmatch(word):
        ways += [
            (search_key(word[:length]), search_key(word[length:]))
            for length in _FAMILY_LENGTHS
            if length < len(word)
        ]
    return ways
