"""What staff should see before they print the badges of an event."""

from collections.abc import Sequence
from dataclasses import dataclass

from eventreg.badges.composition import Composition, compose
from eventreg.badges.values import BadgeValues
from eventreg.documents import fonts
from eventreg.documents.labels import Stock


@dataclass(frozen=True)
class MissingCharacters:
    """A badge that would print boxes, and the characters no font has."""

    badge: BadgeValues
    characters: str


@dataclass(frozen=True)
class Overview:
    """How the badges of an event will come out."""

    count: int
    sheets: int
    #: A few to look at: the one with the smallest name, the largest, the first.
    shown: Sequence[BadgeValues]
    #: Names that are smaller than can be read three metres away.
    too_small: Sequence[BadgeValues]
    missing: Sequence[MissingCharacters]
    lacks_cjk_fonts: bool


def overview(badges: Sequence[BadgeValues], stock: Stock) -> Overview:
    """Try all ``badges`` on ``stock`` without printing any."""
    composed = [(badge, compose(badge, stock)) for badge in badges]
    return Overview(
        count=len(badges),
        sheets=-(-len(badges) // stock.per_sheet),
        shown=_to_look_at(composed),
        too_small=[badge for badge, made in composed if made.is_too_small],
        missing=[found for badge in badges if (found := _missing(badge))],
        lacks_cjk_fonts=fonts.cjk_is_missing(),
    )


def _to_look_at(composed: list[tuple[BadgeValues, Composition]]) -> list[BadgeValues]:
    if not composed:
        return []
    by_size = sorted(composed, key=lambda pair: pair[1].name_size)
    chosen = [by_size[0][0], by_size[-1][0], composed[0][0]]
    return list(dict.fromkeys(chosen))


def _missing(badge: BadgeValues) -> MissingCharacters | None:
    text = "".join(
        (badge.full_name, badge.title, badge.suffix, badge.company, badge.event)
    )
    characters = fonts.missing_characters(text)
    return MissingCharacters(badge, characters) if characters else None
