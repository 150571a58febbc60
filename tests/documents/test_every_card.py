"""Each look on each card: everybody is on it, whole, in its place, to be scanned."""

from dataclasses import replace
from itertools import cycle, product

import pypdfium2.raw as pdfium
import pytest
import zxingcpp

from eventreg.badges.designs import Back, Design
from eventreg.badges.frames import LOOKS, frame_of
from eventreg.badges.sheet import sheet_pdf
from eventreg.documents.fonts import missing_characters
from eventreg.documents.labels import Stock, stocks
from eventreg.documents.sheets import Run
from tests.badges.people import thousand
from tests.documents.pdf_reader import Box, boxes_of, open_pdf, says, squeezed, text_of

SITE = "https://events.example.org"
#: Of the thousand each 90th is printed every day, on each card others: together
#: over two hundred, of each script some.
STEP = 90

TURNS = [
    pytest.param(look, stock, id=f"{look}-{stock.name}")
    for look, stock in zip(cycle(LOOKS), stocks().values(), strict=False)
]
ALL = [
    pytest.param(look, stock, id=f"{look}-{stock.name}", marks=pytest.mark.full)
    for look, stock in product(LOOKS, stocks().values())
]


def printed(badges, look: str, stock: Stock, **run):
    design = Design(look=look)
    pdf = sheet_pdf(
        badges,
        stock,
        title="Badges",
        language="en",
        public_url=SITE,
        design=design,
        run=Run(**run),
    )
    return open_pdf(pdf)


def turned_box(stock: Stock, place, area: Box) -> Box:
    """Where on the page an area of the face lies."""
    width, height = stock.face
    if place.turn == 90:
        return Box(
            place.left + height - area.top - area.height,
            place.top + area.left,
            area.height,
            area.width,
        )
    if place.turn == 180:
        return Box(
            place.left + width - area.left - area.width,
            place.top + height - area.top - area.height,
            area.width,
            area.height,
        )
    return Box(place.left + area.left, place.top + area.top, area.width, area.height)


def inside(box: Box, other: Box) -> bool:
    return (
        box.left >= other.left - 0.1
        and box.top >= other.top - 0.1
        and box.left + box.width <= other.left + other.width + 0.1
        and box.top + box.height <= other.top + other.height + 0.1
    )


def unhyphenated(text: str) -> str:
    """pdfium takes the hyphen at the end of a line that is turned for none.

    It may even put another line between the two halves, so these are looked for
    one by one.
    """
    return text.replace("-", "").replace("\ufffe", "").replace("\x02", "")


#: A name of one word in two lines: where it is turned and both lines begin at the
#: same edge, pdfium reads the lower one first. It is drawn in the right order, which
#: a test of its own shows.
HALVES = {
    "佐々木アレクサンドラ": "佐々木 アレクサンドラ",
    "東海林アレクサンドラ": "東海林 アレクサンドラ",
}
TURNED = ("Brother 29x90", "Dymo 11356")


def in_halves(words: str, look: str, stock: Stock) -> str:
    if look != "bold" or stock.name not in TURNED:
        return words
    for whole, halves in HALVES.items():
        words = words.replace(whole, halves)
    return words


def check(badges, look: str, stock: Stock) -> None:
    pdf = printed(badges, look, stock)
    places = [at for at in stock.places() if not at.is_back]
    faces = [turned_box(stock, at, Box(0, 0, *stock.face)) for at in places]
    per_page = stock.per_sheet
    for number, page in enumerate(pdf):
        own = badges[number * per_page : (number + 1) * per_page]
        text = unhyphenated(text_of(page))
        picture = page.render(scale=203 / 72, grayscale=True).to_pil()
        words = [
            in_halves(f"{badge.full_name} {badge.company}", look, stock)
            for badge in own
        ]
        assert [each for each in words if not says(text, each.replace("-", " "))] == []
        assert sorted(code.text for code in zxingcpp.read_barcodes(picture)) == sorted(
            f"HTTPS://EVENTS.EXAMPLE.ORG/B/{badge.badge_code}" for badge in own
        )
        outside = [
            box
            for box in boxes_of(page, pdfium.FPDF_PAGEOBJ_TEXT)
            if not any(inside(box, face) for face in faces)
        ]
        assert outside == []


@pytest.mark.parametrize(("look", "stock"), TURNS)
def test_some_of_each_script_are_whole_on_every_card(app, look, stock):
    first = 5 * list(stocks().values()).index(stock)
    check(thousand()[first::STEP], look, stock)


@pytest.mark.parametrize(("look", "stock"), ALL)
def test_a_thousand_people_are_whole_in_every_look_on_every_card(app, look, stock):
    check(thousand(), look, stock)


@pytest.mark.parametrize("name", HALVES)
@pytest.mark.parametrize("card", TURNED)
def test_a_turned_name_of_two_lines_is_drawn_from_the_first_to_the_last(
    app, card, name
):
    badge = next(each for each in thousand() if each.full_name == name)

    [page] = printed([badge], "bold", stocks()[card])

    lines = page.get_objects(
        filter=[pdfium.FPDF_PAGEOBJ_TEXT], textpage=page.get_textpage()
    )
    assert name in squeezed("".join(line.extract() for line in lines))


@pytest.mark.parametrize(("look", "stock"), TURNS)
def test_codes_lie_within_a_tenth_of_a_millimetre(app, look, stock):
    badges = thousand(stock.per_sheet)
    [page] = printed(badges, look, stock)

    code = frame_of(look, stock).code
    area = Box(code.left, code.top, code.width, code.height)
    expected = [turned_box(stock, at, area) for at in stock.places() if not at.is_back]
    found = boxes_of(page, pdfium.FPDF_PAGEOBJ_IMAGE)
    for box, where in zip(found, expected, strict=True):
        for side in ("left", "top", "width", "height"):
            assert getattr(box, side) == pytest.approx(getattr(where, side), abs=0.1)


def test_the_printers_offset_moves_everything(app):
    stock = stocks()["HERMA 4412"]
    badges = thousand(2)

    [plain] = printed(badges, "calm", stock)
    [moved] = printed(badges, "calm", stock, offset_x=1.5, offset_y=-0.5)

    pairs = zip(
        boxes_of(plain, pdfium.FPDF_PAGEOBJ_IMAGE),
        boxes_of(moved, pdfium.FPDF_PAGEOBJ_IMAGE),
        strict=True,
    )
    for before, after in pairs:
        assert after.left - before.left == pytest.approx(1.5, abs=0.02)
        assert after.top - before.top == pytest.approx(-0.5, abs=0.02)


@pytest.mark.parametrize(
    ("name", "pages"),
    [("DURABLE 1445-02", 2), ("Butterfly 82x203", 1), ("Dymo 11356", 1)],
)
def test_backs_are_printed_where_there_are_any(app, name, pages):
    [badge] = thousand(1)
    pdf = open_pdf(
        sheet_pdf(
            [badge],
            stocks()[name],
            title="Badges",
            language="en",
            public_url=SITE,
            design=Design(back=Back.FRONT),
        )
    )

    count = sum(text_of(page).count(badge.family_name) for page in pdf)
    assert len(pdf) == pages
    assert count == (1 if name == "Dymo 11356" else 2)


def test_marks_for_cutting_are_drawn(app):
    stock = stocks()["A6 four-up"]
    badges = thousand(4)

    [plain] = printed(badges, "calm", stock)
    [marked] = printed(badges, "calm", stock, cut_marks=True)

    plain, marked = (
        page.render(scale=1.41).to_pil().convert("L").crop((0, 585, 20, 605))
        for page in (plain, marked)
    )
    assert plain.getextrema() == (255, 255)
    assert marked.getextrema()[0] < 200


def test_every_character_of_the_thousand_has_a_font():
    everything = "".join(badge.words for badge in thousand())

    assert missing_characters(everything) == ""


def test_the_sign_against_photos_is_a_shape_on_the_badge(app):
    badge = replace(thousand(1)[0], no_photos=True)
    stock = stocks()["HERMA 4412"]

    plain = replace(badge, no_photos=False)

    pictures = [
        printed([each], "calm", stock)[0].render(scale=2).to_pil()
        for each in (badge, plain)
    ]

    assert pictures[0] != pictures[1]


@pytest.mark.parametrize(("name", "is_missed"), [("Ada", False), ("𓀀", True)])
def test_the_renderer_warns_of_what_was_listed_before(app, caplog, name, is_missed):
    badge = replace(thousand(1)[0], given_name=name)

    printed([badge, *thousand()[::STEP]], "calm", stocks()["HERMA 4412"])

    warned = [r for r in caplog.records if ".notdef" in r.getMessage()]
    assert bool(warned) is is_missed
    assert bool(missing_characters(badge.words)) is is_missed
