"""A given and a family name side by side, as their script writes them."""

import unicodedata

#: Names in these stand without a space: "陈小雨", "山田さくら", "김민준". Thai and
#: its neighbours write sentences without spaces, but not names.
_WITHOUT_SPACE = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC")


def joined(given: str, family: str, *, family_first: bool) -> str:
    """Both names in the person's own order; one of them may be empty.

    No space only where both names are of such a script and the family's stands
    first, as at home. Any other mixture is easier to read apart.
    """
    names = (family, given) if family_first else (given, family)
    is_one_word = family_first and all(map(_needs_no_space, names))
    return ("" if is_one_word else " ").join(name for name in names if name)


def _needs_no_space(name: str) -> bool:
    """Whether each letter of ``name`` belongs to a script without spaces."""
    return all(
        letter >= "\u2e80" and unicodedata.name(letter, "").startswith(_WITHOUT_SPACE)
        for letter in name
    )
