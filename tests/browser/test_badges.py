"""Badges in a browser: the page for label printers, and the look beside its form."""

import io

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.factories import make_account, make_event, make_print, make_registration

#: The band of guests, as the usual look has it.
BAND = (0x0B, 0x5A, 0x62)


@pytest.fixture
def event(app):
    event = make_event()
    make_registration(event, given_name="Ada", family_name="Berg")
    return event


@pytest.fixture
def office(app):
    return make_account("office")


def colours(pdf: bytes) -> set[tuple[int, ...]]:
    """All colours on its first page."""
    picture = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].render(scale=2).to_pil()
    return {colour for _count, colour in picture.convert("RGB").getcolors(1 << 24)}


def test_a_label_printer_prints_the_band_without_being_asked_to(
    open_page, event, office
):
    made = make_print(event, office, stock="Dymo 11356")

    page = open_page(
        f"/manage/events/{event.slug}/badges/prints/{made.code}", as_=office
    )
    pdf = page.pdf(print_background=False, prefer_css_page_size=True)

    assert BAND in colours(pdf)


def shown_of(page) -> tuple[str, bool]:
    """What is said of the size of the badges, and whether the first is seen whole."""
    said = page.get_by_text("The longest name, the shortest and one more")
    words = said.and_(page.locator(":visible")).inner_text()
    page.frame_locator("iframe").first.locator("section").scroll_into_view_if_needed()
    is_whole = page.frames[1].evaluate(
        """() => {
          const box = document.querySelector("section").getBoundingClientRect();
          return box.right <= innerWidth && box.bottom <= innerHeight;
        }"""
    )
    return words.rpartition(", ")[2], is_whole


TRUE, SMALLER = (
    "at the size of the card.",
    "smaller than the card so that they can be seen whole.",
)


@pytest.mark.parametrize(
    ("stock", "width", "said"),
    [
        ("A6 landscape", 1280, SMALLER),
        ("A6 landscape", 1920, SMALLER),
        ("A6 hanging", 1280, TRUE),
        ("Dymo 11356", 1280, TRUE),
        ("DURABLE 1445-02", 1280, TRUE),
        ("DURABLE 1445-02", 360, SMALLER),
        ("A6 landscape", 360, SMALLER),
        ("Butterfly 82x203", 360, TRUE),
        ("Butterfly 82x203", 320, SMALLER),
    ],
)
def test_a_badge_is_seen_whole_beside_its_settings(
    open_page, event, office, stock, width, said
):
    path = f"/manage/events/{event.slug}/badges/design?stock={stock}"

    page = open_page(path, width=width, as_=office)

    assert shown_of(page) == (said, True)


def test_a_wide_card_has_its_size_where_there_is_room(open_page, event, office):
    path = f"/manage/events/{event.slug}/badges?stock=A6 landscape"

    page = open_page(path, as_=office)

    assert shown_of(page) == (TRUE, True)


def test_badges_follow_what_is_chosen_and_stay_whole(open_page, event, office):
    path = f"/manage/events/{event.slug}/badges/design?stock=A6 landscape"
    page = open_page(path, as_=office)
    band = page.frame_locator("iframe").first.locator(".role")
    expect(band).to_have_css("background-color", f"rgb{BAND}")

    page.get_by_label("Official: two logos").check()

    expect(band).to_have_css("background-color", "rgb(255, 255, 255)")
    assert shown_of(page) == (SMALLER, True)
