"""How small the names of the thousand people get on each card, and who is told."""

import pytest

from eventreg.badges.composition import NAME_FLOOR, compose
from eventreg.badges.frames import LOOKS, frame_of
from eventreg.documents.labels import stocks
from tests.badges.people import thousand

#: By card, in the calm look: points of the smallest name, and how many of the
#: thousand are listed for a look.
SMALLEST = {
    "Avery Zweckform L4785 (also L4784 L4786 L4787)": (18, 26),
    "HERMA 4412": (18, 26),
    "Avery C32011": (22, 7),
    "DURABLE 1445-02": (23, 6),
    "DURABLE 1453-02": (16, 136),
    "DURABLE 1456-02": (25, 0),
    "A6 four-up": (25, 0),
    "A7 eight-up": (27, 0),
    "A6 hanging": (25, 0),
    "A6 landscape": (32, 0),
    "Butterfly 82x203": (24, 0),
    "A4 quarter fold": (25, 0),
    "CR80 card": (22, 7),
    "Brother DK-22205 62 mm endless": (24, 0),
    "Brother DK-11202 62x100": (24, 0),
    "Brother 29x90": (16, 493),
    "Dymo 99014": (23, 6),
    "Dymo 11356": (19, 29),
}

MANY = [
    pytest.param(look, stock, count, id=f"{look}-{stock.name}-{count}", marks=marks)
    for look in LOOKS
    for stock in stocks().values()
    for count, marks in ((60, ()), (1000, pytest.mark.full))
]


@pytest.mark.full
@pytest.mark.parametrize("stock", stocks().values(), ids=lambda stock: stock.name)
def test_the_smallest_name_of_each_card_is_known(stock):
    frame = frame_of("calm", stock)

    made = [compose(badge, frame) for badge in thousand()]

    smallest = min(each.name_size for each in made)
    listed = sum(each.is_too_small for each in made)
    assert (smallest, listed) == SMALLEST[stock.name]


@pytest.mark.parametrize(("look", "stock", "count"), MANY)
def test_no_name_is_below_the_floor_without_being_told(look, stock, count):
    frame = frame_of(look, stock)

    made = [compose(badge, frame) for badge in thousand(count)]

    small = [each for each in made if each.name_size < NAME_FLOOR]
    assert [each for each in small if not each.is_too_small] == []


def test_every_card_that_is_offered_is_in_the_table():
    assert SMALLEST.keys() == stocks().keys()
