"""Whose money it is, case by case: no page, no database."""

import pytest

from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.money.whose import (
    NOTHING,
    Money,
    given_up,
    handed_over,
    marked,
    never_taken,
    taken_back,
)

DUE, PAID = PaymentState.DUE, PaymentState.PAID
WAIVED, BACK = PaymentState.WAIVED, PaymentState.REFUND_DUE
FEE, DEARER, CHEAPER = 12_000, 15_000, 9_000


@pytest.mark.parametrize(
    ("had", "fee", "left", "taken"),
    [
        (Money(PAID, FEE), FEE, NOTHING, Money(PAID, 0, FEE)),
        (Money(PAID, FEE), DEARER, NOTHING, Money(DUE, 3_000, FEE)),
        (Money(PAID, FEE), CHEAPER, Money(BACK, 3_000), Money(PAID, 0, CHEAPER)),
        (Money(PAID, FEE), 0, Money(BACK, FEE), NOTHING),
        (Money(DUE, FEE), FEE, NOTHING, Money(DUE, FEE)),
        (Money(DUE, FEE), CHEAPER, NOTHING, Money(DUE, CHEAPER)),
        (Money(DUE, 3_000, FEE), DEARER, NOTHING, Money(DUE, 3_000, FEE)),
        (Money(DUE, 3_000, FEE), FEE, NOTHING, Money(PAID, 0, FEE)),
        (
            Money(DUE, 3_000, FEE),
            CHEAPER,
            Money(BACK, 3_000),
            Money(PAID, 0, CHEAPER),
        ),
        (Money(PAID, 3_000, FEE), DEARER, NOTHING, Money(PAID, 0, DEARER)),
        (Money(WAIVED, FEE), FEE, NOTHING, Money(WAIVED, FEE)),
        (Money(WAIVED, 3_000, FEE), DEARER, NOTHING, Money(WAIVED, 3_000, FEE)),
        (Money(BACK, FEE), FEE, Money(BACK, FEE), Money(DUE, FEE)),
        (NOTHING, FEE, NOTHING, Money(DUE, FEE)),
        (NOTHING, 0, NOTHING, NOTHING),
    ],
    ids=[
        *("paid, same fee", "paid, dearer", "paid, cheaper", "paid, free"),
        *("due, same fee", "due, cheaper"),
        *("part paid, same fee", "part paid, so much", "part paid, cheaper"),
        *("paid by two", "waived", "rest waived", "promised back"),
        *("was free", "free event"),
    ],
)
@pytest.mark.every_case
def test_who_hands_over_and_who_takes_over(had, fee, left, taken):
    assert handed_over(had, fee, is_same_role=False) == (left, taken)


def test_a_seat_that_is_paid_stays_so_for_the_same_role():
    had = Money(PAID, FEE)

    assert handed_over(had, DEARER, is_same_role=True) == (NOTHING, Money(PAID, 0, FEE))


@pytest.mark.parametrize(
    ("now", "before", "back_to_old", "stays_with_new"),
    [
        (Money(PAID, 0, FEE), NOTHING, Money(BACK, FEE), NOTHING),
        (Money(DUE, 3_000, FEE), NOTHING, Money(BACK, FEE), NOTHING),
        (Money(PAID, 3_000, FEE), NOTHING, Money(BACK, FEE), Money(BACK, 3_000)),
        (Money(PAID, 0, CHEAPER), Money(BACK, 3_000), Money(BACK, FEE), NOTHING),
        (Money(DUE, FEE), NOTHING, NOTHING, NOTHING),
        (Money(PAID, FEE), NOTHING, NOTHING, Money(BACK, FEE)),
        (Money(WAIVED, FEE), NOTHING, NOTHING, Money(WAIVED, FEE)),
        (Money(WAIVED, 3_000, FEE), NOTHING, Money(BACK, FEE), NOTHING),
        (Money(BACK, FEE), NOTHING, NOTHING, Money(BACK, FEE)),
        (NOTHING, Money(BACK, FEE), Money(BACK, FEE), NOTHING),
    ],
    ids=[
        *("paid", "rest due", "rest paid by the new one", "part came back before"),
        *("nobody paid", "the new one paid", "waived", "rest waived"),
        *("given back before", "free now"),
    ],
)
@pytest.mark.every_case
def test_who_never_took_the_seat_over_keeps_only_what_they_paid(
    now, before, back_to_old, stays_with_new
):
    found = never_taken(now, before, has_seat_again=False)

    assert found == (back_to_old, stays_with_new)


@pytest.mark.parametrize(
    ("before", "has_seat_again", "after"),
    [
        (Money(DUE, FEE), True, Money(PAID, FEE)),
        (Money(DUE, DEARER), True, Money(DUE, 3_000, FEE)),
        (Money(DUE, CHEAPER), True, Money(PAID, FEE)),
        (Money(PAID, FEE), True, Money(PAID, 2 * FEE)),
        (Money(DUE, 6_000), False, Money(BACK, 6_000)),
        (Money(DUE, FEE), False, Money(PAID, FEE)),
    ],
    ids=["due", "more is due", "less is due", "paid twice", "owes a part", "owes all"],
)
@pytest.mark.every_case
def test_what_comes_back_counts_for_what_is_due(before, has_seat_again, after):
    now = Money(PAID, 0, FEE)

    back, _own = never_taken(now, before, has_seat_again=has_seat_again)

    assert back == after


@pytest.mark.parametrize(
    ("now", "percent", "after"),
    [
        (Money(PAID, 0, FEE), 0, Money(BACK, FEE)),
        (Money(PAID, 3_000, FEE), 50, Money(BACK, 7_500)),
        (Money(DUE, 3_000, FEE), 100, Money(DUE, 3_000, FEE)),
        (Money(DUE, 3_000, FEE), 80, Money(PAID, 0, FEE)),
        (Money(DUE, FEE), 0, NOTHING),
        (Money(DUE, FEE), 50, Money(DUE, 6_000)),
        (Money(WAIVED, FEE), 50, Money(WAIVED, FEE)),
        (Money(BACK, FEE), 50, Money(BACK, FEE)),
    ],
)
@pytest.mark.every_case
def test_who_gives_up_a_seat_gets_back_all_that_was_paid_for_it(now, percent, after):
    assert given_up(now, percent) == after


@pytest.mark.parametrize(
    ("now", "has_handed_over", "after"),
    [
        (NOTHING, True, Money(DUE, FEE)),
        (Money(BACK, 3_000), True, Money(DUE, CHEAPER, 3_000)),
        (Money(BACK, FEE), True, Money(PAID, FEE)),
        (Money(BACK, 6_000), False, Money(PAID, 6_000)),
        (Money(PAID, FEE), False, Money(PAID, FEE)),
    ],
)
@pytest.mark.every_case
def test_who_gets_a_seat_again_owes_what_they_did_not_keep(now, has_handed_over, after):
    assert taken_back(now, FEE, has_handed_over=has_handed_over) == after


@pytest.mark.parametrize(
    ("now", "new", "after"),
    [
        (Money(DUE, 3_000, FEE), PAID, Money(PAID, 3_000, FEE)),
        (Money(PAID, 3_000, FEE), DUE, Money(DUE, 3_000, FEE)),
        (Money(PAID, 0, FEE), DUE, Money(DUE, FEE)),
        (Money(PAID, 3_000, FEE), BACK, Money(BACK, DEARER)),
        (Money(BACK, FEE), None, NOTHING),
    ],
)
@pytest.mark.every_case
def test_staff_mark_the_whole_seat(now, new, after):
    assert marked(now, new) == after
