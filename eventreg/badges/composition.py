"""Which size each line of a badge gets, and where the lines stand.

The order of size is fixed: given name, family name, company, event. Lengths
are points here, because sizes of type are.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from eventreg.badges.values import BadgeValues
from eventreg.documents import fitting, fonts
from eventreg.documents.fitting import Fit
from eventreg.documents.labels import Stock

POINTS_PER_MM = 72 / 25.4

#: Capitals of 24 pt bold are the smallest that can be read three metres away.
NAME_FLOOR = 24
#: 36 pt is the target, 48 pt comfortable.
NAME_LARGEST = 48
_SECOND_NAME_FLOOR, _SECOND_NAME_COMFORTABLE = 14, 18
_COMPANY_LARGEST, _COMPANY_FLOOR = 12, 10
_TITLE_LARGEST, _TITLE_FLOOR = 10, 8
_EVENT_LARGEST, _EVENT_FLOOR = 9, 8
_ROLE_LARGEST = 17

#: Air between two lines.
_GAP = 3.5

#: Millimetres: free at the edge of a card; the code with its quiet zone; the
#: band, as high as the black of the code; air above and beside the band.
MARGIN, _TOP, _SIDE = 4.0, 3.2, 3.0
CODE = 18.5
QUIET = CODE * 4 / 37
BAND_HEIGHT = CODE - 2 * QUIET
_AIR = 2.2
#: From the band's left edge to its words: there stands the shape.
BAND_INDENT = 15.0

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


@dataclass(frozen=True, slots=True)
class Composition:
    """A badge ready to print."""

    lines: tuple[Line, ...]
    role: Line
    event: Line
    #: Face of Han characters, empty where there are none.
    han: str

    @property
    def name_size(self) -> int:
        """Points of the large name."""
        return next(line.fit.size for line in self.lines if line.kind == "name")

    @property
    def is_too_small(self) -> bool:
        """Whether somebody should look: a name below what can be read."""
        floors = {"name": NAME_FLOOR, "second": _SECOND_NAME_FLOOR}
        return any(line.fit.size < floors.get(line.kind, 0) for line in self.lines)


def compose(badge: BadgeValues, stock: Stock) -> Composition:
    """Fit one badge onto a card of ``stock``."""
    width = (stock.width - 2 * _SIDE) * POINTS_PER_MM
    height = (stock.height - _TOP - _AIR - BAND_HEIGHT - MARGIN) * POINTS_PER_MM
    small = _small_lines(badge, width)
    free = height - sum(line.fit.height + _GAP for line in small)
    names = _name_lines(badge, width=width, height=free)
    lines = _in_order(badge, names, small)
    role, event = _band_lines(badge, width - (BAND_HEIGHT + 22) * POINTS_PER_MM)
    text = badge.full_name + badge.company
    return Composition(
        lines=_placed(lines, _middle(lines, stock)),
        role=role,
        event=event,
        han=fonts.han_face(badge.country, text) if fonts.has_cjk(text) else "",
    )


def _middle(lines: Sequence[Line], stock: Stock) -> float:
    """Where the first line begins, so that what is black of all of them stands in
    the middle between the card's edge and the band."""
    last = lines[-1].fit
    below = last.descent - last.size * fitting.ink(last.lines[-1]).descent
    band_top = (stock.height - BAND_HEIGHT - MARGIN) * POINTS_PER_MM
    free = band_top - (_height(lines) - below)
    return max(_TOP * POINTS_PER_MM, free / 2)


def _height(lines: Sequence[Line]) -> float:
    return sum(line.fit.height + _GAP for line in lines) - _GAP


def _placed(lines: Sequence[Line], at: float) -> tuple[Line, ...]:
    """Lines one below the other; ``at`` is the top of the first, in points."""
    placed, done = [], 0
    for line in lines:
        drop = max(0, round(at + line.fit.ascent - line.start) - done)
        placed.append(replace(line, drop=drop))
        done += drop
        at += line.fit.height + _GAP
    return tuple(placed)


def _band_lines(badge: BadgeValues, width: float) -> tuple[Line, Line]:
    """Role and event, one above the other in the band."""
    role = _line("role", badge.role_word, width, _ROLE_LARGEST, 10)
    event = _line("event", badge.event, width, _EVENT_LARGEST, _EVENT_FLOOR)
    free = BAND_HEIGHT * POINTS_PER_MM - _height((role, event))
    upper, lower = _placed((role, event), 1 + max(0.0, free / 2))
    # Both boxes begin at the top of the band.
    return upper, replace(lower, drop=upper.drop + lower.drop)


def _small_lines(badge: BadgeValues, width: float) -> list[Line]:
    """Degrees and company: they take what they need, names get the rest."""
    lines = [
        _line(kind, text, width, _TITLE_LARGEST, _TITLE_FLOOR)
        for kind, text in (("title", badge.title), ("suffix", badge.suffix))
        if text
    ]
    if badge.company:
        text = badge.company
        lines.append(_line("company", text, width, _COMPANY_LARGEST, _COMPANY_FLOOR))
    return lines


def _line(kind: str, text: str, width: float, at_most: int, floor: int) -> Line:
    """A small line: on one line down to ``floor``, then on two."""
    fit = fitting.largest(
        text,
        width=width,
        height=at_most * 1.75,
        at_most=at_most,
        comfortable=floor,
        weight="Bold" if kind == "role" else "Regular",
    )
    return Line(kind, fit)


def _name_lines(badge: BadgeValues, *, width: float, height: float) -> list[Line]:
    """The large name and, if there is one, the second; the large one first."""
    large, second = _names(badge)
    if not second:
        return [Line("name", _large(large, width, height, NAME_LARGEST))]
    fit = _large(large, width, height * 0.7, NAME_LARGEST)
    pair = (fit, Fit(0, ()))
    # The large name shrinks until the second one can be read as well.
    for size in range(fit.size, min(fit.size, NAME_FLOOR) - 1, -1):
        name = _large(large, width, height * 0.7, size)
        rest = fitting.largest(
            second,
            width=width,
            height=height - name.height - _GAP,
            at_most=max(_SECOND_NAME_FLOOR, round(size * 0.62)),
            comfortable=_SECOND_NAME_COMFORTABLE,
        )
        if rest.size > pair[1].size:
            pair = (name, rest)
        if rest.size >= max(_SECOND_NAME_COMFORTABLE, size * 0.5):
            break
    return [Line("name", pair[0]), Line("second", pair[1])]


def _large(text: str, width: float, height: float, at_most: int) -> Fit:
    return fitting.largest(
        text, width=width, height=height, at_most=at_most, comfortable=NAME_FLOOR
    )


def _names(badge: BadgeValues) -> tuple[str, str]:
    """The large name and the second; Chinese, Japanese and Korean names are one.

    So is a name that the person wrote for the badge: nobody knows its parts.
    """
    if badge.badge_name:
        return badge.badge_name, ""
    if fonts.has_cjk(badge.full_name) and badge.family_first:
        space = " " if badge.country == "JP" else ""
        return f"{badge.family_name}{space}{badge.given_name}", ""
    if badge.given_name:
        return badge.given_name, badge.family_name
    return badge.family_name, ""


def _in_order(
    badge: BadgeValues, names: list[Line], small: list[Line]
) -> tuple[Line, ...]:
    """Title above, then the names in the person's own order, then the rest."""
    if badge.family_first:
        names = names[::-1]
    above = [line for line in small if line.kind == "title"]
    return (*above, *names, *(line for line in small if line.kind != "title"))
