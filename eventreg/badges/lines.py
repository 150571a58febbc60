"""A line of a badge: how large it is and where it stands. Lengths are points."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from eventreg.documents import fitting, fonts
from eventreg.documents.fitting import Fit
from eventreg.documents.syllables import with_breaks

POINTS_PER_MM = 72 / 25.4

#: Details are read from here on.
DETAIL_FLOOR = 7
#: Between details that stand on one line.
JOINT = " · "
#: Kinds of lines with details: beside the name, and in the band.
DETAILS = frozenset({"detail", "added"})

#: Letters of a word that a small line has room for.
_LONGEST_WORD = 24

#: Air between two lines, and where there is little room.
GAP, SMALL_GAP = 3.5, 2.0

#: With a line height of 0 the baseline stands this far below the top, in em:
#: half of ascent less descent of the first font, Noto Sans.
_BASELINE = (1.069 - 0.293) / 2
_BASELINE_CJK = (1.16 - 0.288) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """One text of a badge, broken and sized. ``kind`` is its class in the CSS."""

    kind: str
    fit: Fit
    #: Points from the place of the line before it, for the stylesheet.
    drop: int = 0

    @property
    def text(self) -> str:
        return "\n".join(self.fit.lines)

    @property
    def classes(self) -> str:
        """Classes for the stylesheet: what it is, size, place, direction."""
        names = [self.kind, f"s{self.fit.size}", f"d{self.drop}"]
        if len(self.fit.lines) > 1:
            names.append(f"l{self._leading}")
        if fitting.is_rtl(self.fit.lines[0]):
            names.append("rtl")
        return " ".join(names)

    @property
    def start(self) -> float:
        """Points from the top of its box to the first baseline."""
        cjk = fonts.has_cjk(self.fit.lines[0])
        baseline = _BASELINE_CJK if cjk else _BASELINE
        half = self._leading / 200 if len(self.fit.lines) > 1 else 0
        return self.fit.size * (half + baseline)

    @property
    def _leading(self) -> int:
        """Hundredths of an em between baselines, in steps of a twentieth."""
        return math.ceil(fitting.leading(self.fit.lines) * 20) * 5


def placed(
    lines: Sequence[Line], top: float, height: float, gap: float = GAP
) -> tuple[Line, ...]:
    """Lines one below the other, as a group in the middle of ``height``."""
    used = sum(line.fit.height + gap for line in lines) - gap
    at = top + max(0.0, (height - used) / 2)
    placed, done = [], 0
    for line in lines:
        drop = max(0, round(at + line.fit.ascent - line.start) - done)
        placed.append(replace(line, drop=drop))
        done += drop
        at += line.fit.height + gap
    return tuple(placed)


def small_line(
    kind: str,
    text: str,
    width: float,
    at_most: int,
    floor: int,
    height: float | None = None,
    *,
    is_bold: bool = False,
    most: int = 2,
) -> Line:
    """A small line: on one line down to ``floor``, then on two, up to ``most``."""
    fit = fitting.largest(
        text,
        width=width,
        height=height or at_most * 1.75,
        at_most=at_most,
        comfortable=floor,
        weight="Bold" if is_bold else "Regular",
        lines=most,
    )
    # Where a line ends, nothing need stand between two details.
    lines = tuple(line.strip(JOINT) for line in fit.lines)
    return Line(kind, replace(fit, lines=lines) if kind in DETAILS else fit)


def broken_line(
    kind: str, text: str, width: float, at_most: int, floor: int, *, is_bold: bool
) -> Line:
    """The same on up to three lines, very long words broken at their syllables."""
    return small_line(
        kind,
        with_breaks(text, longest=_LONGEST_WORD),
        width,
        at_most,
        floor,
        is_bold=is_bold,
        most=3,
    )
