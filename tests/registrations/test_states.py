"""The table of moves."""

import pytest

from eventreg.errors import MoveNotAllowed
from eventreg.registrations.states import LIVE, MOVES, SEATED, State, check_move

#: From product rules, section "The life of a registration", written out again.
ALLOWED = {
    ("unverified", "pending"),
    ("unverified", "confirmed"),
    ("unverified", "offered"),
    ("unverified", "waitlisted"),
    ("unverified", "cancelled"),
    ("pending", "confirmed"),
    ("pending", "offered"),
    ("pending", "waitlisted"),
    ("pending", "declined"),
    ("pending", "cancelled"),
    ("waitlisted", "offered"),
    ("waitlisted", "confirmed"),
    ("waitlisted", "declined"),
    ("waitlisted", "cancelled"),
    ("offered", "confirmed"),
    ("offered", "cancelled"),
    ("offered", "expired"),
    ("confirmed", "cancelled"),
    ("declined", "pending"),
    ("cancelled", "pending"),
    ("cancelled", "confirmed"),
    ("cancelled", "offered"),
    ("cancelled", "waitlisted"),
    ("expired", "pending"),
    ("expired", "confirmed"),
    ("expired", "offered"),
    ("expired", "waitlisted"),
}


@pytest.mark.parametrize("old", State)
@pytest.mark.parametrize("new", State)
def test_only_the_listed_moves_are_allowed(old, new):
    try:
        check_move(old, new)
        allowed = True
    except MoveNotAllowed:
        allowed = False

    assert allowed == ((old, new) in ALLOWED)


@pytest.mark.parametrize("old", State)
def test_taking_back_a_decision_leads_to_pending_only(old):
    decided = {State.WAITLISTED, State.OFFERED, State.CONFIRMED, State.DECLINED}

    if old in decided:
        check_move(old, State.PENDING, undo=True)
    else:
        with pytest.raises(MoveNotAllowed):
            check_move(old, State.CONFIRMED if old in SEATED else old, undo=True)


def test_every_state_has_its_moves():
    assert set(MOVES) == set(State)


def test_whoever_holds_a_seat_is_live():
    assert SEATED < LIVE
