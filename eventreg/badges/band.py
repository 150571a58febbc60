"""What stands in the band of a badge: role, event, and details without a place."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from eventreg.badges.frames import Frame
from eventreg.badges.lines import (
    DETAIL_FLOOR,
    GAP,
    POINTS_PER_MM,
    SMALL_GAP,
    Line,
    placed,
    small_line,
)
from eventreg.badges.values import BadgeValues

ROLE_FLOOR = 8
_ROLE_LARGEST, _ADDED_LARGEST = 17, 8
_EVENT_LARGEST, _EVENT_FLOOR = 9, 8
#: How much of the band's height the role may take: the usual first, then less, so
#: that the event finds room. Where details stand in the band, it begins smaller.
_ROLE_SHARES = (0.62, 0.45, 0.34)
_SHARES_WITH_DETAILS = (0.34, 0.29)
#: In a high band it may be smaller still, as long as it is read from some way off.
_SMALL_SHARES, _ROLE_COMFORTABLE = (0.27, 0.22), 10
#: Points between the letters of the role and the edge of its band: a line stands on
#: whole points, so half of one may be lost.
_EDGE = 1.0


def band_lines(
    badge: BadgeValues, frame: Frame, added: str
) -> tuple[Line, Line | None, Line | None]:
    """Role, event and what is added: one above the other in the band.

    The event may have a place of its own. In the band it comes after the details,
    and the role is smaller rather than that the event finds no room.
    """
    shares = _SHARES_WITH_DETAILS if added else _ROLE_SHARES
    made = [_band_at(badge, frame, added, shares[0])]
    if badge.event and frame.has_event and made[0][1] is None:
        made += (_band_at(badge, frame, added, share) for share in shares[1:])
        made += (
            small
            for share in _SMALL_SHARES
            if (small := _band_at(badge, frame, added, share))[0].fit.size
            >= _ROLE_COMFORTABLE
        )
    return next((each for each in made if each[1]), made[0])


def _band_at(
    badge: BadgeValues, frame: Frame, added: str, share: float
) -> tuple[Line, Line | None, Line | None]:
    width = frame.words * POINTS_PER_MM
    if frame.marks_photos or badge.no_photos:
        # The sign stands at the end of the band. Those without it have their role in
        # the same size, so that the badges of one event look alike.
        width -= (frame.mark + 1.5) * POINTS_PER_MM
    height = frame.band.height * POINTS_PER_MM
    largest = round(min(_ROLE_LARGEST * frame.scale, height * share))
    floor = min(_ROLE_COMFORTABLE, largest)
    role = badge.role_word
    inside = min(largest * 1.75, height - 2 * (frame.outline * POINTS_PER_MM + _EDGE))
    lines = [
        small_line("role", role, width, largest, floor, inside, is_bold=True, most=3)
    ]
    if added:
        at_most = round(_ADDED_LARGEST * frame.scale)
        rest = _rest(height, lines)
        lines.append(small_line("added", added, width, at_most, DETAIL_FLOOR, rest))
    event = _event_line(badge, frame, width, _rest(height, lines))
    if event and frame.event is None:
        lines.insert(1, event)
    # A line that stands alone needs no air for another one.
    top, gap = (1, SMALL_GAP) if len(lines) > 1 else (0, GAP)
    stood = {line.kind: line for line in _in_band(placed(lines, top, height, gap))}
    # The line around the band takes its width from the role inside: exactly, as a line
    # that is rounded twice may stand a point too high.
    inner = top - frame.outline * POINTS_PER_MM
    stood["role"] = placed(lines, inner, height, gap)[0]
    if event and frame.event:
        stood["event"] = placed((event,), 0, frame.event.height * POINTS_PER_MM)[0]
    return stood["role"], stood.get("event"), stood.get("added")


def _rest(height: float, lines: Sequence[Line]) -> float:
    """Points of the band below these lines."""
    used = sum(line.fit.height + 2 * SMALL_GAP for line in lines)
    return height - used - 2 * SMALL_GAP


def _in_band(lines: Sequence[Line]) -> Iterator[Line]:
    """The boxes of all of them begin at the top of the band."""
    dropped = 0
    for line in lines:
        dropped += line.drop
        yield replace(line, drop=dropped)


def _event_line(
    badge: BadgeValues, frame: Frame, width: float, rest: float
) -> Line | None:
    """The event at a size that can be read; ``None``: there is none that fits."""
    if not badge.event or not frame.has_event:
        return None
    if frame.event:
        width = frame.event.width * POINTS_PER_MM
        rest = frame.event.height * POINTS_PER_MM
    line = small_line(
        *("event", badge.event, width, round(_EVENT_LARGEST * frame.scale)),
        *(_EVENT_FLOOR, rest),
        is_bold=bool(frame.event) and "event" in frame.bold,
        most=3,
    )
    return line if line.fit.size >= _EVENT_FLOOR else None
