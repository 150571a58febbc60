"""Names that no font has: their boxes have room, and stay on the person's own card."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from eventreg.badges.designs import Design, Logo
from eventreg.badges.place_cards import place_cards_pdf
from eventreg.badges.sheet import frame_for, sheet_pdf
from eventreg.documents import Asset, fitting
from eventreg.documents.labels import stocks
from tests.badges.people import make_badge
from tests.badges.test_place_cards import HALVES
from tests.badges.test_sheet import SITE
from tests.documents.pdf_reader import MM, Box, boxes_of, open_pdf
from tests.factories.files import picture

pytestmark = pytest.mark.one_database

PLAIN = Design()
LOGO = Logo(Asset.png(picture()), 40, 20)
STOCK = stocks()["DURABLE 1445-02"]
#: The place beside the first badge.
BADGE = STOCK.places()[1]

#: The first is written in a font of ours that has no Latin letters.
PEOPLE = [
    make_badge(given_name=given, family_name=family, company=company)
    for given, family, company in (
        ("አበበ", "በቀለ", "አዲስ"),
        ("রবীন্দ্রনাথ", "চট্টোপাধ্যায়", "ঢাকা"),
        ("ဖြိုး", "မင်း", "ရန်ကုန်"),
        ("முருகன்", "சுப்பிரமணியம்", "சென்னை"),
        ("রহিম", "উদ্দিন", "ঢাকা"),
        ("राजेश", "शर्मा", "भारत उद्योग"),
        ("ක්‍රිෂ්ණා", "ශ්‍රී", "ලංකා"),
        ("ພອນ", "ສະຫວັນ", "ລາວ"),
        ("𐌰𐌱𐌲", "𐌳𐌴 Gothic", "👨‍👩‍👧 GmbH"),
        ("ᠮᠣᠩᠭᠣᠯ", "𞤀𞤣𞤤𞤢𞤥", "ߒߞߏ"),
    )
]


def drawn_anew(app, draw: Callable[[], bytes]) -> pypdfium2.PdfDocument:
    """Drawn with fonts of which nothing was measured before, as after a start."""
    made: list[bytes] = []

    def work() -> None:
        with app.app_context():
            made.append(draw())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return open_pdf(made[0])


def badges_of(people, design=PLAIN) -> bytes:
    return sheet_pdf(
        people, STOCK, title="B", language="de", public_url=SITE, design=design
    )


def cards_of(people) -> bytes:
    return place_cards_pdf(people, title="C", language="de")


def is_in(box: Box, area: Box) -> bool:
    return (
        area.left <= box.left
        and box.left + box.width <= area.left + area.width
        and area.top <= box.top
        and box.top + box.height <= area.top + area.height
    )


def names_on(page: pypdfium2.PdfPage, area: Box) -> Box:
    """What all texts in there take, together."""
    boxes = [b for b in boxes_of(page, pdfium.FPDF_PAGEOBJ_TEXT) if is_in(b, area)]
    left, top = min(b.left for b in boxes), min(b.top for b in boxes)
    right = max(b.left + b.width for b in boxes)
    return Box(left, top, right - left, max(b.top + b.height for b in boxes) - top)


def off_middle(box: Box, area: Box) -> float:
    return abs(box.left + box.width / 2 - area.left - area.width / 2)


@pytest.mark.parametrize("logos", [0, 1])
def test_boxes_stand_in_the_middle_of_the_own_badge(app, logos):
    design = replace(PLAIN, logos=(LOGO,) * logos)
    frame = frame_for(STOCK, design)

    [page] = drawn_anew(app, lambda: badges_of(PEOPLE, design))

    for at in STOCK.places():
        area = Box(at.left, at.top, frame.width, frame.band.top)
        assert off_middle(names_on(page, area), area) < 1
    texts = boxes_of(page, pdfium.FPDF_PAGEOBJ_TEXT)
    whole = [Box(at.left, at.top, frame.width, frame.height) for at in STOCK.places()]
    assert [t for t in texts if not any(is_in(t, each) for each in whole)] == []
    assert [t for t in texts if t.width < 4] == []


def test_boxes_stand_in_the_middle_of_the_own_place_card(app):
    pages = drawn_anew(app, lambda: cards_of(PEOPLE[:8]))

    for page in pages:
        for half in HALVES:
            assert off_middle(names_on(page, half), half) < 1.5
        texts = boxes_of(page, pdfium.FPDF_PAGEOBJ_TEXT)
        assert [t for t in texts if not any(is_in(t, each) for each in HALVES)] == []
        assert [t for t in texts if t.width < 4] == []


def ink_in(page: pypdfium2.PdfPage, area: Box) -> bool:
    scale = 4
    picture = page.render(scale=scale, grayscale=True).to_pil()
    edges = (area.left, area.top, area.left + area.width, area.top + area.height)
    return (
        picture.crop(tuple(round(e / MM * scale) for e in edges)).getextrema()[0] < 99
    )


@pytest.mark.parametrize("draw", [badges_of, cards_of])
def test_what_is_wider_than_it_was_measured_is_cut_at_the_card(app, monkeypatch, draw):
    monkeypatch.setattr(fitting, "_MISSING", 0.03)
    wide = make_badge(given_name="𑀅𑀆𑀇" * 8, family_name="𑀅𑀆𑀈" * 8, event="")

    [page] = open_pdf(draw([wide]))

    left, top = (BADGE.left, BADGE.top) if draw is badges_of else (105, 85)
    assert ink_in(page, Box(8, top, left - 16, 40))
    assert not ink_in(page, Box(left + 8, top, 60, 40))
