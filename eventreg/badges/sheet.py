"""Badges on sheets of cards, as PDF."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from eventreg.badges.composition import (
    BAND_HEIGHT,
    BAND_INDENT,
    CODE,
    MARGIN,
    QUIET,
    compose,
)
from eventreg.badges.values import BadgeValues
from eventreg.config import ROOT
from eventreg.documents import Asset, preview, render
from eventreg.documents.labels import Stock, stocks
from eventreg.documents.qr import badge_payload, qr_png
from eventreg.documents.watching import Pages

#: Insert cards of 90 x 54 mm, ten on a sheet of A4.
DEFAULT_STOCK = "DURABLE 1445-02"

ROLES = ("guest", "member", "speaker", "press", "delegation", "team", "vip")

#: Millimetres that band, two names and a company need.
_LOWEST = 50

_SHAPES = ROOT / "templates/documents/badge_sheet/shapes"


def sheet_pdf(
    badges: Sequence[BadgeValues],
    stock_name: str = DEFAULT_STOCK,
    *,
    title: str,
    language: str,
    public_url: str,
    tell: Pages | None = None,
) -> bytes:
    """All badges in their order, as many a page as the stock has.

    :param title: of the document, shown by the reader's window.
    :param language: of role words and title.
    :param public_url: address of the site, which the QR codes point to.
    :param tell: is told the number of each page.
    :raises KeyError: there is no stock of that name.
    """
    values = _values(badges, stocks()[stock_name], title)
    assets = _assets(badges, public_url)
    return render("badge_sheet", values, language=language, assets=assets, tell=tell)


def single_pdf(
    badge: BadgeValues,
    stock_name: str = DEFAULT_STOCK,
    *,
    language: str,
    public_url: str,
) -> bytes:
    """One badge on a page of its own size, for the desk."""
    values = _values([badge], _single(stocks()[stock_name]), badge.full_name)
    assets = _assets([badge], public_url)
    return render("badge_sheet", values, language=language, assets=assets)


def single_html(
    badge: BadgeValues,
    stock_name: str = DEFAULT_STOCK,
    *,
    language: str,
    public_url: str,
    font_url: Callable[[str], str],
) -> str:
    """One badge as a page for a sandboxed frame, true to its printed size."""
    values = _values([badge], _single(stocks()[stock_name]), badge.full_name)
    assets = _assets([badge], public_url)

    def address(name: str) -> str:
        return assets[name].data_url if name in assets else font_url(name)

    return preview("badge_sheet", values, language=language, address=address)


def fitting_stocks() -> list[Stock]:
    """Stocks for which the design is made: sheets of lying cards, high enough."""
    return [
        stock
        for stock in stocks().values()
        if stock.kind == "sheet" and stock.width > stock.height >= _LOWEST
    ]


def _values(
    badges: Sequence[BadgeValues], stock: Stock, title: str
) -> dict[str, object]:
    cards = [(badge, compose(badge, stock)) for badge in badges]
    count = stock.per_sheet
    return {
        **_lengths(stock),
        "title": title,
        "roles": ROLES,
        "sheets": [cards[at : at + count] for at in range(0, len(cards), count)],
    }


def _assets(badges: Sequence[BadgeValues], public_url: str) -> dict[str, Asset]:
    codes = {
        f"{badge.badge_code}.png": Asset.png(
            qr_png(badge_payload(public_url, badge.badge_code))
        )
        for badge in badges
    }
    return {**_shapes(), **codes}


def _lengths(stock: Stock) -> dict[str, object]:
    """Millimetres for the stylesheet.

    The code's quiet zone reaches into the margin, so that its black part ends
    where the band ends, and is as high as the band.
    """
    page_width, page_height = stock.page
    return {
        "page_width": page_width,
        "page_height": page_height,
        "width": stock.width,
        "height": stock.height,
        "places": stock.places(),
        "margin": MARGIN,
        "code": CODE,
        "code_edge": MARGIN - QUIET,
        "band_top": stock.height - MARGIN - BAND_HEIGHT,
        "band_width": stock.width - 2 * MARGIN - BAND_HEIGHT - 3,
        "band_height": BAND_HEIGHT,
        "band_indent": BAND_INDENT,
    }


def _single(stock: Stock) -> Stock:
    """The same card alone on a page of its own size."""
    return replace(
        stock,
        columns=1,
        rows=1,
        left=0,
        top=0,
        sheet=f"{stock.width}x{stock.height}",
    )


@cache
def _shapes() -> dict[str, Asset]:
    names = (f"{role}.svg" for role in ROLES)
    return {name: Asset.svg((_SHAPES / name).read_bytes()) for name in names}
