"""Badges in a browser: the page for label printers, and the look beside its form."""

import io

import pypdfium2
import pytest

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
