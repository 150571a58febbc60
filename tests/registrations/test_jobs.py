"""What the worker does for registrations, and how soon."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.jobs import registry
from eventreg.registrations.states import State, Why
from tests.factories import make_event, make_party, make_registration

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.parametrize("name", ["expire_offers", "settle_lines"])
def test_what_only_the_clock_changes_is_done_within_a_minute(name):
    assert registry.JOBS[name].every <= 60


def test_each_offer_that_has_run_out_ends_and_its_seat_goes_on():
    event = make_event(capacity=2, offer_hours=48)
    past, later = (clock.now() + timedelta(seconds=n) for n in (-1, 60))
    ada = make_registration(event, State.OFFERED, offer_expires_at=past)
    ben = make_registration(event, State.OFFERED, offer_expires_at=later)
    cyd = make_registration(event, State.WAITLISTED)

    done = [registry.JOBS["expire_offers"].work() for _ in range(2)]

    assert done == [1, 0]
    assert [each.state for each in (ada, ben, cyd)] == [
        State.EXPIRED,
        State.OFFERED,
        State.OFFERED,
    ]
    assert cyd.moves[-1].why is Why.SEAT_CAME_FREE


def test_who_stood_behind_a_party_moves_up_by_themselves_two_days_before():
    event = make_event(capacity=1, only_together=True, starts_in=timedelta(hours=47))
    make_party(event, State.WAITLISTED, 2, together=True)
    cyd = make_registration(event, State.WAITLISTED)

    assert registry.JOBS["settle_lines"].work() == 1
    assert (cyd.state, cyd.moves[-1].why) == (State.CONFIRMED, Why.MOVED_UP)
