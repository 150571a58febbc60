"""Own cards, and the page with the ruler."""

import pytest

from eventreg.badges import queries
from tests.documents.pdf_reader import open_pdf, text_of
from tests.factories import make_event, make_print, make_registration, make_stock

FORM = {
    "name": "House cards",
    "kind": "sheet",
    "sheet": "A4",
    "width": "90",
    "height": "54,5",
    "card_columns": "2",
    "card_rows": "5",
    "left": "15",
    "top": "12",
    "pitch_x": "90",
    "pitch_y": "54.5",
}


def test_own_cards_are_added_and_printed_on(client, sign_in):
    event = make_event()
    make_registration(event, given_name="Ada")
    sign_in("office")

    client.post("/manage/cards", data=FORM)
    page = client.get(f"/manage/events/{event.slug}/badges?stock=House cards").page

    stock = queries.all_stocks()["House cards"]
    assert (stock.width, stock.height, stock.per_sheet) == (90, 54.5, 10)
    assert page.select_one("#stock option[selected]")["value"] == "House cards"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"name": " "}, "Enter what these cards are called"),
        ({"name": "HERMA 4412"}, "There are cards of this name already"),
        ({"width": "120"}, "The cards would overlap: enter at least their width"),
        ({"pitch_x": "120"}, "So many cards are wider than the paper"),
        ({"top": "100"}, "So many cards are higher than the paper"),
        ({"pitch_y": "10"}, "The cards would overlap: enter at least their height"),
        ({"width": "inf"}, "Enter a number"),
        ({"height": "1e400"}, "Enter a number from 25 to 420"),
        ({"sheet": "A3"}, "Enter A4, A6 or a size like 62x100"),
        ({"card_rows": "31"}, "Enter a whole number from 1 to 30"),
        ({"kind": "folded"}, "Choose one of the options"),
    ],
    ids=str,
)
def test_cards_that_cannot_be_are_refused(client, sign_in, wrong, message):
    sign_in("office")

    answer = client.post("/manage/cards", data={**FORM, **wrong})

    assert answer.status_code == 422
    assert message in answer.errors
    assert queries.own_stocks() == []


def test_cards_are_removed_and_what_was_printed_on_them_stays_noted(client, sign_in):
    event = make_event()
    make_registration(event)
    stock = make_stock("Old cards")
    account = sign_in("office")
    made = make_print(event, account)
    made_on = made.stock

    client.post(f"/manage/cards/{stock.key}/remove")

    assert queries.own_stocks() == []
    assert client.get(f"/manage/events/{event.slug}/badges").status_code == 200
    assert made_on == "DURABLE 1445-02"


def test_the_travel_lead_looks_and_adds_nothing(client, sign_in):
    sign_in("travel_lead")

    assert client.get("/manage/cards").page.select("main form") == []
    assert client.post("/manage/cards", data=FORM).status_code == 403


@pytest.mark.parametrize("name", ["HERMA 4412", "A6 hanging", "Butterfly 82x203"])
def test_the_ruler_numbers_each_card(client, sign_in, name):
    sign_in("office")

    pdf = open_pdf(client.get(f"/manage/cards/ruler/{name}.pdf").data)

    stock = queries.all_stocks()[name]
    width, height = stock.page
    size = tuple(length / 72 * 25.4 for length in pdf[0].get_size())
    assert size == pytest.approx((width, height), abs=0.1)
    assert len(pdf) == 1
    assert str(stock.per_sheet) in text_of(pdf[0])
