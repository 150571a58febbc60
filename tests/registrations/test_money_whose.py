"""Whose money it is, case by case: no page, no database."""

import pytest

from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.money.whose import (
    NOTHING,
    Money,
    charged,
    given_up,
    handed_over,
    marked,
    never_taken,
    taken_back,
)

pytestmark = pytest.mark.every_case
DUE, PAID = PaymentState.DUE, PaymentState.PAID
WAIVED, BACK = PaymentState.WAIVED, PaymentState.REFUND_DUE
FEE, DEARER, CHEAPER = 12_000, 15_000, 9_000


def waived(owed, **paid):
    return Money(owed, is_waived=True, **paid)


@pytest.mark.parametrize(
    ("money", "state", "cents", "due", "paid", "back"),
    [
        (NOTHING, None, 0, 0, 0, 0),
        (Money(FEE), DUE, FEE, FEE, 0, 0),
        (Money(FEE, 3_000, 4_000), DUE, 5_000, 5_000, 7_000, 0),
        (Money(FEE, FEE), PAID, FEE, 0, FEE, 0),
        (Money(FEE, 0, FEE), PAID, 0, 0, FEE, 0),
        (Money(FEE, 2 * FEE), BACK, FEE, 0, FEE, FEE),
        (Money(3_000, FEE), BACK, 9_000, 0, 3_000, 9_000),
        (waived(FEE), WAIVED, FEE, 0, 0, 0),
        (waived(FEE, own=3_000), WAIVED, 9_000, 0, 3_000, 0),
        (waived(0), None, 0, 0, 0, 0),
    ],
)
def test_how_it_stands_follows_from_what_is_owed_and_paid(
    money, state, cents, due, paid, back
):
    found = (money.state, money.cents, money.due, money.paid, money.back)

    assert found == (state, cents, due, paid, back)


@pytest.mark.parametrize(
    ("had", "fee", "left", "taken"),
    [
        (Money(FEE, FEE), FEE, NOTHING, Money(FEE, 0, FEE, FEE)),
        (Money(FEE, FEE), DEARER, NOTHING, Money(DEARER, 0, FEE, FEE)),
        (
            Money(FEE, FEE),
            CHEAPER,
            Money(0, 3_000),
            Money(CHEAPER, 0, CHEAPER, CHEAPER),
        ),
        (Money(FEE, FEE), 0, Money(0, FEE), NOTHING),
        (Money(FEE), FEE, NOTHING, Money(FEE)),
        (Money(FEE), CHEAPER, NOTHING, Money(CHEAPER)),
        (Money(DEARER, 0, FEE, FEE), DEARER, NOTHING, Money(DEARER, 0, FEE)),
        (
            Money(DEARER, 0, FEE),
            CHEAPER,
            Money(0, 0, 3_000),
            Money(CHEAPER, 0, CHEAPER),
        ),
        (Money(DEARER, 3_000, FEE), DEARER, NOTHING, Money(DEARER, 0, DEARER, 3_000)),
        (waived(FEE), FEE, NOTHING, waived(FEE)),
        (waived(DEARER, brought=FEE), DEARER, NOTHING, waived(DEARER, brought=FEE)),
        (Money(0, FEE), FEE, Money(0, FEE), Money(FEE)),
        (Money(FEE, 2 * FEE), FEE, Money(0, FEE), Money(FEE, 0, FEE, FEE)),
        (NOTHING, FEE, NOTHING, Money(FEE)),
        (NOTHING, 0, NOTHING, NOTHING),
    ],
    ids=[
        *("paid, same fee", "paid, dearer", "paid, cheaper", "paid, free"),
        *("due, same fee", "due, cheaper"),
        *("part paid, same fee", "part paid, cheaper"),
        *("paid by two", "waived", "rest waived", "promised back", "paid twice"),
        *("was free", "free event"),
    ],
)
def test_who_hands_over_and_who_takes_over(had, fee, left, taken):
    assert handed_over(had, fee, is_same_role=False) == (left, taken)


def test_a_seat_that_is_paid_stays_so_for_the_same_role():
    had, taken = Money(FEE, FEE), Money(FEE, 0, FEE, FEE)

    assert handed_over(had, DEARER, is_same_role=True) == (NOTHING, taken)


@pytest.mark.parametrize(
    ("now", "before", "back_to_old", "stays_with_new"),
    [
        (Money(FEE, 0, FEE, FEE), NOTHING, Money(0, FEE), NOTHING),
        (Money(DEARER, 0, FEE, FEE), NOTHING, Money(0, FEE), NOTHING),
        (Money(DEARER, 3_000, FEE, FEE), NOTHING, Money(0, FEE), Money(0, 3_000)),
        (Money(CHEAPER, 0, CHEAPER, CHEAPER), Money(0, 3_000), Money(0, FEE), NOTHING),
        (Money(FEE, 0, FEE, 4_000), NOTHING, Money(0, 4_000, 8_000), NOTHING),
        (Money(FEE), NOTHING, NOTHING, NOTHING),
        (Money(FEE, FEE), NOTHING, NOTHING, Money(0, FEE)),
        (waived(FEE), NOTHING, waived(0), NOTHING),
        (waived(FEE), Money(FEE), waived(FEE), NOTHING),
        (
            waived(DEARER, brought=FEE, by_last=FEE),
            NOTHING,
            waived(0, own=FEE),
            NOTHING,
        ),
        (NOTHING, Money(0, FEE), Money(0, FEE), NOTHING),
    ],
    ids=[
        *("paid", "rest due", "rest paid by the new one", "part came back before"),
        *("of two before", "nobody paid", "the new one paid", "waived"),
        *("waived, the old one is back", "rest waived"),
        "free now",
    ],
)
def test_who_never_took_the_seat_over_keeps_only_what_they_paid(
    now, before, back_to_old, stays_with_new
):
    found = never_taken(now, before, with_waiver=True)

    assert found == (back_to_old, stays_with_new)


def test_what_was_waived_for_the_new_person_alone_does_not_fall_back():
    found = never_taken(waived(FEE), Money(FEE), with_waiver=False)

    assert found == (Money(FEE), NOTHING)


@pytest.mark.parametrize(
    ("before", "state", "cents"),
    [
        (Money(FEE), PAID, FEE),
        (Money(DEARER), DUE, 3_000),
        (Money(CHEAPER), BACK, 3_000),
        (Money(FEE, FEE), BACK, FEE),
        (Money(6_000), BACK, 6_000),
    ],
    ids=["due", "more is due", "less is due", "paid twice", "owes a part"],
)
def test_what_comes_back_counts_for_what_is_due(before, state, cents):
    paid = Money(FEE, 0, FEE, FEE)
    back, _own = never_taken(paid, before, with_waiver=False)

    assert (back.state, back.cents) == (state, cents)


@pytest.mark.parametrize(
    ("now", "percent", "after"),
    [
        (Money(FEE, 0, FEE), 0, Money(0, 0, FEE)),
        (Money(DEARER, 3_000, FEE), 50, Money(7_500, 3_000, FEE)),
        (Money(DEARER, 0, FEE), 100, Money(DEARER, 0, FEE)),
        (Money(FEE), 0, NOTHING),
        (Money(FEE), 50, Money(6_000)),
        (Money(FEE, 2 * FEE), 25, Money(3_000, 2 * FEE)),
        (waived(FEE), 50, waived(0)),
        (Money(0, FEE), 50, Money(0, FEE)),
    ],
)
def test_who_gives_up_a_seat_owes_a_share_of_the_fee(now, percent, after):
    assert given_up(now, percent) == after


@pytest.mark.parametrize(
    ("now", "after"),
    [
        (NOTHING, Money(FEE)),
        (Money(3_000, FEE), Money(FEE, FEE)),
        (Money(3_000, 3_000), Money(FEE, 3_000)),
        (Money(0, 0, FEE), Money(FEE, 0, FEE)),
        (waived(0), waived(FEE)),
        (waived(6_000), Money(FEE)),
    ],
    ids=[
        *("first seat", "promised back", "given back", "brought along"),
        *("waived", "only leaving was waived"),
    ],
)
def test_who_gets_a_seat_again_is_credited_with_all_that_is_here(now, after):
    assert taken_back(now, FEE) == after


@pytest.mark.parametrize(
    ("now", "after"),
    [
        (NOTHING, Money(CHEAPER)),
        (Money(FEE), Money(CHEAPER)),
        (Money(FEE, 3_000), Money(CHEAPER, 3_000)),
        (Money(FEE, FEE), Money(FEE, FEE)),
        (waived(FEE), waived(FEE)),
    ],
)
def test_only_what_is_not_paid_follows_the_fee(now, after):
    assert charged(now, CHEAPER) == after


@pytest.mark.parametrize(
    ("now", "new", "after"),
    [
        (Money(DEARER, 0, FEE, FEE), PAID, Money(DEARER, 3_000, FEE, FEE)),
        (Money(DEARER, 3_000, FEE), DUE, Money(DEARER, 0, FEE)),
        (Money(FEE, 0, FEE, FEE), DUE, Money(FEE)),
        (Money(DEARER, 3_000, FEE), BACK, Money(0, 3_000, FEE)),
        (Money(FEE), WAIVED, waived(FEE)),
        (waived(FEE), DUE, Money(FEE)),
        (Money(0, FEE), None, NOTHING),
        (Money(3_000, FEE), None, Money(3_000, 3_000)),
        (Money(FEE, FEE, FEE, FEE), None, Money(FEE, FEE)),
        (Money(0, FEE), PAID, Money(FEE, FEE)),
    ],
)
def test_staff_mark_the_whole_seat(now, new, after):
    assert marked(now, new) == after
