"""How the badges of one event look, as plain values."""

from dataclasses import dataclass
from enum import StrEnum

from eventreg.badges.frames import LOOKS, Area
from eventreg.documents.assets import Asset

#: The house's own colour, for guests.
HOUSE_COLOUR = "#0b5a62"
#: Of the bands of all others.
ROLE_COLOURS = {
    "member": "#123c4a",
    "speaker": "#a8481f",
    "press": "#805200",
    "delegation": "#1d6b41",
    "team": "#55606b",
    "vip": "#17222d",
}
#: Letters: most of them, those in dark bands, and degrees and details.
DARK, LIGHT, GREY = "#17222d", "#ffffff", "#55606b"


class Back(StrEnum):
    """What stands on the back."""

    EMPTY = "empty"
    FRONT = "front"
    PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture and its size in pixels."""

    asset: Asset
    width: int
    height: int

    def within(self, area: Area, *, at: float) -> Area:
        """The largest box of its shape in ``area``.

        :param at: 0 at the left, 0.5 in the middle, 1 at the right.
        """
        scale = min(area.width / self.width, area.height / self.height)
        width, height = self.width * scale, self.height * scale
        left = area.left + (area.width - width) * at
        return Area(left, area.top + (area.height - height) / 2, width, height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """One event's design."""

    look: str = LOOKS[0]
    #: ``#rrggbb``, checked: it stands in the stylesheet.
    colour: str = HOUSE_COLOUR
    back: Back = Back.EMPTY
    #: The network's, and a partner's.
    logos: tuple[Logo, ...] = ()
    #: Time and title of each point, for a back that holds the programme.
    programme: tuple[tuple[str, str], ...] = ()
    #: The event's own CSS, cleaned; empty: it has none.
    own_style: str = ""
    #: Who wants to be in no photo bears a sign.
    marks_photos: bool = False
    #: Rises with each change, so that a print can say which it was.
    version: int = 0

    @property
    def has_backs(self) -> bool:
        return self.back is not Back.EMPTY

    @property
    def ink(self) -> str:
        """What is read best on the colour: white or nearly black."""
        white = contrast(self.colour, LIGHT)
        return LIGHT if white >= contrast(self.colour, DARK) else DARK

    def band(self, role: str) -> str:
        """The colour on which this role's word stands."""
        if self.look == "official":
            return LIGHT
        return ROLE_COLOURS.get(role, self.colour)

    def has_dark_ink(self, role: str) -> bool:
        """Whether the band of this role is printed in dark letters and signs."""
        return self.look == "official" or (role == "guest" and self.ink == DARK)


def contrast(colour: str, other: str) -> float:
    """From 1 to 21, as WCAG counts it."""
    lower, higher = sorted((_luminance(colour), _luminance(other)))
    return (higher + 0.05) / (lower + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
