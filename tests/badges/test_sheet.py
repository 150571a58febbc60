from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp

from eventreg.badges.composition import compose
from eventreg.badges.frames import frame_of
from eventreg.badges.sheet import ROLES, alone, sheet_pdf
from eventreg.documents.labels import stocks
from eventreg.registrations.states import RegistrationRole
from tests.badges.people import make_badge, thousand
from tests.documents.pdf_reader import (
    Box,
    boxes_of,
    fonts_are_embedded,
    language_of,
    open_pdf,
    says,
    text_of,
)

pytestmark = pytest.mark.one_database

SITE = "https://events.example.org"
STOCK = stocks()["DURABLE 1445-02"]


def make_sheet(badges, **more) -> pypdfium2.PdfDocument:
    arguments = {"title": "Badges", "language": "en", "public_url": SITE, **more}
    stock = arguments.pop("stock", STOCK)
    return open_pdf(sheet_pdf(badges, stock, **arguments))


def codes_on(page: pypdfium2.PdfPage) -> Iterator[str]:
    """What a phone reads from the page, printed with 203 dots an inch."""
    picture = page.render(scale=203 / 72, grayscale=True).to_pil()
    return (code.text for code in zxingcpp.read_barcodes(picture))


@pytest.mark.parametrize("count", [60, pytest.param(1000, marks=pytest.mark.full)])
def test_everybody_has_a_badge_with_name_company_and_code(app, count):
    badges = thousand(count)

    pdf = make_sheet(badges)

    assert len(pdf) == count / 10
    assert fonts_are_embedded(pdf)
    for number, page in enumerate(pdf):
        own = badges[number * 10 : number * 10 + 10]
        text = text_of(page)
        missing = [
            badge
            for badge in own
            if not says(text, f"{badge.full_name} {badge.company} {badge.title}")
        ]
        assert missing == []
        assert sorted(codes_on(page)) == sorted(
            f"HTTPS://EVENTS.EXAMPLE.ORG/B/{badge.badge_code}" for badge in own
        )


def test_codes_and_bands_lie_where_the_table_says(app):
    pdf = make_sheet(thousand(10))

    codes = boxes_of(pdf[0], pdfium.FPDF_PAGEOBJ_IMAGE)
    paths = boxes_of(pdf[0], pdfium.FPDF_PAGEOBJ_PATH)
    bands = [box for box in paths if box.width > 60]
    for code, band, at in zip(codes, bands, STOCK.places(), strict=True):
        left, top = at.left, at.top
        assert_close(code, Box(left + 69.5, top + 33.5, 18.5, 18.5))
        assert_close(band, Box(left + 4, top + 35.5, 64.5, 14.5))


def assert_close(box: Box, expected: Box) -> None:
    for name in ("left", "top", "width", "height"):
        assert getattr(box, name) == pytest.approx(getattr(expected, name), abs=0.1)


def test_no_text_leaves_its_card_or_touches_band_and_code(app):
    pdf = make_sheet(thousand(60))

    for page in pdf:
        boxes = boxes_of(page, pdfium.FPDF_PAGEOBJ_TEXT)
        outside = [
            box
            for box in boxes
            if not any(_is_on(box, (at.left, at.top)) for at in STOCK.places())
        ]
        assert outside == []


def _is_on(box: Box, place: tuple[float, float]) -> bool:
    """Inside the names' part of the card or inside the band."""
    left, top = place
    right, bottom = box.left + box.width, box.top + box.height
    names = (left + 2, top + 2, left + 88, top + 35.5)
    band = (left + 4, top + 35.5, left + 68.5, top + 50)
    return any(
        box.left >= x1 and right <= x2 and box.top >= y1 and bottom <= y2
        for x1, y1, x2, y2 in (names, band)
    )


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"company": "Acme"},
        {"given_name": "Li", "family_name": "Wu"},
        {"given_name": "", "family_name": "Isa", "company": "Acme"},
        {"title": "Prof. Dr.", "company": "Acme"},
    ],
    ids=["no company", "no title", "short", "one name", "all"],
)
def test_the_names_stand_in_the_middle_between_edge_and_band(app, values):
    pdf = make_sheet([make_badge(**values)], stock=alone(STOCK))

    picture = pdf[0].render(scale=8, grayscale=True).to_pil()
    a_mm = picture.height / STOCK.height
    names = picture.crop((0, 0, picture.width, int(35.2 * a_mm)))
    _left, top, _right, bottom = names.point(lambda v: 255 * (v < 140)).getbbox()

    assert top / a_mm == pytest.approx(35.5 - bottom / a_mm, abs=0.9)


def test_last_sheet_holds_the_rest(app):
    pdf = make_sheet(thousand(11))

    assert [len(list(codes_on(page))) for page in pdf] == [10, 1]
    assert pdf[0].get_size() == pytest.approx((595.28, 841.89), abs=0.1)


def test_sheet_is_tagged_with_title_and_language(app):
    pdf = make_sheet([make_badge()], title="Badges: Network evening", language="de")

    assert pdf.get_metadata_value("Title") == "Badges: Network evening"
    assert language_of(pdf) == "de"
    assert pdf.is_tagged()


def test_one_badge_has_a_page_of_its_own_size(app):
    pdf = make_sheet([make_badge()], stock=alone(STOCK))

    width, height = pdf[0].get_size()
    assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx((90, 54), abs=0.1)
    assert list(codes_on(pdf[0])) == ["HTTPS://EVENTS.EXAMPLE.ORG/B/7F3KM2QX9DTAB"]


def test_markup_in_a_name_is_only_text(app):
    badge = make_badge(given_name="<b>Ada</b>", company="{{ 7 * 7 }} & <img src=x>")

    text = text_of(make_sheet([badge])[0])

    assert "<b>Ada</b>" in text
    assert "{{ 7 * 7 }} & <img src=x>" in text


@pytest.mark.parametrize("role", RegistrationRole)
def test_every_role_has_a_band_with_a_shape(app, role):
    pdf = make_sheet([make_badge(role=role.value, role_word=role.value.title())])

    shapes = [
        box
        for box in boxes_of(pdf[0], pdfium.FPDF_PAGEOBJ_PATH)
        if box.width < 60  # the band itself is wider
    ]
    assert role.value in ROLES
    assert role.value.title() in text_of(pdf[0])
    assert len(shapes) >= 1


def test_of_a_thousand_only_one_name_is_listed_for_a_look():
    frame = frame_of("calm", STOCK)
    small = {
        badge.full_name for badge in thousand() if compose(badge, frame).is_too_small
    }

    assert small == {"Venkata Satyanarayana Chandrasekharan"}
