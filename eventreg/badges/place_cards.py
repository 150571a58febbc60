"""Place cards to fold: the name on both sides, four on a sheet of A4."""

from collections.abc import Sequence
from dataclasses import dataclass

from eventreg.badges.lines import POINTS_PER_MM, Line, placed
from eventreg.badges.sheet import cut_marks
from eventreg.badges.values import BadgeValues
from eventreg.documents import Asset, fitting, fonts, render
from eventreg.documents.labels import Stock, stocks
from eventreg.documents.sheets import Run
from eventreg.documents.watching import Pages

#: A4 cut into four; each is folded in the middle.
_STOCK = "A6 four-up"
_MARGIN = 8.0
#: Length of a mark for folding: short enough to stay beside the names.
_FOLD = 6.2
#: Points.
_LARGEST, _COMFORTABLE, _COMPANY, _GAP = 40, 26, 15, 9


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """One card: its lines, and the face of its Han characters."""

    lines: tuple[Line, ...]
    han: str


def place_cards_pdf(
    badges: Sequence[BadgeValues],
    *,
    title: str,
    language: str,
    tell: Pages | None = None,
) -> bytes:
    """A card for everybody, in their order."""
    stock = stocks()[_STOCK]
    count = stock.per_sheet
    cards = [_card(badge, stock.width, stock.height / 2) for badge in badges]
    values = {
        "title": title,
        "page": stock.page,
        "width": stock.width,
        "height": stock.height / 2,
        "places": [(at.left, at.top) for at in stock.places()],
        "sheets": [cards[at : at + count] for at in range(0, len(cards), count)],
        "largest": _LARGEST,
    }
    assets = {"marks.svg": _marks(stock)}
    return render("place_cards", values, language=language, assets=assets, tell=tell)


def sheet_count(people: int) -> int:
    return -(-people // stocks()[_STOCK].per_sheet)


def _card(badge: BadgeValues, width: float, height: float) -> PlaceCard:
    inner = (width - 2 * _MARGIN) * POINTS_PER_MM
    room = (height - 2 * _MARGIN) * POINTS_PER_MM
    lines = [_line("name", badge.full_name, inner, room * 0.7, _LARGEST, "Bold")]
    if badge.company:
        lines.append(
            _line("company", badge.company, inner, room * 0.25, _COMPANY, "Regular")
        )
    text = badge.full_name + badge.company
    han = fonts.han_face(badge.country, text) if fonts.has_cjk(text) else ""
    return PlaceCard(placed(lines, _MARGIN * POINTS_PER_MM, room, _GAP), han)


def _marks(stock: Stock) -> Asset:
    """Where one cuts, and dashed where one folds, at both edges of each card."""
    folds = "".join(
        f'<path d="M{left} {at.top + stock.height / 2}h{_FOLD}"/>'
        for at in stock.places()
        for left in (at.left, at.left + stock.width - _FOLD)
    )
    dashed = f'<g stroke-dasharray="1 0.8">{folds}</g></svg>'
    cuts = cut_marks(stock, Run()).body
    return Asset.svg(cuts.replace(b"</svg>", dashed.encode()))


def _line(
    kind: str, text: str, width: float, height: float, at_most: int, weight: str
) -> Line:
    fit = fitting.largest(
        text,
        width=width,
        height=height,
        at_most=at_most,
        comfortable=min(at_most, _COMFORTABLE),
        weight=weight,
    )
    return Line(kind, fit)
