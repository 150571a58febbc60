"""Deadlines and offers when the clocks change."""

from datetime import UTC, datetime, timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.registrations import services
from eventreg.registrations.states import State
from tests.factories import letters_leave, make_event, make_registration
from tests.registrations.postponing import do, postpone

pytestmark = pytest.mark.usefixtures("app")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "starts", "now", "hours", "ends"),
    [
        pytest.param(
            # On 28 March 2027 clocks skip from 2 to 3: 48 hours are 49 on the wall.
            *("Europe/Berlin", "2027-06-01T18:00", "2027-03-27T12:00", 48),
            "2027-03-29T14:00",
            id="spring in Berlin",
        ),
        pytest.param(
            # On 31 October 2027 the hour from 2 to 3 comes twice; the offer ends
            # in its second half, which the wall shows as the first.
            *("Europe/Berlin", "2027-12-01T18:00", "2027-10-29T01:30", 48),
            "2027-10-31T02:30",
            id="the hour that comes twice",
        ),
        pytest.param(
            *("Europe/Istanbul", "2027-12-01T18:00", "2027-10-29T01:30", 48),
            "2027-10-31T04:30",
            id="Istanbul keeps its clocks",
        ),
    ],
)
def test_an_offer_lasts_its_hours_whatever_clocks_do(zone, starts, now, hours, ends):
    start = datetime.fromisoformat(starts)
    with clock.at(at(now)):
        event = make_event(
            capacity=1, offer_hours=hours, timezone=zone, starts_local=start
        )
        ada = make_registration(event)
        ben = make_registration(event, State.WAITLISTED)
        do(services.cancel, ada, by=Actor.person(ada))

        assert ben.offer_expires_at - clock.now() == timedelta(hours=hours)
    assert clock.to_local(ben.offer_expires_at, zone).isoformat()[:16] == ends


def test_an_offer_that_ends_in_the_repeated_hour_ends_once():
    """Half past two comes twice that night; the seat is kept until the second."""
    with clock.at(at("2027-10-29T01:30")):
        event = make_event(
            capacity=1, offer_hours=48, starts_local=datetime(2027, 12, 1, 18)
        )
        ada = make_registration(event)
        ben = make_registration(event, State.WAITLISTED)
        do(services.cancel, ada, by=Actor.person(ada))
        letters_leave()

    with clock.at(at("2027-10-31T00:30")):
        assert clock.to_local(clock.now(), "Europe/Berlin").hour == 2
        do(services.expire, ben, by=Actor.worker())
        assert ben.state == State.OFFERED
    with clock.at(at("2027-10-31T01:30")), pytest.raises(services.OfferHasEnded):
        do(services.accept, ben)
    with clock.at(at("2027-10-31T01:30")):
        do(services.expire, ben, by=Actor.worker())
        assert ben.moves[-1].new == State.EXPIRED


@pytest.mark.parametrize(
    ("zone", "cut_off"),
    [("Europe/Berlin", "2027-03-28T00:30"), ("Europe/Istanbul", "2027-03-28T00:30")],
)
def test_the_cut_off_is_three_hours_before_whatever_the_wall_says(zone, cut_off):
    starts = clock.to_local(at("2027-03-28T03:30"), zone)
    with clock.at(at("2027-03-01T12:00")):
        event = make_event(timezone=zone, starts_local=starts)

    assert event.cut_off_at == at(cut_off)


def test_a_trip_moved_across_the_change_keeps_its_hour_on_the_wall():
    with clock.at(at("2027-03-01T12:00")):
        event = make_event(
            starts_local=datetime(2027, 3, 20, 18),
            deadline_local=datetime(2027, 3, 18, 12),
        )
        postpone(event, timedelta(days=14))

    assert event.starts_at == at("2027-04-03T16:00")
    assert event.deadline_local == datetime(2027, 4, 1, 12)
    assert event.deadline_at == at("2027-04-01T10:00")


@pytest.mark.parametrize(
    ("deadline", "moved"),
    [
        (datetime(2027, 3, 18, 23, 59), datetime(2027, 3, 25, 23, 59)),
        (datetime(2027, 3, 20, 13, 20), datetime(2027, 3, 27, 8, 0)),
    ],
    ids=["days before", "on the day"],
)
def test_a_deadline_moves_to_no_odd_hour_with_another_start(deadline, moved):
    with clock.at(at("2027-03-01T12:00")):
        starts = datetime(2027, 3, 20, 15, 20)
        event = make_event(starts_local=starts, deadline_local=deadline)
        postpone(event, datetime(2027, 3, 27, 10) - starts)

    assert event.deadline_local == moved
