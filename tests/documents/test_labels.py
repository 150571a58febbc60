import pytest

from eventreg.documents.labels import Place, stocks

ALL = list(stocks().values())


@pytest.mark.parametrize("stock", ALL, ids=lambda stock: stock.name)
def test_grid_fits_the_sheet(stock):
    page_width, page_height = stock.page

    wide = stock.left + (stock.columns - 1) * stock.pitch_x + stock.width
    high = stock.top + (stock.rows - 1) * stock.pitch_y + stock.height
    assert wide <= page_width
    assert high <= page_height


@pytest.mark.parametrize("stock", ALL, ids=lambda stock: stock.name)
def test_labels_do_not_overlap(stock):
    assert stock.columns == 1 or stock.pitch_x >= stock.width
    assert stock.rows == 1 or stock.pitch_y >= stock.height


def test_ten_cards_of_90_by_54_lie_row_by_row():
    stock = stocks()["DURABLE 1445-02"]

    assert stock.per_sheet == 10
    assert stock.places()[:3] == [Place(15, 12), Place(105, 12), Place(15, 66)]
    assert stock.places()[9] == Place(105, 228)
