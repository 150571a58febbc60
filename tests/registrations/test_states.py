"""The table of moves."""

import pytest
import sqlalchemy as sa

from eventreg.database import write_tx
from eventreg.errors import MoveNotAllowed
from eventreg.registrations.models import RegistrationMove
from eventreg.registrations.states import (
    BEGINNINGS,
    DECIDED,
    LIVE,
    MOVES,
    SEATED,
    State,
    Why,
    check_move,
)
from tests.factories import make_event, make_registration

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


def is_stored(registration, old, new, why):
    """Whether the database itself takes such a row into the log."""
    row = {"registration_id": registration.id, "old": old, "new": new, "why": why}
    try:
        with write_tx() as session:
            session.execute(
                sa.insert(RegistrationMove).values(actor_kind="worker", **row)
            )
    except sa.exc.IntegrityError as error:
        if "ck_registration_move_is_listed" not in str(error):
            raise
        return False
    return True


def test_the_database_takes_just_the_listed_moves(app):
    ada = make_registration(make_event())

    taken = {
        (old, new)
        for old in (None, *State)
        for new in State
        if is_stored(ada, old, new, Why.WITHDRAWN)
    }

    listed = {(old, new) for old in State for new in MOVES[old]}
    assert taken == listed | {(None, new) for new in BEGINNINGS}


def test_the_database_takes_back_only_decisions(app):
    ada = make_registration(make_event())
    others = set(State) - {old for old in State if State.PENDING in MOVES[old]}

    taken = {old for old in others if is_stored(ada, old, State.PENDING, Why.UNDONE)}

    assert taken == DECIDED - {State.DECLINED}, "from declined it is a listed move"
