"""Which size each line of a badge gets, and where the lines stand.

The order of size is fixed: given name, family name, company, event. Lengths
are points here, because sizes of type are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from eventreg.badges.band import ROLE_FLOOR, band_lines
from eventreg.badges.frames import Frame
from eventreg.badges.lines import (
    DETAIL_FLOOR,
    DETAILS,
    GAP,
    JOINT,
    POINTS_PER_MM,
    SMALL_GAP,
    Line,
    broken_line,
    placed,
    small_line,
)
from eventreg.badges.values import BadgeValues
from eventreg.documents import fitting, fonts
from eventreg.documents.fitting import Fit

#: Capitals of 24 pt bold are the smallest that can be read three metres away.
NAME_FLOOR = 24
_SECOND_NAME_FLOOR, _SECOND_NAME_COMFORTABLE = 14, 18
_COMPANY_LARGEST, _COMPANY_FLOOR = 12, 10
_DETAIL_LARGEST = 10
_TITLE_LARGEST, _TITLE_FLOOR = 10, 8
#: What is smaller than that is told as well, line by line.
_FLOORS = {
    "title": _TITLE_FLOOR,
    "suffix": _TITLE_FLOOR,
    "company": _COMPANY_FLOOR,
    "detail": DETAIL_FLOOR,
    "role": ROLE_FLOOR,
}

#: Kinds of lines that say who the badge is for.
_NAMES = frozenset({"name", "second"})


@dataclass(frozen=True, slots=True)
class Composition:
    """A badge ready to print."""

    lines: tuple[Line, ...]
    role: Line
    #: ``None``: it has no event, or no room for it.
    event: Line | None
    #: Face of Han characters, empty where there are none.
    han: str
    #: Details that found room in the band, where there is none beside the name.
    added: Line | None = None
    #: Details that found no room: the first ones.
    left_out: tuple[str, ...] = ()
    #: The event was to stand there, and could not be read at any size that fits.
    is_event_left_out: bool = False

    @property
    def above(self) -> tuple[Line, ...]:
        """What stands over the names: degrees that go before them."""
        return tuple(line for line in self.lines if line.kind == "title")

    @property
    def names(self) -> tuple[Line, ...]:
        """The lines that say who the badge is for; no other stands between them."""
        return tuple(line for line in self.lines if line.kind in _NAMES)

    @property
    def below(self) -> tuple[Line, ...]:
        """What stands under the names."""
        return tuple(line for line in self.lines if line.kind not in {"title", *_NAMES})

    @property
    def name_size(self) -> int:
        """Points of the large name."""
        return next(line.fit.size for line in self.lines if line.kind == "name")

    @property
    def is_too_small(self) -> bool:
        """Whether somebody should look: a name below what can be read."""
        floors = {"name": NAME_FLOOR, "second": _SECOND_NAME_FLOOR}
        return any(line.fit.size < floors.get(line.kind, 0) for line in self.lines)

    @property
    def low(self) -> tuple[str, ...]:
        """Kinds of lines, other than names, that are smaller than can be read."""
        lines = (*self.lines, self.role)
        small = (line for line in lines if line.fit.size < _FLOORS.get(line.kind, 0))
        return tuple(dict.fromkeys(line.kind for line in small))

    @property
    def is_cramped(self) -> bool:
        """Whether a detail is smaller than anybody can read."""
        lines = (*self.lines, self.added) if self.added else self.lines
        return any(
            line.kind in DETAILS and line.fit.size < DETAIL_FLOOR for line in lines
        )


def compose(badge: BadgeValues, frame: Frame) -> Composition:
    """Fit one badge into ``frame``.

    Names come first: where they would be too small to read, everything else comes
    closer together, and at last details are left out one by one, and told. Position
    and country go first: what the event asks itself is looked for at the door.
    """
    for tightness in _tightnesses(len(badge.details)):
        composition = _composed(badge, frame, tightness)
        # Without details in the band a name has no more room than with them.
        is_done = tightness.below > 0 or not composition.is_too_small
        if is_done and not composition.is_cramped and _is_read(composition, tightness):
            break
    return composition


@dataclass(frozen=True, slots=True)
class _Tightness:
    """How close together lines stand, and what becomes of the details."""

    gap: float = GAP
    #: Small lines are as small as can be read.
    is_small: bool = False
    are_joined: bool = False
    #: They stand in the band, below the role.
    are_in_band: bool = False
    #: They stand on the one line of the company, at last.
    are_with_company: bool = False
    #: So many details are left out, from the first one on.
    left_out: int = 0
    #: Points by which degrees and company go below what is usually the smallest.
    below: int = 0


_LOOSE = (
    _Tightness(),
    _Tightness(gap=SMALL_GAP, is_small=True),
    _Tightness(gap=SMALL_GAP, is_small=True, are_joined=True),
)
_TIGHT = (
    _Tightness(gap=1.0, is_small=True, are_joined=True),
    _Tightness(gap=SMALL_GAP, is_small=True, are_in_band=True),
    _Tightness(gap=1.5, is_small=True, are_in_band=True, below=2),
    _Tightness(gap=1.5, is_small=True, are_with_company=True, below=2),
)
_BARE = (
    _Tightness(gap=SMALL_GAP, is_small=True),
    _Tightness(gap=1.5, is_small=True, below=2),
)


@cache
def _tightnesses(details: int) -> tuple[_Tightness, ...]:
    """What is tried for a badge with so many details, the best first."""
    fewer = [
        replace(how, left_out=count) for count in range(1, details) for how in _TIGHT
    ]
    bare = [replace(how, left_out=details) for how in _BARE]
    return (*_LOOSE, *_TIGHT, *fewer, *bare)


def _is_read(composition: Composition, how: _Tightness) -> bool:
    """Whether details beside the company can be read, and take no room of the names."""
    if not how.are_with_company:
        return True
    least = _COMPANY_FLOOR - how.below
    shared = [line.fit for line in composition.lines if line.kind == "company"]
    return bool(shared) and all(fit.size >= least for fit in shared)


def _composed(badge: BadgeValues, frame: Frame, how: _Tightness) -> Composition:
    width = frame.names.width * POINTS_PER_MM
    height = frame.names.height * POINTS_PER_MM
    gap = how.gap * frame.scale
    small = _small_lines(badge, frame, how)
    free = height - sum(line.fit.height + gap for line in small)
    names = _name_lines(badge, frame, width=width, height=free, gap=gap)
    lines = _in_order(badge, names, small)
    added = JOINT.join(badge.details[how.left_out :]) if how.are_in_band else ""
    role, event, more = band_lines(badge, frame, added)
    text = badge.full_name + badge.company
    return Composition(
        lines=placed(
            lines, frame.names.top * POINTS_PER_MM, height + _unused(lines), gap
        ),
        role=role,
        event=event,
        added=more,
        is_event_left_out=bool(badge.event and frame.has_event and event is None),
        han=fonts.han_face(badge.country, text) if fonts.has_cjk(text) else "",
        left_out=badge.details[: how.left_out],
    )


def _unused(lines: Sequence[Line]) -> float:
    """Points that the last line keeps free for descenders it does not have.

    What is black stands in the middle; with them it would stand too high.
    """
    last = lines[-1].fit
    return last.descent - last.size * fitting.ink(last.lines[-1]).descent


def _small_lines(badge: BadgeValues, frame: Frame, how: _Tightness) -> list[Line]:
    """Degrees, company and what else: they take what they need, names get the rest."""
    width = frame.names.width * POINTS_PER_MM
    scale = 0 if how.is_small else frame.scale

    def line(kind: str, text: str, largest: int, floor: int) -> Line:
        floor -= how.below
        at_most = max(floor, round(largest * scale))
        most = 1 if how.are_with_company else 2
        is_bold = kind in frame.bold
        made = small_line(kind, text, width, at_most, floor, is_bold=is_bold, most=most)
        if kind != "company" or most == 1 or made.fit.size >= floor:
            return made
        broken = broken_line(kind, text, width, at_most, floor, is_bold=is_bold)
        return max(made, broken, key=lambda each: each.fit.size)

    lines = [
        line(kind, text, _TITLE_LARGEST, _TITLE_FLOOR)
        for kind, text in (("title", badge.title), ("suffix", badge.suffix))
        if text
    ]
    details = () if how.are_in_band else badge.details[how.left_out :]
    company = badge.company
    if how.are_with_company and company:
        company, details = JOINT.join((company, *details)), ()
    if company:
        lines.append(line("company", company, _COMPANY_LARGEST, _COMPANY_FLOOR))
    if how.are_joined and details:
        details = (JOINT.join(details),)
    return lines + [
        line("detail", text, _DETAIL_LARGEST, DETAIL_FLOOR) for text in details
    ]


def _name_lines(
    badge: BadgeValues, frame: Frame, *, width: float, height: float, gap: float
) -> list[Line]:
    """The large name and, if there is one, the second; the large one first."""
    large, second = _names(badge)
    most, lines = frame.largest, frame.lines
    if not second:
        return [Line("name", _large(large, width, height, most, lines))]
    fit = _large(large, width, height * 0.7, most, lines)
    pair = (fit, Fit(0, ()))
    # The large name shrinks until the second one can be read as well.
    for size in range(fit.size, min(fit.size, NAME_FLOOR) - 1, -1):
        name = _large(large, width, height * 0.7, size, lines)
        rest = fitting.largest(
            second,
            width=width,
            height=height - name.height - gap,
            at_most=max(_SECOND_NAME_FLOOR, round(size * 0.62)),
            comfortable=_SECOND_NAME_COMFORTABLE,
        )
        if rest.size > pair[1].size:
            pair = (name, rest)
        if rest.size >= max(_SECOND_NAME_COMFORTABLE, size * 0.5):
            break
    return [Line("name", pair[0]), Line("second", pair[1])]


def _large(text: str, width: float, height: float, at_most: int, lines: int) -> Fit:
    return fitting.largest(
        text,
        width=width,
        height=height,
        at_most=at_most,
        comfortable=NAME_FLOOR,
        lines=lines,
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
