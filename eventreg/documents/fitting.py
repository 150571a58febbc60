"""The largest size at which a name fits its box, from HarfBuzz widths.

Nothing is rendered: advance widths grow with the size, because a PDF has no
hinting. 0.03 ms a name, within 0.01 % of WeasyPrint's own widths.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import uharfbuzz

from eventreg.documents import fonts
from eventreg.documents.syllables import SOFT_HYPHEN

#: Width of a character that no font has, in em: the box that is drawn for it.
_MISSING = 0.6

#: Height of capitals and depth of a descender in em. Lines without any keep the
#: distance as if they had one, so that all badges have the same rhythm.
CAPITALS = 0.714
DESCENDER = 0.2

_ZERO_WIDTH = frozenset("\u200c\u200d\u2060")


@dataclass(frozen=True, slots=True)
class Broken:
    """A text in lines; ``width`` is the longest line at size 1, so in em."""

    lines: tuple[str, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Ink:
    """What a text measures at size 1, in em: its width, and what is black of it.

    ``ascent`` is counted up from the baseline, ``descent`` down from it.
    """

    width: float
    ascent: float
    descent: float


@dataclass(frozen=True, slots=True)
class Fit:
    """``lines`` at the size, in whole points, at which they fill their box."""

    size: int
    lines: tuple[str, ...]

    @property
    def ascent(self) -> float:
        """Points from the first baseline up to the top of the letters."""
        return self.size * max(CAPITALS, ink(self.lines[0]).ascent)

    @property
    def descent(self) -> float:
        """Points from the last baseline down to the lowest stroke."""
        return self.size * max(DESCENDER, ink(self.lines[-1]).descent)

    @property
    def height(self) -> float:
        """Points from the top of the first line to the bottom of the last."""
        between = self.size * leading(self.lines) * (len(self.lines) - 1)
        return self.ascent + between + self.descent


class _Face:
    """One font file, ready to shape."""

    def __init__(self, path: Path) -> None:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
        self.font = uharfbuzz.Font(face)
        self.upem = face.upem
        self.characters = frozenset(face.unicodes)

    def ink(self, text: str) -> Ink:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self.font, buffer)
        width = top = bottom = 0
        glyphs = zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True)
        for glyph, position in glyphs:
            width += position.x_advance
            extents = self.font.get_glyph_extents(glyph.codepoint)
            if extents and extents.height:
                high = position.y_offset + extents.y_bearing
                top = max(top, high)
                bottom = min(bottom, high + extents.height)
        return Ink(width / self.upem, top / self.upem, -bottom / self.upem)


@lru_cache
def _faces(weight: str) -> tuple[_Face, ...]:
    return tuple(_Face(path) for path in fonts.paths(weight))


@lru_cache(maxsize=20_000)
def ink(text: str, weight: str = "Bold") -> Ink:
    """How wide, high and deep ``text`` is at size 1."""
    parts = [
        face.ink(part) if face else Ink(_MISSING * len(part), CAPITALS, 0)
        for face, part in _runs(text, _faces(weight))
    ]
    return Ink(
        sum(part.width for part in parts),
        max((part.ascent for part in parts), default=0),
        max((part.descent for part in parts), default=0),
    )


def width(text: str, weight: str = "Bold") -> float:
    """How wide ``text`` is at size 1, in em."""
    return ink(text, weight).width


def leading(lines: Sequence[str]) -> float:
    """Baseline to baseline, in em, so that no mark touches the line above."""
    pairs = itertools.pairwise(lines)
    needed = (ink(upper).descent + ink(lower).ascent for upper, lower in pairs)
    return max((CAPITALS + 0.3, *(need + 0.06 for need in needed)))


def is_rtl(text: str) -> bool:
    """Whether the first strong character of ``text`` is written from the right."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


@lru_cache(maxsize=20_000)
def breakings(text: str, weight: str = "Bold", most: int = 2) -> tuple[Broken, ...]:
    """``text`` in one line, in two, up to ``most``, each broken as evenly as can be.

    Lines end at spaces and after hyphens, and between Han characters; at a soft hyphen
    with one that is seen. A slash between two spaces stays with the word before it.
    """
    pieces = _pieces(text)
    return tuple(
        _evenly(pieces, count, weight)
        for count in range(1, most + 1)
        if count <= max(1, len(pieces))
    )


def largest(
    text: str,
    *,
    width: float,
    height: float,
    at_most: int,
    comfortable: int,
    weight: str = "Bold",
    lines: int = 2,
) -> Fit:
    """The largest size at which ``text`` fits, and its lines.

    Never cut, and never wider than the box: where the result is smaller than
    can be read, the caller has to say so.

    :param width: of the box, in points; so is ``height``.
    :param comfortable: from this size on no further line is tried.
    """
    best = Fit(0, ())
    for broken in breakings(text, weight, lines):
        wide = width / broken.width if broken.width else at_most
        high = height / Fit(1, broken.lines).height
        size = max(1, int(min(at_most, high, wide)))
        if size > best.size:
            best = Fit(size, broken.lines)
        if size >= min(comfortable, at_most):
            break
    return best


def _runs(text: str, faces: tuple[_Face, ...]) -> Iterator[tuple[_Face | None, str]]:
    """Parts of ``text`` with the font that draws each, or None where there is none."""
    current: _Face | None = None
    part = ""
    for character in text:
        face = _face_for(character, current, faces)
        if part and face is not current:
            yield current, part
            part = ""
        current, part = face, part + character
    if part:
        yield current, part


def _face_for(
    character: str, current: _Face | None, faces: tuple[_Face, ...]
) -> _Face | None:
    if current and (character in _ZERO_WIDTH or unicodedata.combining(character)):
        return current
    is_shared = character < "\x80" and not character.isalnum()
    if current and is_shared and ord(character) in current.characters:
        return current
    code = ord(character)
    return next((face for face in faces if code in face.characters), None)


def _pieces(text: str) -> list[str]:
    """Unbreakable parts; a part that a space follows ends with it."""
    words = text.split()
    if len(words) == 1 and len(text) > 4 and fonts.has_cjk(text):
        return list(text)
    pieces: list[str] = []
    for word in words:
        if word == "/" and pieces:
            pieces[-1] += "/ "
            continue
        parts = re.findall(r"[^-‐\u00ad]+[-‐\u00ad]*|[-‐\u00ad]+", word)
        pieces += [*parts[:-1], parts[-1] + " "]
    return pieces


def _line(pieces: list[str]) -> str:
    text = "".join(pieces).rstrip()
    hyphen = "-" if text.endswith(SOFT_HYPHEN) else ""
    return text.replace(SOFT_HYPHEN, "") + hyphen


def _evenly(pieces: list[str], count: int, weight: str) -> Broken:
    """``pieces`` in ``count`` lines of which the longest is as short as can be."""
    if count == 1:
        text = "".join(pieces).rstrip().replace(SOFT_HYPHEN, "")
        return Broken((text,), width(text, weight))
    best: Broken | None = None
    for first in range(1, len(pieces) - count + 2):
        line = _line(pieces[:first])
        rest = _evenly(pieces[first:], count - 1, weight)
        longest = max(width(line, weight), rest.width)
        if best is None or longest < best.width:
            best = Broken((line, *rest.lines), longest)
    if best is None:
        raise ValueError(f"{count} lines need as many pieces")
    return best
