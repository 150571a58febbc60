"""Which states an event can go through."""

import pytest

from eventreg.errors import MoveNotAllowed
from eventreg.events.states import EventState, check_move


@pytest.mark.parametrize("new", list(EventState))
def test_a_cancelled_event_stays_cancelled(app, new):
    with pytest.raises(MoveNotAllowed):
        check_move(EventState.CANCELLED, new)


@pytest.mark.parametrize("old", list(EventState))
def test_no_event_becomes_a_draft_again(app, old):
    with pytest.raises(MoveNotAllowed):
        check_move(old, EventState.DRAFT)
