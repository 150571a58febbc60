"""Place cards: the name twice, once on its head, whole and in its place."""

import pypdfium2.raw as pdfium
import pytest

from eventreg.badges.manage import printing
from eventreg.badges.place_cards import place_cards_pdf
from eventreg.documents.labels import stocks
from tests.badges.people import make_badge, thousand
from tests.documents.pdf_reader import Box, boxes_of, open_pdf, says, text_of
from tests.factories import make_event, make_registration

HALVES = [
    Box(at.left, at.top + half, 105, 74.25)
    for at in stocks()["A6 four-up"].places()
    for half in (0, 74.25)
]


def is_in(box: Box, half: Box) -> bool:
    return (
        box.left >= half.left + 7
        and box.left + box.width <= half.left + half.width - 7
        and box.top >= half.top + 3
        and box.top + box.height <= half.top + half.height - 3
    )


@pytest.mark.parametrize("step", [40, pytest.param(1, marks=pytest.mark.full)])
def test_everybody_has_a_card_with_the_name_on_both_sides(app, step):
    badges = thousand()[::step]

    pdf = open_pdf(place_cards_pdf(badges, title="Place cards", language="en"))

    assert len(pdf) == -(-len(badges) // 4)
    for number, page in enumerate(pdf):
        own = badges[number * 4 : number * 4 + 4]
        text = text_of(page).replace("-", "").replace("\ufffe", "")
        names = [badge.full_name.replace("-", "") for badge in own]
        assert [name for name in names if not says(text, name)] == []
        boxes = boxes_of(page, pdfium.FPDF_PAGEOBJ_TEXT)
        outside = [b for b in boxes if not any(is_in(b, half) for half in HALVES)]
        assert outside == []


def test_both_halves_of_a_card_say_the_name(app):
    pdf = open_pdf(place_cards_pdf([make_badge()], title="Cards", language="en"))

    boxes = boxes_of(pdf[0], pdfium.FPDF_PAGEOBJ_TEXT)
    assert [sum(is_in(box, half) for box in boxes) for half in HALVES[:2]] == [1, 1]
    assert text_of(pdf[0]).count("Lovelace") == 2


def test_each_card_shows_at_both_edges_where_it_is_folded(app):
    pdf = open_pdf(place_cards_pdf([make_badge()], title="Cards", language="en"))

    picture = pdf[0].render(scale=4).to_pil().convert("L")
    dots = 4 * 72 / 25.4
    for left in (0.5, 99.5, 105.5, 204.5):
        for fold in (74.25, 222.75):
            area = (left - 0.5, fold - 0.5, left + 5, fold + 0.5)
            darkest, lightest = picture.crop([x * dots for x in area]).getextrema()
            assert (darkest < 150, lightest) == (True, 255)


def test_few_come_at_once_and_many_by_a_worker(client, sign_in, monkeypatch):
    event = make_event(title="Gala")
    make_registration(event, given_name="Ada", family_name="Lovelace")
    sign_in("office")
    path = f"/manage/events/{event.slug}/place-cards"

    few = client.post(path)
    monkeypatch.setattr(printing, "MOST_AT_ONCE", 0)
    many = client.post(path)

    assert "Lovelace" in text_of(open_pdf(few.data)[0])
    assert client.get(many.location).page.h1.text == "Place cards: Gala"
