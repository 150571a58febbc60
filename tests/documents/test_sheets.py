"""Which badge lies where on its sheet."""

import pytest

from eventreg.documents.labels import Place, stocks
from eventreg.documents.sheets import Run, sheet_count, sides

CARDS = stocks()["DURABLE 1445-02"]


def numbers(pages) -> list[list[int]]:
    return [[who for who, _place in side.faces] for side in pages]


def test_badges_fill_one_sheet_after_the_other():
    assert numbers(sides(12, CARDS, Run())) == [list(range(10)), [10, 11]]


def test_a_begun_sheet_is_used_from_the_label_that_is_left():
    pages = sides(3, CARDS, Run(start=9))

    assert numbers(pages) == [[0, 1], [2]]
    assert [place for _who, place in pages[0].faces] == CARDS.places()[8:]
    assert sheet_count(3, CARDS, Run(start=9)) == 2


def test_spoilt_labels_are_left_free():
    pages = sides(9, CARDS, Run(skip=frozenset({2, 99})))

    places = [place for _who, place in pages[0].faces]
    assert CARDS.places()[1] not in places
    assert numbers(pages) == [list(range(9))]


def test_a_sheet_without_any_label_left_counts_as_a_new_one():
    assert numbers(sides(1, CARDS, Run(start=11))) == [[0]]


def test_copies_follow_each_other():
    assert numbers(sides(2, CARDS, Run(copies=3))) == [[0, 0, 0, 1, 1, 1]]


@pytest.mark.parametrize("start", [1, 4])
def test_cut_stacks_put_one_on_the_other_are_in_order(start):
    pages = sides(25, CARDS, Run(in_stacks=True, start=start))

    stacks = [
        [who for side in pages for who, at in side.faces if at == place]
        for place in CARDS.places()
    ]
    assert [who for stack in stacks for who in stack] == list(range(25))


def test_backs_lie_behind_their_fronts():
    front, back = sides(2, CARDS, Run(has_backs=True))

    assert numbers([front, back]) == [[0, 1], [0, 1]]
    # Turned on the long edge, left becomes right.
    assert [at.left for _who, at in front.faces] == [15, 105]
    assert [at.left for _who, at in back.faces] == [105, 15]
    assert all(at.is_back for _who, at in back.faces)


def test_backs_of_an_uneven_grid_are_measured_from_the_other_edge():
    stock = stocks()["Avery Zweckform L4785 (also L4784 L4786 L4787)"]

    backs = stock.backs()

    assert [back.left for back in backs[:2]] == [210 - 18 - 80, 210 - 113 - 80]


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("Butterfly 82x203", [Place(0, 0), Place(0, 101.5, 180, is_back=True)]),
        ("A4 quarter fold", [Place(105, 148.5), Place(0, 148.5, is_back=True)]),
    ],
)
def test_a_folded_badge_has_its_back_on_the_same_page(name, places):
    [page] = sides(1, stocks()[name], Run(has_backs=True))
    [bare] = sides(1, stocks()[name], Run())

    assert [place for _who, place in page.faces] == places
    assert [place for _who, place in bare.faces] == places[:1]


def test_labels_on_a_roll_lie_and_have_no_back():
    stock = stocks()["Brother DK-11202 62x100"]

    pages = sides(2, stock, Run(has_backs=True))

    assert stock.face == (100, 62)
    assert [side.faces for side in pages] == [
        ((0, Place(0, 0, 90)),),
        ((1, Place(0, 0, 90)),),
    ]


def test_the_back_of_a_lying_page_stands_on_its_head():
    _front, back = sides(1, stocks()["A6 landscape"], Run(has_backs=True))

    assert back.faces == ((0, Place(0, 0, 180, is_back=True)),)
