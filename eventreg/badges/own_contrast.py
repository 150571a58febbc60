"""Whether texts can be told from their paper, where own CSS changes either colour."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tinycss2.color3 import RGBA, parse_color

from eventreg.badges.designs import DARK, GREY, LIGHT, Design, contrast
from eventreg.badges.sheet import ROLES

#: What WCAG asks of large letters, as those of names are.
LEAST = 3.0

_WHITE = RGBA(1.0, 1.0, 1.0, 1.0)
#: What stands on the paper of each side.
_SIDES = {
    "front": ("name", "second", "title", "suffix", "company", "detail"),
    "back": ("heading", "row"),
}
#: What stands in the band, or below the role in its words.
_BAND = ("role", "event", "added")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One declaration: of what, and what it says."""

    line: int
    #: Classes that what is styled has.
    of: frozenset[str]
    #: Classes of what must stand before or around it.
    beside: frozenset[str]
    #: Nothing but the side or the role decides whether it holds.
    is_certain: bool
    name: str
    tokens: Sequence[Any]

    @property
    def weight(self) -> int:
        """Who has more of it wins, of two the later one."""
        return len(self.of) + len(self.beside)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A colour that may be seen; ``by`` is ``None`` where the look has it."""

    colour: RGBA
    by: Told | None = None


def faint(told: Sequence[Told], design: Design) -> list[Told]:
    """What makes a text too close to its paper, or see-through, from the top.

    The look's own letters count on a paper that is changed, changed letters on the
    paper of the look.
    """
    found = dict[tuple[int, str], Told]()
    for text, paper in _pairs(told, design):
        seen = _hexadecimal(_over(text.colour, paper.colour))
        by = text.by or paper.by
        if by and contrast(seen, _hexadecimal(paper.colour)) < LEAST:
            found.setdefault((by.line, by.name), by)
    return sorted(found.values(), key=lambda each: each.line)


def _pairs(told: Sequence[Told], design: Design) -> Iterator[tuple[_Seen, _Seen]]:
    for side, kinds in _SIDES.items():
        papers = _papers(told, side)
        for kind in kinds:
            texts = _texts(told, kind, side, design)
            yield from ((text, paper) for text in texts for paper in papers)
    front = _papers(told, "front")
    for role in ROLES:
        bands = _bands(told, role, front, design)
        for kind in _BAND:
            # Beside logos the event of the official look stands on the paper.
            is_out = kind == "event" and design.look == "official"
            papers = [*bands, *front] if is_out else bands
            texts = _texts(told, kind, "front", design, role)
            yield from ((text, paper) for text in texts for paper in papers)


def _papers(told: Sequence[Told], side: str) -> list[_Seen]:
    """What may lie below the texts of a side: every colour that is said of it."""
    return [
        _Seen(_over(colour, _WHITE), each)
        for each in told
        if side in each.of and each.name.startswith("background")
        for colour in _colours(each.tokens)
    ] or [_Seen(_WHITE)]


def _bands(
    told: Sequence[Told], role: str, papers: Sequence[_Seen], design: Design
) -> list[_Seen]:
    own = _Seen(_colour(design.band(role)))
    said = _said(told, "background-color", frozenset({"role", role}), role)
    return [
        _Seen(_over(band.colour, paper.colour), band.by or (own.by and paper.by))
        for band in _winning(own, said)
        for paper in papers
    ]


def _texts(
    told: Sequence[Told], kind: str, side: str, design: Design, role: str = ""
) -> list[_Seen]:
    """The colours that a text may have; without one of its own, that of its side."""
    own, weight = _own(kind, design, role)
    classes = frozenset({kind, role}) if kind == "role" else frozenset({kind})
    said = _said(told, "color", classes, role, other=_other(side))
    said = [each for each in said if each.weight >= weight]
    if own:
        return _winning(_Seen(_colour(own)), said)
    paper = _said(told, "color", frozenset({side}), "")
    inherited = _winning(_Seen(_colour(DARK)), paper)
    found = _winning(None, said)
    is_certain = any(each.is_certain for each in said if list(_colours(each.tokens)))
    return found if is_certain else [*inherited, *found]


def _own(kind: str, design: Design, role: str) -> tuple[str, int]:
    """The look's colour and its weight; empty: that of its side."""
    if kind in _BAND:
        is_light = role == "guest" and design.ink == DARK and kind != "role"
        return DARK if design.has_dark_ink(role) else LIGHT, 1 + is_light
    if kind in {"title", "suffix", "detail"}:
        return GREY, 1
    is_coloured = design.look == "bold" and design.ink == LIGHT
    if kind == "heading" or (kind == "name" and is_coloured):
        return design.colour, 1
    return "", 0


def _said(
    told: Sequence[Told],
    name: str,
    classes: frozenset[str],
    role: str,
    *,
    other: str = "",
) -> list[Told]:
    """What is said of it, the strongest last."""
    others = (frozenset(ROLES) - {role}) | {other}
    fitting = [
        each
        for each in told
        if each.name == name and each.of <= classes and not each.beside & others
    ]
    return sorted(fitting, key=lambda each: each.weight)


def _winning(own: _Seen | None, said: Sequence[Told]) -> list[_Seen]:
    """What may come out: what is certain takes the place of all before it."""
    seen = [own] if own else []
    for each in said:
        colours = [_Seen(colour, each) for colour in _colours(each.tokens)]
        seen = colours if each.is_certain and colours else [*seen, *colours]
    return seen


def _other(side: str) -> str:
    return "back" if side == "front" else "front"


def _colours(tokens: Iterable[Any]) -> Iterator[RGBA]:
    for token in tokens:
        colour = parse_color(token)
        if isinstance(colour, RGBA):
            yield colour
        elif token.type == "function":
            yield from _colours(token.arguments)


def _colour(words: str) -> RGBA:
    return RGBA(*(int(words[at : at + 2], 16) / 255 for at in (1, 3, 5)), 1.0)


def _over(colour: RGBA, paper: RGBA) -> RGBA:
    """What one sees of a colour that lets the paper through."""
    alpha = min(1.0, max(0.0, colour.alpha))
    mixed = (
        alpha * top + (1 - alpha) * below
        for top, below in zip(colour[:3], paper[:3], strict=True)
    )
    return RGBA(*mixed, 1.0)


def _hexadecimal(colour: RGBA) -> str:
    parts = (round(255 * min(1.0, max(0.0, part))) for part in colour[:3])
    return "#" + "".join(f"{part:02x}" for part in parts)
