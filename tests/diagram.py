"""The states of a registration and all moves between them, drawn from the table.

``python3 app.py pictures`` writes the picture; a test holds it against the table.
"""

from collections.abc import Iterator
from pathlib import Path

from eventreg.registrations.states import DECIDED, MOVES, SEATED, State

PICTURE = Path(__file__).parent.parent / "docs" / "img" / "registration-states.svg"

WIDTH, HEIGHT = 980, 640
BOX_WIDTH, BOX_HEIGHT = 116, 44

#: Centre of each state; what leads towards a seat goes from left to right.
PLACES: dict[State, tuple[int, int]] = {
    State.UNVERIFIED: (90, 330),
    State.PENDING: (300, 170),
    State.DECLINED: (560, 60),
    State.WAITLISTED: (436, 392),
    State.OFFERED: (690, 190),
    State.CONFIRMED: (890, 330),
    State.EXPIRED: (820, 520),
    State.CANCELLED: (376, 596),
}

_ENDED = frozenset({State.DECLINED, State.CANCELLED, State.EXPIRED})

_HEAD = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" \
font-family="sans-serif" font-size="16" role="img" aria-labelledby="title">
<title id="title">The states of a registration and the moves between them</title>
<defs>
<marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" \
markerHeight="8" orient="auto-start-reverse">\
<path d="M0 0 8 4 0 8z" fill="context-stroke"/></marker>
</defs>
<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>
"""

_LEGEND = (
    ("#0b5d4d", "", "towards a seat"),
    ("#8a8f98", "", "an end"),
    ("#b4570b", "7 5", "back, by staff or by joining again"),
    ("#7a3fb0", "2 4", "undo, for ten minutes"),
)


def draw() -> str:
    """The whole picture as SVG."""
    return "\n".join([_HEAD.rstrip(), *_arrows(), *_boxes(), *_legend(), "</svg>", ""])


def _arrows() -> Iterator[str]:
    for old, targets in MOVES.items():
        for new in (state for state in State if state in targets):
            yield _arrow(old, new, *_look(old, new))
    for old in (state for state in State if state in DECIDED):
        yield _arrow(old, State.PENDING, *_LEGEND[3][:2], bend=70)


def _look(old: State, new: State) -> tuple[str, str]:
    kind = 2 if old in _ENDED else 1 if new in _ENDED else 0
    colour, dashes, _words = _LEGEND[kind]
    return colour, dashes


def _arrow(old: State, new: State, colour: str, dashes: str, bend: int = 26) -> str:
    (x1, y1), (x2, y2) = PLACES[old], PLACES[new]
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    # Bent to the left of its way, so that the way back does not lie on it.
    middle = (
        (x1 + x2) / 2 + bend * (y2 - y1) / length,
        (y1 + y2) / 2 - bend * (x2 - x1) / length,
    )
    start, end = _edge(PLACES[old], middle), _edge(PLACES[new], middle)
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="M{start} Q{middle[0]:.0f} {middle[1]:.0f} {end}" fill="none" '
        f'stroke="{colour}" stroke-width="1.8"{dash} marker-end="url(#arrow)">'
        f"<title>{old} → {new}</title></path>"
    )


def _edge(box: tuple[int, int], towards: tuple[float, float]) -> str:
    """Where the line from the box's centre leaves it."""
    dx, dy = towards[0] - box[0], towards[1] - box[1]
    reach = min(
        (BOX_WIDTH / 2 + 4) / abs(dx) if dx else 9,
        (BOX_HEIGHT / 2 + 4) / abs(dy) if dy else 9,
    )
    return f"{box[0] + dx * reach:.0f} {box[1] + dy * reach:.0f}"


def _boxes() -> Iterator[str]:
    for state, (x, y) in PLACES.items():
        is_seated = state in SEATED
        fill = "#dff1ea" if is_seated else "#f4f4f1" if state in _ENDED else "#fff"
        weight = ' font-weight="700"' if is_seated else ""
        yield (
            f'<rect x="{x - BOX_WIDTH // 2}" y="{y - BOX_HEIGHT // 2}" '
            f'width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="10" fill="{fill}" '
            f'stroke="#1c2430"/>'
            f'<text x="{x}" y="{y + 6}" text-anchor="middle" fill="#1c2430"'
            f"{weight}>{state}</text>"
        )


def _legend() -> Iterator[str]:
    for number, (colour, dashes, words) in enumerate(_LEGEND):
        y = 24 + 24 * number
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        yield (
            f'<path d="M20 {y}h44" stroke="{colour}" stroke-width="2"{dash}/>'
            f'<text x="74" y="{y + 5}" font-size="14" fill="#1c2430">{words}</text>'
        )
    yield (
        f'<text x="20" y="{HEIGHT - 16}" font-size="14" fill="#1c2430">'
        "Shaded green: holds seats</text>"
    )


def main() -> None:
    PICTURE.write_text(draw(), encoding="utf-8")


if __name__ == "__main__":
    main()
