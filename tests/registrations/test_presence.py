"""Check-ins: who came, since when, and taking that back."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask_babel import force_locale

from eventreg import clock
from eventreg.audit.actors import Actor, ActorKind
from eventreg.audit.models import AuditEntry
from eventreg.database import db, write_tx
from eventreg.events.states import EventState
from eventreg.registrations.log import lines
from eventreg.registrations.presence import lists, queries, services
from eventreg.registrations.presence.models import Direction
from eventreg.registrations.presence.queries import Attendance
from eventreg.registrations.states import State
from eventreg.web.roles import Role
from tests.factories import make_check_in, make_event, make_registration
from tests.house import count_queries

pytestmark = pytest.mark.usefixtures("app")

OLE = Actor(ActorKind.STAFF, "ole")


@pytest.fixture
def event(app):
    """It runs since an hour."""
    return make_event(starts_in=timedelta(hours=-1))


def do(service, *args, **options):
    with write_tx():
        return service(*args, by=OLE, **options)


def directions(registration):
    return [row.direction for row in queries.all_of(registration)]


def acts():
    return list(db.session.scalars(sa.select(AuditEntry.act).order_by(AuditEntry.id)))


def test_who_comes_is_in_since_then(event):
    ada = make_registration(event)

    do(services.check_in, ada, desk="Desk 2")

    row = queries.check_in_of(ada)
    assert (row.desk, row.actor, row.at <= clock.now()) == ("Desk 2", "ole", True)
    assert acts() == ["check_in.made"]


def test_a_second_check_in_changes_nothing(event):
    ada = make_registration(event)
    first = do(services.check_in, ada, desk="Desk 1")

    second = do(services.check_in, ada, desk="Desk 2")

    assert second.id == first.id
    assert directions(ada) == [Direction.IN]
    assert acts() == ["check_in.made"]


def test_what_a_device_sends_again_counts_once_even_when_taken_back_since(event):
    ada = make_registration(event)
    do(services.check_in, ada, device="tablet", nonce="1")
    do(services.take_back, ada)

    do(services.check_in, ada, device="tablet", nonce="1")

    assert directions(ada) == [Direction.IN, Direction.OUT]
    assert queries.check_in_of(ada) is None


def test_no_device_uses_a_number_twice(event):
    make_check_in(make_registration(event), device="tablet", nonce="1")

    with pytest.raises(sa.exc.IntegrityError):
        make_check_in(make_registration(event), device="tablet", nonce="1")


def test_a_check_in_can_be_taken_back_and_made_anew(event):
    ada = make_registration(event)
    do(services.check_in, ada)

    was_in = do(services.take_back, ada)
    after = queries.check_in_of(ada)
    do(services.check_in, ada)

    assert (was_in, after) == (True, None)
    assert queries.check_in_of(ada) is not None
    assert acts() == ["check_in.made", "check_in.taken_back", "check_in.made"]


def test_taking_back_what_is_not_there_changes_nothing(event):
    ada = make_registration(event)

    assert do(services.take_back, ada) is False
    assert (directions(ada), acts()) == ([], [])


@pytest.mark.parametrize("state", [s for s in State if s is not State.CONFIRMED])
def test_only_who_is_confirmed_can_be_checked_in(event, state):
    ada = make_registration(event, state)

    with pytest.raises(services.HasNoSeat):
        do(services.check_in, ada)

    assert directions(ada) == []


def test_it_begins_at_midnight_of_the_day_by_the_clock_of_the_place(clock_at):
    event = make_event(timezone="Asia/Tokyo", starts_in=timedelta(days=2))
    ada = make_registration(event)
    start = event.starts_local.replace(hour=0, minute=0)
    midnight = clock.to_utc(start, "Asia/Tokyo")

    clock_at(midnight - timedelta(minutes=1))
    with pytest.raises(services.NobodyCanHaveCome):
        do(services.check_in, ada)
    clock_at(midnight)
    do(services.check_in, ada)

    assert directions(ada) == [Direction.IN]


def test_a_cancelled_event_takes_nobody_in():
    event = make_event(starts_in=timedelta(hours=-1), state=EventState.CANCELLED)
    ada = make_registration(event)

    with pytest.raises(services.NobodyCanHaveCome):
        do(services.check_in, ada)


def test_the_count_knows_who_came_and_who_did_not(event):
    for _number in range(2):
        make_check_in(make_registration(event))
    back = make_registration(event)
    make_check_in(back)
    make_check_in(back, Direction.OUT)
    make_registration(event, State.WAITLISTED)
    make_check_in(make_registration(event, State.CANCELLED))

    found = queries.attendance(event)

    assert found == Attendance(expected=3, present=3, missing=1)
    assert (found.percent, found.missing_percent) == (67, 33)


def test_counting_takes_one_query(event):
    for _number in range(5):
        make_check_in(make_registration(event))

    with count_queries() as statements:
        queries.attendance(event)

    assert len([s for s in statements if s.startswith("SELECT count")]) == 1


def test_present_are_those_who_came_and_have_a_seat(event):
    zoe = make_registration(event, family_name="Zorn")
    ada = make_registration(event, family_name="Ahrens")
    make_registration(event)
    for each in (zoe, ada, make_registration(event, State.CANCELLED)):
        make_check_in(each)

    assert lists.present(event) == [ada, zoe]


def test_many_are_ticked_at_once_and_whoever_cannot_is_named(event):
    ada, ben, cyd = (make_registration(event) for _ in range(3))
    make_check_in(cyd)
    dan = make_registration(event, State.DECLINED)
    came = {each.reference for each in (ada, ben, dan)}

    count, refused = do(services.tick, event, came=came, did_not={cyd.reference})

    assert count == 3
    assert [type(error) for error in refused] == [services.HasNoSeat]
    assert lists.present(event) == [ada, ben]


def test_people_of_another_event_are_left_alone(event):
    other = make_registration(make_event(starts_in=timedelta(hours=-1)))

    count, refused = do(services.tick, event, came={other.reference}, did_not=set())

    assert (count, refused, directions(other)) == (0, [], [])


def test_the_history_says_who_checked_somebody_in(event):
    ada = make_registration(event)
    do(services.check_in, ada, desk="Desk 2")
    do(services.take_back, ada)

    with force_locale("en"):
        found = [line.words for line in lines(ada, by=Role.OFFICE)][:2]

    assert found == ["Check-in taken back", "Checked in, Desk 2"]


def test_check_ins_go_with_their_registration(event):
    ada = make_registration(event)
    make_check_in(ada)

    with write_tx() as session:
        session.delete(ada)

    assert queries.attendance(event) == Attendance(0, 0, 0)
