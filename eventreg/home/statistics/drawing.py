"""Sign-ups over time as points of a picture."""

from dataclasses import dataclass

from eventreg.home.statistics.queries import Curve

#: Of the picture, in its own units.
WIDTH, HEIGHT = 600, 200


@dataclass(frozen=True)
class Drawing:
    """One picture with one or two lines."""

    #: Points of each line, as SVG writes them.
    lines: tuple[str, ...]
    #: Days before the start at the left edge, and after it at the right one.
    first_day: int
    last_day: int
    #: At the upper edge.
    most: int


def draw(*curves: Curve) -> Drawing | None:
    """The curves on one scale; ``None``: there is nothing to draw."""
    known = [curve for curve in curves if curve.total]
    if not known:
        return None
    first = max(curve.days_before[0] for curve in known)
    last = min(min(curve.days_before[-1] for curve in known), 0)
    most = max(curve.total for curve in known)
    return Drawing(
        tuple(_points(curve, first, last, most) for curve in curves),
        first,
        last,
        most,
    )


def _points(curve: Curve, first: int, last: int, most: int) -> str:
    """A stair: the number of a day holds until the next."""
    span = max(1, first - last)
    found: list[str] = []
    height: float = HEIGHT
    for day, total in zip(curve.days_before, curve.totals, strict=True):
        across = round(WIDTH * (first - day) / span, 1)
        found.append(f"{across},{height}")
        height = round(HEIGHT - HEIGHT * total / most, 1)
        found.append(f"{across},{height}")
    return " ".join(found)
