"""The programme on the back of a badge."""

from collections.abc import Sequence

from eventreg.badges.frames import Frame
from eventreg.badges.lines import POINTS_PER_MM, Line, placed
from eventreg.documents import fitting

#: Points: of the points of the programme, and of its heading.
_LARGEST, _SMALLEST = 11, 6
_MARGIN = 4.0


def compose_back(
    event: str, rows: Sequence[tuple[str, str]], frame: Frame
) -> tuple[tuple[Line, ...], int]:
    """The lines, as large as they fit, and how many points found no room."""
    width = (frame.width - 2 * _MARGIN) * POINTS_PER_MM
    # The hole for the ribbon goes through both sides.
    top = max(_MARGIN, frame.names.top if frame.height > frame.width else 0)
    height = (frame.height - top - _MARGIN) * POINTS_PER_MM
    for size in range(round(_LARGEST * frame.scale), _SMALLEST - 1, -1):
        lines = _lines(event, rows, size, width)
        if _height(lines, size) <= height:
            break
    left_out = 0
    while _height(lines, size) > height and len(lines) > 1:
        lines, left_out = lines[:-1], left_out + 1
    return placed(lines, top * POINTS_PER_MM, height, size * 0.5), left_out


def _lines(
    event: str, rows: Sequence[tuple[str, str]], size: int, width: float
) -> list[Line]:
    heading = _line("heading", event, size + 1, width, "Bold")
    return [heading] + [
        _line("row", f"{when}  {what}".strip(), size, width, "Regular")
        for when, what in rows
    ]


def _line(kind: str, text: str, size: int, width: float, weight: str) -> Line:
    fit = fitting.largest(
        text,
        width=width,
        height=size * 2.6,
        at_most=size,
        comfortable=size,
        weight=weight,
    )
    return Line(kind, fit)


def _height(lines: Sequence[Line], size: int) -> float:
    return sum(line.fit.height + size * 0.5 for line in lines)
