"""Contingents, sessions and the team: who needs a seat in which pools."""

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.errors import DomainError
from eventreg.events import services as events
from eventreg.events.states import PoolKind
from eventreg.registrations import queries, services
from eventreg.registrations.seats_audit import differences
from eventreg.registrations.services.running import expire_at
from eventreg.registrations.states import RegistrationRole, State
from tests.factories import make_event, make_registration, pool_named

pytestmark = pytest.mark.usefixtures("app")

OLE = Actor.worker()


def do(service, *args, **options):
    with write_tx():
        return service(*args, **options)


def states(*registrations):
    return [registration.state for registration in registrations]


def taken(event):
    return {pool.name("en") or str(pool.kind): pool.taken for pool in event.pools}


def a_delegation(*, capacity=4, **options):
    """Four seats, two of them for science and two for business."""
    contingents = {"science": 2, "business": 2}
    event = make_event(capacity=capacity, contingents=contingents, **options)
    return event, pool_named(event, "science"), pool_named(event, "business")


def applicant(*pools, **values):
    given = {"given_name": "Ada", "family_name": "Berg", "email": "ada@example.org"}
    pool_ids = tuple(pool.id for pool in pools)
    return services.Applicant(**given | values, language="en", pool_ids=pool_ids)


def test_a_seat_is_one_in_each_pool_that_is_needed():
    event, science, _business = a_delegation(sessions={"robots": 3})
    ada = do(
        services.enter,
        event,
        applicant(science, pool_named(event, "robots")),
        by=OLE,
    )

    assert ada.state == State.CONFIRMED
    assert taken(event) == {
        "event": 1,
        "team": 0,
        "science": 1,
        "business": 0,
        "robots": 1,
    }


def test_a_full_contingent_takes_no_seat_anywhere():
    event, science, _business = a_delegation()
    for _ in range(2):
        make_registration(event, pools=[science])
    ada = make_registration(event, State.UNVERIFIED, pools=[science])

    assert do(services.verify, ada) == State.WAITLISTED
    assert taken(event)["event"] == 2
    assert differences() == []


def test_a_full_contingent_blocks_only_those_who_need_it():
    event, science, business = a_delegation()
    for _ in range(2):
        make_registration(event, pools=[science])
    ben = make_registration(event, State.WAITLISTED, pools=[science])
    ada = make_registration(event, State.UNVERIFIED, pools=[business])
    cyd = make_registration(event, State.UNVERIFIED)

    assert do(services.verify, ada) == State.CONFIRMED
    assert do(services.verify, cyd) == State.CONFIRMED
    assert ben.state == State.WAITLISTED


def test_a_freed_seat_goes_to_the_first_who_needs_no_full_contingent():
    event, science, business = a_delegation(capacity=3)
    for _ in range(2):
        make_registration(event, pools=[science])
    dan = make_registration(event, pools=[business])
    ben = make_registration(event, State.WAITLISTED, pools=[science])
    cyd = make_registration(event, State.WAITLISTED, pools=[business])

    moved_up = do(services.cancel, dan, by=Actor.person(dan))

    assert (moved_up, ben.state) == ([cyd], State.WAITLISTED)


def test_an_expired_offer_of_a_contingent_goes_on_within_it():
    event, science, business = a_delegation(capacity=2, offer_hours=48)
    ada = make_registration(event, State.OFFERED, pools=[science])
    make_registration(event, pools=[business])
    ben = make_registration(event, State.WAITLISTED, pools=[science])

    do(expire_at, ada, ada.offer_expires_at, by=OLE)

    assert states(ada, ben) == [State.EXPIRED, State.OFFERED]
    assert differences() == []


def test_raising_a_contingent_moves_its_line_in_the_same_transaction():
    event, science, _business = a_delegation(capacity=4)
    for _ in range(2):
        make_registration(event, pools=[science])
    ben = make_registration(event, State.WAITLISTED, pools=[science])
    cyd = make_registration(event, State.WAITLISTED, pools=[science])

    with write_tx() as session:
        events.set_capacity(event, science, 3, by=OLE)
        within = states(ben, cyd)
        session.rollback()

    assert within == [State.CONFIRMED, State.WAITLISTED]
    assert states(ben, cyd) == [State.WAITLISTED] * 2


def test_raising_moves_no_more_people_than_seats_came_free():
    event = make_event(capacity=1)
    make_registration(event)
    line = [make_registration(event, State.WAITLISTED) for _ in range(4)]

    do(events.set_capacity, event, event.pool(PoolKind.EVENT), 3, by=OLE)

    assert states(*line) == [State.CONFIRMED] * 2 + [State.WAITLISTED] * 2


def test_seats_that_are_taken_cannot_be_taken_away():
    event, science, _business = a_delegation()
    for _ in range(2):
        make_registration(event, pools=[science])

    with pytest.raises(DomainError):
        do(events.set_capacity, event, science, 1, by=OLE)
    with pytest.raises(DomainError):
        do(events.set_capacity, event, event.pool(PoolKind.EVENT), 1, by=OLE)

    assert (science.capacity, event.pool(PoolKind.EVENT).capacity) == (2, 4)


def a_full_session(**options):
    event = make_event(sessions={"robots": 1}, **options)
    make_registration(event, pools=[pool_named(event, "robots")])
    return event, pool_named(event, "robots")


def test_a_full_session_cannot_be_chosen_when_signing_up(letters):
    event, robots = a_full_session()

    with pytest.raises(services.ChoiceIsFull, match="robots"):
        do(services.sign_up, event, applicant(robots))

    assert letters() == []


def test_a_session_that_fills_up_meanwhile_is_told_when_confirming():
    event, robots = a_full_session()
    ada = make_registration(event, State.UNVERIFIED, pools=[robots])

    with pytest.raises(services.ChoiceIsFull):
        do(services.verify, ada)

    assert ada.state == State.UNVERIFIED
    assert (taken(event)["event"], taken(event)["robots"]) == (1, 1)


def test_a_session_that_fills_up_meanwhile_is_told_when_approving():
    event, robots = a_full_session(needs_approval=True)
    ada = make_registration(event, State.PENDING, pools=[robots])

    with pytest.raises(services.ChoiceIsFull):
        do(services.approve, ada, by=OLE)

    assert ada.state == State.PENDING
    assert (taken(event)["event"], taken(event)["robots"]) == (1, 1)


def test_the_team_has_seats_of_its_own():
    event = make_event(capacity=1, team_seats=1)
    make_registration(event)
    eve = make_registration(event, State.PENDING, role=RegistrationRole.SPEAKER)

    assert do(services.approve, eve, by=OLE) == State.CONFIRMED
    assert taken(event) == {"event": 1, "team": 1}


def test_the_team_has_no_line():
    event = make_event(team_seats=1)
    make_registration(event, role=RegistrationRole.TEAM)
    eve = make_registration(event, State.PENDING, role=RegistrationRole.TEAM)

    with pytest.raises(services.TeamIsFull):
        do(services.approve, eve, by=OLE)

    assert eve.state == State.PENDING


def test_a_speaker_sits_outside_the_contingents():
    event, science, _business = a_delegation(capacity=1)
    make_registration(event, pools=[science])
    eve = make_registration(event, State.WAITLISTED, pools=[science])

    do(
        services.choose,
        eve,
        [science],
        by=OLE,
        language="en",
        role=RegistrationRole.SPEAKER,
    )

    assert eve.state == State.CONFIRMED, "nobody waits for a seat of the team"
    assert taken(event) == {"event": 1, "team": 1, "science": 1, "business": 0}


def test_members_stand_first_only_where_they_need_the_same_pool():
    event, science, business = a_delegation(capacity=3, members_first=True)
    for _ in range(2):
        make_registration(event, pools=[science])
    dan = make_registration(event, pools=[business])
    ben = make_registration(event, State.WAITLISTED, pools=[business])
    mia = make_registration(event, State.WAITLISTED, pools=[science], is_member=True)

    do(services.cancel, dan, by=Actor.person(dan))

    assert states(ben, mia) == [State.CONFIRMED, State.WAITLISTED]
    assert queries.place_in_line(mia) == 1
