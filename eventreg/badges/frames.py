"""Where names, band and code stand on a face: for each look and each size.

All lengths are millimetres; sizes of type are points.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from eventreg.documents.labels import Stock

#: Modules of the code with its quiet zone, without it, and of the zone.
_WHOLE, _BLACK, _QUIET = 37, 29, 4
#: A module is four dots at 203 dpi, on large badges five.
_MODULE, _LARGE_MODULE = 0.5, 0.625

#: Lower cards have no room for band and code below the names.
_FLAT = 38
#: Cards below this height have smaller margins.
_LOW = 50
#: On cards below this height logos are lower, so that names can be read: so high are
#: they, and the air above and below them.
_ROOMY, _LOW_STRIP, _LOW_TOP, _LOW_AIR = 55, 5.2, 2.4, 1.4
#: Two lines of the event need that between two logos.
_TWO_LINES = 5.8
#: From the logos to the names: between them stands a rule, a millimetre from these.
_BELOW_RULE = 2.3
#: What hangs on a ribbon keeps the hole free.
_HOLE = 15


@dataclass(frozen=True, slots=True)
class Area:
    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def right(self) -> float:
        return self.left + self.width


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One face with a place for everything that may stand on it."""

    look: str
    width: float
    height: float
    names: Area
    band: Area
    #: The code with its quiet zone.
    code: Area
    #: From the band's left edge to its words: there stands the shape.
    indent: float
    #: ``None``: below the role in the band.
    event: Area | None = None
    #: Whether there is room for the event at all.
    has_event: bool = True
    logos: tuple[Area, ...] = ()
    is_centred: bool = True
    #: Points of the largest name, and by how much everything else is larger.
    largest: int = 48
    scale: float = 1.0
    lines: int = 2
    #: Kinds of small lines that are printed bold.
    bold: frozenset[str] = frozenset({"role"})
    #: Where the shape stands in the band.
    shape_left: float = 3.5

    @property
    def shape(self) -> float:
        """Size of the role's shape, and of the sign "no photos"."""
        return self.band.height * 0.55

    @property
    def words(self) -> float:
        """Width of the words in the band."""
        # The code may lie over the band's right end.
        end = min(self.band.right, self.code.left) if self._is_over else self.band.right
        return end - self.band.left - self.indent - self._air

    @property
    def _is_over(self) -> bool:
        return self.code.top < self.band.bottom and self.code.left < self.band.right

    @property
    def _air(self) -> float:
        return 2.0


@dataclass(frozen=True, slots=True)
class _Sizes:
    """What all looks share on a face of one size."""

    width: float
    height: float
    margin: float
    side: float
    top: float
    air: float
    module: float
    scale: float
    largest: int
    lines: int

    @property
    def code(self) -> float:
        return _WHOLE * self.module

    @property
    def black(self) -> float:
        return _BLACK * self.module

    @property
    def quiet(self) -> float:
        return _QUIET * self.module

    @property
    def code_at_the_corner(self) -> Area:
        """Its quiet zone reaches into the margin, so that black ends with the band."""
        edge = self.margin - self.quiet
        return Area(
            self.width - edge - self.code,
            self.height - edge - self.code,
            self.code,
            self.code,
        )

    def names(self, top: float, bottom: float) -> Area:
        return Area(self.side, top, self.width - 2 * self.side, bottom - top)


def frame_of(look: str, stock: Stock, *, has_logo: bool = False) -> Frame:
    """Where everything stands on a badge of ``stock``.

    :param has_logo: a strip for the network's or the partner's logo is kept free.
    :raises KeyError: there is no such look.
    """
    width, height = stock.face
    if height < _FLAT:
        return _flat(look, width, height)
    return _LOOKS[look](_sizes(width, height), has_logo)


def _sizes(width: float, height: float) -> _Sizes:
    is_large = min(width, height) >= 80
    is_tall = height > width
    if is_large:
        return _Sizes(
            *(width, height, 6, 6, _HOLE if is_tall else 7, 5),
            *(_LARGE_MODULE, 1.5, 72, 3 if is_tall else 2),
        )
    if height < _LOW:
        return _Sizes(width, height, 2, 3, 1, 2, _MODULE, 1.0, 48, 2)
    return _Sizes(width, height, 4, 3, 3.2, 2.2, _MODULE, 1.0, 48, 2)


def _calm(at: _Sizes, has_logo: bool) -> Frame:
    """Much white; a band at the lower edge beside the code."""
    top, logos = at.top, tuple[Area, ...]()
    if has_logo and at.height >= _LOW:
        is_low = at.height < _ROOMY
        begins, high = (_LOW_TOP, _LOW_STRIP) if is_low else (at.top, 7 * at.scale)
        strip = Area(at.margin, begins, at.width - 2 * at.margin, high)
        top, logos = strip.bottom + (_LOW_AIR if is_low else 2), (strip,)
    band_top = at.height - at.margin - at.black
    return Frame(
        look="calm",
        width=at.width,
        height=at.height,
        names=at.names(top, band_top - at.air),
        band=Area(
            at.margin,
            band_top,
            at.width - 2 * at.margin - at.black - 3,
            at.black,
        ),
        code=at.code_at_the_corner,
        indent=at.black + 0.5,
        shape_left=at.black * 0.24,
        logos=logos,
        largest=at.largest,
        scale=at.scale,
        lines=at.lines,
    )


def _bold(at: _Sizes, has_logo: bool) -> Frame:
    """The band from edge to edge, as high as the code, which lies on it."""
    calm = _calm(at, has_logo)
    band = Area(0, at.height - at.code, at.width, at.code)
    code = Area(at.width - at.code, band.top, at.code, at.code)
    bottom = band.top - at.air
    if at.height < _LOW:  # there the code stands out over the band
        top, bottom, code = calm.band.top - 0.5, calm.names.bottom, calm.code
        band = Area(0, top, at.width, at.height - top)
    return replace(
        calm,
        look="bold",
        names=at.names(calm.names.top, bottom),
        band=band,
        code=code,
        indent=at.margin + at.code * 0.55 + 3,
        shape_left=at.margin,
        is_centred=False,
        bold=frozenset({"role", "company"}),
    )


def _official(at: _Sizes, has_logo: bool) -> Frame:
    """Two logos with the event between them, a rule, the role in an outline."""
    calm = _calm(at, has_logo=False)
    if at.height < _LOW or not (has_logo or at.scale > 1):
        return replace(calm, look="official")
    is_low = at.height < _ROOMY
    begins, high = (_LOW_TOP, _TWO_LINES) if is_low else (at.top, 6.5 * at.scale)
    side = at.width * (0.22 if at.width > at.height else 0.26)
    left = Area(at.margin, begins, side, high)
    right = Area(at.width - at.margin - side, begins, side, high)
    middle = Area(left.right + 2, begins, right.left - left.right - 4, high)
    return replace(
        calm,
        look="official",
        names=at.names(middle.bottom + _BELOW_RULE, calm.band.top - at.air),
        event=middle,
        bold=frozenset({"role", "event"}),
        logos=(left, right),
    )


def _flat(look: str, width: float, height: float) -> Frame:
    """A narrow label: the code stands beside names and band."""
    code = _WHOLE * _MODULE
    edge, high = 1.8, 6.2
    band_width = width - code - edge - 1.5
    return Frame(
        look=look,
        width=width,
        height=height,
        names=Area(edge + 0.5, edge, band_width - 1, height - 2 * edge - high - 0.8),
        band=Area(edge, height - edge - high, band_width, high),
        code=Area(width - code, (height - code) / 2, code, code),
        indent=high * 0.55 + 3,
        shape_left=1.4,
        has_event=False,
        is_centred=look != "bold",
    )


_LOOKS: dict[str, Callable[[_Sizes, bool], Frame]] = {
    "calm": _calm,
    "bold": _bold,
    "official": _official,
}

#: The looks that come with the site, the usual one first.
LOOKS = tuple(_LOOKS)
