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
#: Where no strip finds room above the names, logos stand at the end of the band: so
#: wide are they there, and so much of the band is left for the role.
_BESIDE, _BESIDE_FLAT, _LEAST_BAND = 13, 12, 30
#: Words of a band that would have less room have the shape closer.
_NARROW = 36
#: The sign "no photos" is no higher, so that the role keeps its room.
_MARK = 5.5
#: The line around the role of the official look.
_OUTLINE = 0.6
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
    #: Where each lies in its area: 0 at the left, 1 at the right.
    logos_at: tuple[float, ...] = (0.5, 0.5)
    is_centred: bool = True
    #: Points of the largest name, and by how much everything else is larger.
    largest: int = 48
    scale: float = 1.0
    lines: int = 2
    #: Kinds of small lines that are printed bold.
    bold: frozenset[str] = frozenset({"role"})
    #: Where the shape stands in the band.
    shape_left: float = 3.5

    #: Width of the line around the band, inside of it; it moves the role down.
    outline: float = 0

    #: Every role leaves room for the sign "no photos", so that all are of one size.
    marks_photos: bool = False

    @property
    def shape(self) -> float:
        """Size of the role's shape."""
        return self.band.height * 0.55

    @property
    def mark(self) -> float:
        """Size of the sign "no photos"."""
        scale = self.scale if self.words > _NARROW else 1
        return min(self.shape, _MARK * scale)

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


def shown_logos(look: str, logos: int) -> int:
    """How many of so many logos this look shows where there is room."""
    return min(logos, 2 if look == "official" else 1)


def frame_of(
    look: str, stock: Stock, *, logos: int = 0, marks_photos: bool = False
) -> Frame:
    """Where everything stands on a badge of ``stock``.

    :param logos: for so many room is kept free: above the names, else beside the
        band; on the smallest cards there is none, and the frame has no logos.
    :param marks_photos: some badges bear the sign "no photos".
    :raises KeyError: there is no such look.
    """
    width, height = stock.face
    shown = shown_logos(look, logos)
    is_flat = height < _FLAT
    frame = (
        _flat(look, width, height)
        if is_flat
        else _LOOKS[look](_sizes(width, height), shown)
    )
    if shown and not frame.logos:
        frame = _beside_the_band(frame, shown, is_flat=is_flat)
    if frame.words < _NARROW:
        frame = _closer(frame)
    if look == "official":
        frame = replace(frame, outline=_OUTLINE)
    return replace(frame, marks_photos=marks_photos)


def _closer(frame: Frame) -> Frame:
    """The shape close to edge and words, which need the room.

    Where the band goes from edge to edge, it stays below the names.
    """
    left = min(frame.shape_left, max(1.8, frame.names.left - frame.band.left))
    indent = min(frame.indent, left + frame.shape + 1.6)
    return replace(frame, shape_left=left, indent=indent)


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


def _calm(at: _Sizes, shown: int) -> Frame:
    """Much white; a band at the lower edge beside the code."""
    top, logos = at.top, tuple[Area, ...]()
    if shown and at.height >= _LOW:
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


def _bold(at: _Sizes, shown: int) -> Frame:
    """The band from edge to edge, as high as the code, which lies on it."""
    calm = _calm(at, shown)
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
        logos_at=(0,),
        bold=frozenset({"role", "company"}),
    )


def _official(at: _Sizes, shown: int) -> Frame:
    """Two logos with the event between them, a rule, the role in an outline.

    Where one is missing, the event has its room too.
    """
    calm = _calm(at, 0)
    if at.height < _LOW or not (shown or at.scale > 1):
        return replace(calm, look="official")
    is_low = at.height < _ROOMY
    begins, high = (_LOW_TOP, _TWO_LINES) if is_low else (at.top, 6.5 * at.scale)
    side = at.width * (0.22 if at.width > at.height else 0.26)
    left = Area(at.margin, begins, side, high)
    right = Area(at.width - at.margin - side, begins, side, high)
    starts = left.right + 2 if shown else at.margin
    ends = right.left - 2 if shown > 1 else right.right
    middle = Area(starts, begins, ends - starts, high)
    return replace(
        calm,
        look="official",
        names=at.names(middle.bottom + _BELOW_RULE, calm.band.top - at.air),
        event=middle,
        bold=frozenset({"role", "event"}),
        logos=(left, right)[:shown],
        logos_at=(0, 1),
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


def _beside_the_band(frame: Frame, shown: int, *, is_flat: bool) -> Frame:
    """Small logos between band and code, which is shorter for them.

    Side by side on a narrow label, else one above the other.
    """
    band = frame.band
    ends = min(band.right, frame.code.left)
    wide = shown * (_BESIDE_FLAT + 1) if is_flat else _BESIDE + 1
    left = ends - wide
    if left - band.left < _LEAST_BAND:
        return frame
    high = min(band.bottom, frame.height - 1) - band.top
    if is_flat:
        each = high
        logos = [
            Area(left + 1 + number * (_BESIDE_FLAT + 1), band.top, _BESIDE_FLAT, each)
            for number in range(shown)
        ]
    else:
        each = (high - (shown - 1)) / shown
        logos = [
            Area(left + 1, band.top + number * (each + 1), _BESIDE, each)
            for number in range(shown)
        ]
    # The shape moves up to the words, which need the room.
    air = 1.4
    return replace(
        frame,
        band=replace(band, width=left - band.left),
        shape_left=air,
        indent=min(frame.indent, air + frame.shape + 1.4),
        logos=tuple(logos),
        logos_at=(0.5, 0.5),
    )


_LOOKS: dict[str, Callable[[_Sizes, int], Frame]] = {
    "calm": _calm,
    "bold": _bold,
    "official": _official,
}

#: The looks that come with the site, the usual one first.
LOOKS = tuple(_LOOKS)
