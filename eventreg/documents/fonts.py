"""The fonts of all documents: which there are, and what they can write.

Nine Noto families come with the project, so that a badge looks alike on every
machine. Han, kana and hangul are too large to ship: these come from Debian's
``fonts-noto-cjk``, and staff are told when it is missing.
"""

import unicodedata
from functools import cache
from pathlib import Path

import uharfbuzz

from eventreg.config import ROOT
from eventreg.documents.assets import Asset

FOLDER = ROOT / "static" / "fonts"

#: Families that are shipped, by the end of their file name. Latin, Greek and
#: Cyrillic come first: they also lend their digits and punctuation to the rest.
SCRIPTS = (
    "",
    "Arabic",
    "Hebrew",
    "Devanagari",
    "Tamil",
    "Thai",
    "Georgian",
    "Armenian",
    "Ethiopic",
)

WEIGHTS = {"Regular": 400, "Bold": 700}

#: Where systems keep the large fonts.
_SYSTEM_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/opt/homebrew/share/fonts"),
    Path("/Library/Fonts"),
    Path.home() / "Library" / "Fonts",
    Path.home() / ".local" / "share" / "fonts",
)

#: Face of Noto Sans CJK by country: the same Han character is drawn differently.
_HAN_BY_COUNTRY = {"JP": "JP", "KR": "KR", "KP": "KR", "TW": "TC", "HK": "HK"}


def family(script: str) -> str:
    """The name by which a stylesheet calls a shipped family.

    Not the font's own name: a copy installed on the system must not step in.
    """
    return f"House {script}".strip()


def stack(han: str = "SC") -> str:
    """The value of ``font-family`` for all scripts.

    :param han: face for Han characters: JP, KR, SC, TC or HK.
    """
    names = [family(script) for script in SCRIPTS] + [f"Noto Sans CJK {han}"]
    return ", ".join(f'"{name}"' for name in names)


def face_rules(*, is_shown_meanwhile: bool = False) -> str:
    """The ``@font-face`` rules of all shipped fonts.

    :param is_shown_meanwhile: a browser shows the text in a font it has until these
        are there; otherwise it shows nothing, for Han until all have been asked.
    """
    display = "font-display: swap; " if is_shown_meanwhile else ""
    return "\n".join(
        f'@font-face {{ font-family: "{family(script)}"; font-weight: {number}; '
        f"{display}src: url(asset:{_file(script, weight)}) }}"
        for script in SCRIPTS
        for weight, number in WEIGHTS.items()
    )


def assets() -> dict[str, Asset]:
    """All shipped fonts by the names which ``face_rules`` uses."""
    files = (_file(script, weight) for script in SCRIPTS for weight in WEIGHTS)
    return {name: Asset((FOLDER / name).read_bytes(), "font/ttf") for name in files}


@cache
def paths(weight: str) -> tuple[Path, ...]:
    """The font files of one weight in the order in which they are tried."""
    shipped = tuple(FOLDER / _file(script, weight) for script in SCRIPTS)
    cjk = _cjk_path(weight)
    return (*shipped, cjk) if cjk else shipped


def cjk_is_missing() -> bool:
    """Whether Chinese, Japanese and Korean names would print as boxes."""
    return any(_cjk_path(weight) is None for weight in WEIGHTS)


def missing_characters(text: str) -> str:
    """The characters of ``text`` that no font has, each once, in their order."""
    known = _characters()
    return "".join(
        dict.fromkeys(
            character
            for character in text
            if ord(character) not in known and not _is_invisible(character)
        )
    )


def han_face(country: str, text: str = "") -> str:
    """Which face draws Han characters for a person: JP, KR, SC, TC or HK.

    Kana and hangul in the text tell more than the country.
    """
    for character in text:
        if "\u3040" <= character <= "\u30ff":
            return "JP"
        if "\uac00" <= character <= "\ud7a3":
            return "KR"
    return _HAN_BY_COUNTRY.get(country, "SC")


def has_cjk(text: str) -> bool:
    """Whether ``text`` holds Han, kana or hangul."""
    return any(
        character >= "\u2e80"
        and unicodedata.name(character, "").startswith(
            ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC")
        )
        for character in text
    )


def _file(script: str, weight: str) -> str:
    return f"NotoSans{script}-{weight}.ttf"


@cache
def _cjk_path(weight: str) -> Path | None:
    name = f"NotoSansCJK-{weight}.ttc"
    found = (path for folder in _SYSTEM_FOLDERS for path in folder.rglob(name))
    return next(found, None)


@cache
def _characters() -> frozenset[int]:
    known: set[int] = set()
    for path in paths("Bold"):
        blob = uharfbuzz.Blob.from_file_path(str(path))
        known.update(uharfbuzz.Face(blob).unicodes)
    return frozenset(known)


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"}
