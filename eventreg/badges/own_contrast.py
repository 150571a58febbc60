"""Whether texts can be told from the paper, where staff choose both colours."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tinycss2.color3 import RGBA, parse_color

from eventreg.badges.designs import contrast

#: What WCAG asks of large letters, as those of names are.
LEAST = 3.0

_WHITE = RGBA(1.0, 1.0, 1.0, 1.0)
#: The paper of a side, and what stands on it in letters. What stands in the band has
#: colours by role and look, so nobody can judge it from a rule alone.
_SIDES = {
    "front": {"front", "name", "second", "title", "suffix", "company", "detail"},
    "back": {"back", "heading", "row"},
}


@dataclass(frozen=True, slots=True)
class Told:
    """One declaration: of which classes, and what it says."""

    line: int
    of: frozenset[str]
    name: str
    tokens: Sequence[Any]


def faint(told: Sequence[Told]) -> Iterator[Told]:
    """Colours of texts that are too close to their paper, or see-through."""
    for side, texts in _SIDES.items():
        papers = [
            _over(colour, _WHITE)
            for each in told
            if side in each.of and each.name.startswith("background")
            for colour in _colours(each.tokens)
        ] or [_WHITE]
        for each in told:
            if each.name == "color" and each.of & texts and _is_faint(each, papers):
                yield each


def _is_faint(each: Told, papers: Sequence[RGBA]) -> bool:
    return any(
        contrast(_hexadecimal(_over(colour, paper)), _hexadecimal(paper)) < LEAST
        for colour in _colours(each.tokens)
        for paper in papers
    )


def _colours(tokens: Iterable[Any]) -> Iterator[RGBA]:
    for token in tokens:
        colour = parse_color(token)
        if isinstance(colour, RGBA):
            yield colour
        elif token.type == "function":
            yield from _colours(token.arguments)


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
