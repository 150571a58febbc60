"""What staff should see before they print the badges of an event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eventreg.badges.composition import Composition, compose
from eventreg.badges.frames import Frame
from eventreg.badges.queries import LastPrint, Owned
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
    #: How many were never printed, and how many say something else since.
    new: int
    changed: int
    #: How many were printed last in a design that is not the event's any more.
    redesigned: int
    #: A few to look at: the one with the smallest name, the largest, any other.
    shown: Sequence[BadgeValues]
    #: Names that are smaller than can be read three metres away.
    too_small: Sequence[Owned]
    #: How many leave something out, because the name needs the room.
    short: int
    missing: Sequence[MissingCharacters]
    lacks_cjk_fonts: bool


def overview(
    badges: Sequence[Owned],
    last: Mapping[int, LastPrint],
    frame: Frame,
    stock: Stock,
    *,
    version: int,
) -> Overview:
    """Try all ``badges`` without printing any.

    :param version: of the event's design.
    """
    composed = [(own, compose(own.badge, frame)) for own in badges]
    before = [(own, last.get(own.registration.id)) for own in badges]
    return Overview(
        count=len(badges),
        sheets=-(-len(badges) // stock.per_sheet),
        new=sum(1 for _own, was in before if was is None),
        changed=sum(
            1 for own, was in before if was and was.fingerprint != own.fingerprint
        ),
        redesigned=sum(
            1 for _own, was in before if was and was.design_version != version
        ),
        shown=_to_look_at(composed),
        too_small=[own for own, made in composed if made.is_too_small],
        short=sum(1 for _own, made in composed if made.left_out),
        missing=[found for own in badges if (found := _missing(own.badge))],
        lacks_cjk_fonts=fonts.cjk_is_missing(),
    )


def _to_look_at(composed: list[tuple[Owned, Composition]]) -> list[BadgeValues]:
    if not composed:
        return []
    by_size = sorted(composed, key=lambda pair: pair[1].name_size)
    chosen = [by_size[0], by_size[-1], composed[len(composed) // 2]]
    return list(dict.fromkeys(own.badge for own, _made in chosen))


def _missing(badge: BadgeValues) -> MissingCharacters | None:
    characters = fonts.missing_characters(badge.words)
    return MissingCharacters(badge, characters) if characters else None
