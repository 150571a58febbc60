"""What staff should see before they print the badges of an event."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from eventreg.badges.backs import compose_back
from eventreg.badges.composition import Composition, compose
from eventreg.badges.designs import Back, Design
from eventreg.badges.frames import Frame
from eventreg.badges.queries import LastPrint, Owned
from eventreg.badges.sheet import frame_for
from eventreg.badges.values import BadgeValues
from eventreg.documents import fitting, fonts
from eventreg.documents.labels import Stock

_NONE: Mapping[int, str] = MappingProxyType({})


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
    #: Of each field how many badges leave it out, because there is no room for it.
    left_out: Mapping[str, int]
    #: Badges with another line that is smaller than can be read.
    low: Sequence[Owned]
    #: How many leave the event's title out, because it could not be read.
    without_event: int
    #: The event's title is to stand on them, and these cards have no room for it.
    lacks_event: bool
    #: The design has logos, and these cards no room for them.
    lacks_logos: bool
    #: The programme is to stand on the back, and the event has none.
    lacks_programme: bool
    #: Points of the programme that find no room on the back.
    programme_left_out: int
    missing: Sequence[MissingCharacters]
    lacks_cjk_fonts: bool
    #: Badges of which staff have said that they are printed as they are.
    accepted: int = 0

    @property
    def needs_a_look(self) -> bool:
        """Whether any badge does not come out as one would wish."""
        return bool(
            self.missing
            or self.too_small
            or self.low
            or self.left_out
            or self.without_event
        )


def overview(
    badges: Sequence[Owned],
    last: Mapping[int, LastPrint],
    design: Design,
    stock: Stock,
    accepted: Mapping[int, str] = _NONE,
) -> Overview:
    """Try all ``badges`` in ``design`` on ``stock`` without printing any.

    :param accepted: by registration the fingerprint of those about which nothing need
        be said any more.
    """
    frame = frame_for(stock, design)
    composed = [(own, compose(own.badge, frame)) for own in badges]
    to_tell = [
        (own, made)
        for own, made in composed
        if accepted.get(own.registration.id) != own.fingerprint
    ]
    before = [(own, last.get(own.registration.id)) for own in badges]
    return Overview(
        count=len(badges),
        sheets=-(-len(badges) // stock.per_sheet),
        new=sum(1 for _own, was in before if was is None),
        changed=sum(
            1 for own, was in before if was and was.fingerprint != own.fingerprint
        ),
        redesigned=sum(
            1 for _own, was in before if was and was.design_version != design.version
        ),
        shown=_to_look_at(composed),
        too_small=[own for own, made in to_tell if made.is_too_small],
        left_out=Counter(
            field for own, made in to_tell for field in own.fields[: len(made.left_out)]
        ),
        low=[own for own, made in to_tell if made.low],
        without_event=sum(1 for _own, made in to_tell if made.is_event_left_out),
        lacks_event=lacks_event(badges, frame),
        lacks_logos=bool(design.logos) and not frame.logos,
        lacks_programme=design.back is Back.PROGRAMME and not design.programme,
        programme_left_out=_programme_left_out(badges, design, frame),
        missing=[found for own, _made in to_tell if (found := _missing(own.badge))],
        lacks_cjk_fonts=fonts.cjk_is_missing(),
        accepted=len(composed) - len(to_tell),
    )


def lacks_event(badges: Sequence[Owned], frame: Frame) -> bool:
    """Whether the event's title is to stand on cards that have no room for any."""
    return not frame.has_event and any(own.badge.event for own in badges)


def _to_look_at(composed: list[tuple[Owned, Composition]]) -> list[BadgeValues]:
    if not composed:
        return []
    smallest = min(composed, key=lambda pair: (pair[1].name_size, -_length(pair[0])))
    shortest = min(composed, key=lambda pair: _length(pair[0]))
    chosen = [smallest, shortest, composed[len(composed) // 2]]
    return list(dict.fromkeys(own.badge for own, _made in chosen))


def _length(own: Owned) -> float:
    return fitting.width(own.badge.full_name)


def _programme_left_out(badges: Sequence[Owned], design: Design, frame: Frame) -> int:
    if design.back is not Back.PROGRAMME or not badges:
        return 0
    return compose_back(badges[0].badge.event, design.programme, frame)[1]


def _missing(badge: BadgeValues) -> MissingCharacters | None:
    characters = fonts.missing_characters(badge.words)
    return MissingCharacters(badge, characters) if characters else None
