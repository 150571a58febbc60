"""Sort keys of names: bytes, so that every database orders them alike."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyuca import Collator

#: Longer keys would not fit into an index of PostgreSQL (2,704 bytes).
MAX_BYTES = 1000

#: Whether "von", "van", "de" before a family name count; see ``count_particles``.
_SETTING = {"particles_count": False}

#: Comes after every weight that pyuca knows.
_LAST = 0xFFFF
_AFTER = chr(_LAST)

_PARTICLE = re.compile(
    "af|am|auf|aus|d|da|das|de|degli|dei|del|della|den|der|des|di|do|dos|du|e|het|im|in"
    "|la|las|le|lo|los|of|op|t|te|ten|ter|tot|und|v|van|vom|von|y|z|zu|zum|zur"
)
#: Degrees that somebody wrote into the name instead of the field for them.
_DEGREES = re.compile(
    r"(?:(?:(?:univ\.?-)?(?:prof|doç|doc|dr|dipl|mag)\.(?:-\w+\.)?"
    r"|(?:h\. ?c|habil|mult|med|phil|jur|rer|nat|oec|pol)\.|ph\. ?d\.) *)+",
    re.IGNORECASE,
)
_IGNORED = str.maketrans("", "", "'`\u02bb\u02bc\u2018\u2019\u05f3\u200c\u200d")

#: DIN 5007-2; further down, letters that the collation keeps apart from theirs.
_GERMAN = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "ı": "i",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
    }
)
#: c ç, g ğ, ı i, o ö, s ş, u ü: the second stands behind all that begins with
#: the first. A capital I is the dotless letter's, as everywhere in Turkish.
_TURKISH = str.maketrans(
    {"I": "ı", "İ": "i" + _AFTER, "i": "i" + _AFTER, "î": "i" + _AFTER}
    | {"Î": "i" + _AFTER}
    | {pair[1]: pair[0] + _AFTER for pair in ("cç", "gğ", "oö", "sş", "uü")}
    | {pair[1]: pair[0] + _AFTER for pair in ("CÇ", "GĞ", "OÖ", "SŞ", "UÜ")}
)


def count_particles(count: bool) -> None:
    """Let ``von``, ``van``, ``de`` … count when names are sorted; by default not.

    Keys are stored: ``flask names sort-again`` makes them anew.
    """
    _SETTING["particles_count"] = count


def sort_key_de(
    family: str, given: str, *, ignore_particles: bool | None = None
) -> bytes:
    """Order of a German list: DIN 5007-2, other scripts after Z, script by script.

    :param ignore_particles: ``von``, ``van``, ``de`` … before a family name do not
        count; ``False`` sorts by them, ``None`` as the site is set.
    """
    fields = _fields(family, given, ignore_particles)
    return _key((field.translate(_GERMAN) for field in fields), family + " " + given)


def sort_key_tr(
    family: str, given: str, *, ignore_particles: bool | None = None
) -> bytes:
    """Order of a Turkish list: c ç, g ğ, ı i, o ö, s ş, u ü; then as in German."""
    fields = _fields(family, given, ignore_particles)
    return _key(
        (field.translate(_TURKISH).replace("ı", "i") for field in fields),
        family + " " + given,
    )


def order_of(text: str, language: str) -> tuple[bool, bytes]:
    """Order of a company or the like as ``language`` sorts names; without one last."""
    key = sort_key_tr if language == "tr" else sort_key_de
    return not text, key(text, "", ignore_particles=False)


def _fields(
    family: str, given: str, ignore_particles: bool | None
) -> tuple[str, str, str]:
    """Family name, given name and particles; a single name comes first."""
    if ignore_particles is None:
        ignore_particles = not _SETTING["particles_count"]
    first, second = _plain(family), _plain(given)
    if not first:
        first, second = second, ""
    words = first.split(" ")
    lead = 0
    while (
        ignore_particles and lead < len(words) - 1 and _PARTICLE.fullmatch(words[lead])
    ):
        lead += 1
    return " ".join(words[lead:]), second, " ".join(words[:lead])


def _plain(name: str) -> str:
    """A name without titles and apostrophes, its words parted by single spaces."""
    name = unicodedata.normalize("NFC", name).replace(_AFTER, "")
    degrees = _DEGREES.match(name.lstrip())
    name = name.lstrip()[degrees.end() if degrees else 0 :].translate(_IGNORED)
    return " ".join(re.sub(r"[-‐‑–—,.]", " ", name).split())


def _key(fields: Iterable[str], whole: str) -> bytes:
    """Letters of each field, then accents and case of the whole, for ties."""
    weights: list[int] = []
    for field in fields:
        for part in field.split(_AFTER):
            weights += [*_levels(part, 0), _LAST]
        weights[-1] = 0
    weights += [*_levels(whole, 1), 0, *_levels(whole, 2)]
    return b"".join(weight.to_bytes(2, "big") for weight in weights)[:MAX_BYTES]


def _levels(text: str, level: int) -> list[int]:
    elements = _elements(unicodedata.normalize("NFD", text))
    return [element[level] for element in elements if element[level]]


@lru_cache(maxsize=256)
def _elements(text: str) -> list[list[int]]:
    return list(_collator().collation_elements(text))


@lru_cache(maxsize=1)
def _collator() -> "Collator":
    """Loaded when the first name is sorted, once a process: it takes 0.25 s."""
    from pyuca import Collator

    return Collator()
