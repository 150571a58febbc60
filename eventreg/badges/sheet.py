"""Badges on sheets of cards, folded ones and labels, as PDF."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from eventreg.badges.backs import compose_back
from eventreg.badges.composition import Composition, compose
from eventreg.badges.designs import Back, Design, Logo
from eventreg.badges.frames import Area, Frame, frame_of
from eventreg.badges.lines import Line
from eventreg.badges.values import BadgeValues
from eventreg.config import ROOT
from eventreg.documents import Asset, preview, render
from eventreg.documents.labels import Place, Stock
from eventreg.documents.qr import badge_payload, qr_png
from eventreg.documents.sheets import Run, Side, sides
from eventreg.documents.watching import Pages

#: Insert cards of 90 x 54 mm, ten on a sheet of A4.
DEFAULT_STOCK = "DURABLE 1445-02"

ROLES = ("guest", "member", "speaker", "press", "delegation", "team", "vip")

_SHAPES = ROOT / "templates/documents/badge_sheet/shapes"
#: Shapes are drawn white; this is their other colour.
_WHITE, _DARK = b'fill="#fff"', b'fill="#17222d"'

_PLAIN_DESIGN, _PLAIN_RUN = Design(), Run()


@dataclass(frozen=True, slots=True)
class Printed:
    """One face on a page: whose it is, and at which of the places it lies."""

    badge: BadgeValues
    place: int
    #: ``None``: the programme.
    composition: Composition | None


def sheet_pdf(
    badges: Sequence[BadgeValues],
    stock: Stock,
    *,
    title: str,
    language: str,
    public_url: str,
    design: Design = _PLAIN_DESIGN,
    run: Run = _PLAIN_RUN,
    tell: Pages | None = None,
) -> bytes:
    """All badges in their order, as many a page as the stock has.

    :param title: of the document, shown by the reader's window.
    :param language: of role words and title.
    :param public_url: address of the site, which the QR codes point to.
    :param tell: is told the number of each page.
    """
    values = _values(badges, stock, design, run, title)
    assets = _assets(badges, design, stock, run, public_url)
    return render(
        "badge_sheet",
        values,
        language=language,
        assets=assets,
        tell=tell,
        is_own=bool(design.own_style),
    )


def sheet_html(
    badges: Sequence[BadgeValues],
    stock: Stock,
    *,
    title: str,
    language: str,
    public_url: str,
    font_url: Callable[[str], str],
    design: Design = _PLAIN_DESIGN,
    run: Run = _PLAIN_RUN,
    is_fitted: bool = False,
) -> str:
    """The same as a page of the browser, which prints it at its size.

    :param is_fitted: it is only looked at, and smaller where there is no room for it.
    """
    values = _values(badges, stock, design, run, title)
    assets = _assets(badges, design, stock, run, public_url)

    def address(name: str) -> str:
        if name in assets:
            return assets[name].data_url
        return font_url(name) if name.endswith(".ttf") else "data:,"

    return preview(
        "badge_sheet",
        values,
        language=language,
        address=address,
        fitted=stock.page if is_fitted else None,
    )


def alone(stock: Stock) -> Stock:
    """One label of a sheet on a page of its own size; others are alone anyway."""
    if stock.kind != "sheet":
        return stock
    return replace(
        stock,
        kind="single",
        columns=1,
        rows=1,
        left=0,
        top=0,
        sheet=f"{stock.width}x{stock.height}",
    )


def as_read(stock: Stock) -> Stock:
    """One face of it, upright, for looking at."""
    width, height = stock.face
    one = replace(alone(stock), kind="single", width=width, height=height)
    return replace(one, columns=1, rows=1, left=0, top=0, sheet=f"{width}x{height}")


def frame_for(stock: Stock, design: Design) -> Frame:
    """Where things stand on this stock in this design."""
    return frame_of(
        design.look, stock, logos=len(design.logos), marks_photos=design.marks_photos
    )


def _values(
    badges: Sequence[BadgeValues], stock: Stock, design: Design, run: Run, title: str
) -> dict[str, object]:
    run = replace(run, has_backs=run.has_backs or design.has_backs)
    frame = frame_for(stock, design)
    pages = sides(len(badges), stock, run)
    places = list(dict.fromkeys(place for side in pages for _, place in side.faces))
    composed = [compose(badge, frame) for badge in badges]
    number = {place: at for at, place in enumerate(places)}
    page_width, page_height = stock.page
    return {
        "title": title,
        "roles": ROLES,
        "frame": frame,
        "design": design,
        "page_width": page_width,
        "page_height": page_height,
        "places": [_box(place, frame, run) for place in places],
        "is_turned": any(place.turn for place in places),
        "logos": _logos(design.logos, frame),
        "programme": _programme(badges, design, frame),
        "cut_marks": run.cut_marks,
        "pages": [_page(side, badges, composed, design, number) for side in pages],
    }


def _page(
    side: Side,
    badges: Sequence[BadgeValues],
    composed: Sequence[Composition],
    design: Design,
    number: dict[Place, int],
) -> list[Printed]:
    return [
        Printed(
            badges[who],
            number[place],
            None if place.is_back and design.back is Back.PROGRAMME else composed[who],
        )
        for who, place in side.faces
    ]


def _programme(
    badges: Sequence[BadgeValues], design: Design, frame: Frame
) -> tuple[Line, ...]:
    if design.back is not Back.PROGRAMME:
        return ()
    event = badges[0].event if badges else ""
    return compose_back(event, design.programme, frame)[0]


def _box(place: Place, frame: Frame, run: Run) -> dict[str, float]:
    """Where a face stands, how it is turned, and how that moves it."""
    return {
        "left": place.left + run.offset_x,
        "top": place.top + run.offset_y,
        "turn": place.turn,
        "across": {90: frame.height, 180: frame.width}.get(place.turn, 0),
        "down": frame.height if place.turn == 180 else 0,
    }


def _logos(logos: Sequence[Logo], frame: Frame) -> list[Area]:
    return [
        logo.within(area, at=at)
        for logo, area, at in zip(logos, frame.logos, frame.logos_at, strict=False)
    ]


def _assets(
    badges: Sequence[BadgeValues],
    design: Design,
    stock: Stock,
    run: Run,
    public_url: str,
) -> dict[str, Asset]:
    codes = {
        f"{badge.badge_code}.png": Asset.png(
            qr_png(badge_payload(public_url, badge.badge_code))
        )
        for badge in badges
    }
    logos = {f"logo-{number}": logo.asset for number, logo in enumerate(design.logos)}
    marks = {"marks.svg": cut_marks(stock, run)} if run.cut_marks else {}
    return {**_shapes(), **codes, **logos, **marks}


def cut_marks(stock: Stock, run: Run) -> Asset:
    """Short lines at the edge of the page and between labels, where one cuts."""
    page_width, page_height = stock.page
    places = stock.places()
    across = {edge for at in places for edge in (at.left, at.left + stock.width)}
    down = {edge for at in places for edge in (at.top, at.top + stock.height)}
    lines = [
        *_marks(across, down, page_height, run, is_across=True),
        *_marks(down, across, page_width, run, is_across=False),
    ]
    return Asset.svg(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {page_width} '
        f'{page_height}" stroke="#17222d" stroke-width="0.2">{"".join(lines)}'
        "</svg>".encode()
    )


def _marks(
    edges: Iterable[float],
    crossings: Iterable[float],
    length: float,
    run: Run,
    *,
    is_across: bool,
) -> list[str]:
    """A mark where an edge meets another, 1.5 mm to each side."""
    dx, dy = run.offset_x, run.offset_y
    ends = sorted({0.0, length, *crossings})
    return [
        f'<path d="M{edge + dx} {end - 1.5 + dy}v3"/>'
        if is_across
        else f'<path d="M{end - 1.5 + dx} {edge + dy}h3"/>'
        for edge in sorted(edges)
        for end in ends
    ]


@cache
def _shapes() -> dict[str, Asset]:
    found = {}
    for name in (*ROLES, "photos"):
        white = (_SHAPES / f"{name}.svg").read_bytes()
        found[f"{name}.svg"] = Asset.svg(white)
        found[f"{name}-dark.svg"] = Asset.svg(white.replace(_WHITE, _DARK))
    return found
