"""Parties that come only together: all or none, at every step."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.errors import MoveNotAllowed
from eventreg.events import services as events
from eventreg.events.states import PoolKind
from eventreg.outbox.models import Letter
from eventreg.people.names import full_name
from eventreg.registrations import queries, services
from eventreg.registrations.models import What
from eventreg.registrations.seats_audit import differences
from eventreg.registrations.services.running import expire_at
from eventreg.registrations.states import State
from tests.factories import letters_leave, make_event, make_party, make_registration

pytestmark = pytest.mark.usefixtures("app")

OLE = Actor(ActorKind.STAFF, "ole")


def do(service, *args, **options):
    with write_tx():
        return service(*args, **options)


def an_event(**columns):
    return make_event(**{"capacity": 3, "only_together": True} | columns)


def a_party(event, state, size=2, **columns):
    return make_party(event, state, size, together=True, **columns)


def state_of(registrations):
    """The one state all of them are in."""
    (state,) = {registration.state for registration in registrations}
    return state


@pytest.mark.parametrize(("size", "state"), [(3, "confirmed"), (4, "waitlisted")])
def test_confirming_the_address_seats_all_or_none(size, state):
    event = an_event()
    party = a_party(event, State.UNVERIFIED, size)

    do(services.verify, party[0])

    assert state_of(party) == state
    assert event.pool(PoolKind.EVENT).taken == (3 if state == "confirmed" else 0)


@pytest.mark.parametrize(
    ("verb", "size", "state"),
    [
        ("approve", 3, "offered"),
        ("approve", 4, "waitlisted"),
        ("onto_waitlist", 4, "waitlisted"),
        ("decline", 2, "declined"),
    ],
)
def test_one_decision_is_for_all_of_them_and_can_be_taken_back(
    verb, size, state, letters
):
    event = an_event(needs_approval=True, accept_hours=24)
    party = a_party(event, State.PENDING, size)

    do(getattr(services, verb), party[1], by=OLE)
    assert state_of(party) == state
    assert len(letters()) == size

    do(services.undo, party[1], by=OLE)
    assert state_of(party) == State.PENDING
    assert differences() == []


def test_later_hides_them_all():
    event = an_event(needs_approval=True)
    party = a_party(event, State.PENDING)

    do(services.later, party[1], by=OLE)

    assert all(registration.later_until for registration in party)


def test_one_free_seat_is_not_enough_and_holds_up_who_stands_behind():
    event = an_event()
    ada, ben, cyd = (make_registration(event) for _ in range(3))
    party = a_party(event, State.WAITLISTED)
    dan = make_registration(event, State.WAITLISTED)

    do(services.cancel, ada, by=Actor.person(ada))
    assert (state_of(party), dan.state) == (State.WAITLISTED, State.WAITLISTED)
    newcomer = make_registration(event, State.UNVERIFIED)
    assert do(services.verify, newcomer) == State.WAITLISTED

    do(services.cancel, ben, by=Actor.person(ben))
    assert (state_of(party), dan.state) == (State.CONFIRMED, State.WAITLISTED)
    assert cyd.state == State.CONFIRMED


def test_one_place_in_line():
    event = an_event(capacity=1)
    make_registration(event)
    party = a_party(event, State.WAITLISTED, 3)
    dan = make_registration(event, State.WAITLISTED)

    assert [queries.place_in_line(r) for r in (*party, dan)] == [1, 1, 1, 2]


def an_offered_party(**columns):
    event = an_event(offer_hours=48, capacity=2, **columns)
    return event, a_party(event, State.OFFERED)


def test_the_head_accepts_for_all():
    _event, party = an_offered_party()

    with pytest.raises(MoveNotAllowed):
        do(services.accept, party[1])
    do(services.accept, party[0])

    assert state_of(party) == State.CONFIRMED


def test_the_head_refuses_for_all():
    event, party = an_offered_party()

    do(services.refuse, party[0])

    assert state_of(party) == State.CANCELLED
    assert event.pool(PoolKind.EVENT).taken == 0


def test_one_offer_is_extended_and_runs_out_for_all_and_they_rejoin_together():
    event, party = an_offered_party()
    later = party[0].offer_expires_at + timedelta(hours=1)
    with clock.at(clock.now() + timedelta(hours=1)):
        do(services.extend, party[1], by=OLE)
        letters_leave()
    assert {r.offer_expires_at > later - timedelta(hours=2) for r in party} == {True}

    do(expire_at, party[1], party[0].offer_expires_at, by=OLE)
    assert state_of(party) == State.EXPIRED
    make_registration(event)
    do(services.rejoin, party[1])

    assert state_of(party) == State.WAITLISTED
    assert {r.waiting_since for r in party} == {party[0].waiting_since}
    assert differences() == []


@pytest.mark.parametrize("size", [1, 2])
def test_staff_promote_all_or_none(size):
    event = an_event(capacity=size)
    party = a_party(event, State.WAITLISTED)

    if size == 1:
        with pytest.raises(services.NoSeatFree):
            do(services.promote, party[1], by=OLE)
    else:
        do(services.promote, party[1], by=OLE)

    assert event.pool(PoolKind.EVENT).taken == (2 if size == 2 else 0)
    assert state_of(party) == (State.CONFIRMED if size == 2 else State.WAITLISTED)


def test_a_paused_party_blocks_nobody():
    event = an_event(capacity=1)
    party = a_party(event, State.WAITLISTED)
    dan = make_registration(event, State.WAITLISTED)

    do(services.pause, party[1], by=OLE)

    assert (dan.state, [r.is_paused for r in party]) == (State.CONFIRMED, [True] * 2)


def test_who_is_paused_or_resumed_twice_is_so_once_in_the_log():
    party = a_party(an_event(capacity=0), State.WAITLISTED)

    for service in (services.pause, services.pause, services.resume, services.resume):
        do(service, party[1], by=OLE)

    once = [What.PAUSED, What.RESUMED]
    assert [[change.what for change in each.changes] for each in party] == [once] * 2


def test_declining_a_waiting_party_lets_the_next_move():
    event = an_event(capacity=1)
    party = a_party(event, State.WAITLISTED)
    dan = make_registration(event, State.WAITLISTED)

    do(services.decline, party[1], by=OLE)

    assert (state_of(party), dan.state) == (State.DECLINED, State.CONFIRMED)
    do(services.reconsider, party[1], by=OLE)
    assert state_of(party) == State.PENDING


def test_the_head_leaves_and_the_next_stands_in_at_the_same_place():
    event = an_event(capacity=1)
    make_registration(event)
    ada, ben, cyd = a_party(event, State.WAITLISTED, 3)
    dan = make_registration(event, State.WAITLISTED)

    do(services.cancel, ada, by=Actor.person(ada))

    assert (ben.head_id, cyd.head_id, ben.together) == (None, ben.id, True)
    assert [queries.place_in_line(r) for r in (ben, cyd, dan)] == [1, 1, 2]


def test_whoever_has_an_address_stands_in_first():
    event = an_event(capacity=1)
    ada, ben, cyd = a_party(event, State.WAITLISTED, 3)
    with write_tx():
        ben.email = None

    do(services.cancel, ada, by=Actor.person(ada))

    assert (ben.head_id, cyd.head_id) == (cyd.id, None)


def test_a_party_that_shrinks_to_one_goes_alone_onto_the_free_seat():
    event = an_event(capacity=1)
    ada, ben = a_party(event, State.WAITLISTED)

    do(services.cancel, ada, by=Actor.person(ada))

    assert (ben.state, ben.together, ben.head_id) == (State.CONFIRMED, False, None)


def test_in_the_last_two_days_a_party_is_passed_over_and_keeps_its_place():
    event = an_event(capacity=2, starts_in=timedelta(hours=47))
    ada = make_registration(event)
    make_registration(event)
    party = a_party(event, State.WAITLISTED)
    dan = make_registration(event, State.WAITLISTED)

    do(services.cancel, ada, by=Actor.person(ada))

    assert (state_of(party), dan.state) == (State.WAITLISTED, State.CONFIRMED)
    assert [queries.place_in_line(r) for r in party] == [1, 1]


@pytest.mark.parametrize("worker", [True, False], ids=["worker", "newcomer first"])
def test_when_two_days_are_left_those_behind_a_party_move_before_newcomers(worker):
    event = an_event(capacity=1, starts_in=timedelta(hours=49))
    party = a_party(event, State.WAITLISTED)
    dan = make_registration(event, State.WAITLISTED)
    eve = make_registration(event, State.UNVERIFIED)

    with clock.at(clock.now() + timedelta(hours=2)):
        moved = do(services.settle_lines) if worker else None
        assert do(services.verify, eve) == State.WAITLISTED
        do(services.settle_lines)
        do(services.settle_lines)

    assert (dan.state, moved) == (State.CONFIRMED, 1 if worker else None)
    assert state_of(party) == State.WAITLISTED
    assert [[c.what for c in r.changes] for r in party] == [[What.PASSED_OVER]] * 2


def test_the_log_says_once_that_a_party_is_passed_over():
    event = an_event(capacity=1, starts_in=timedelta(hours=47))
    make_registration(event)
    party = a_party(event, State.WAITLISTED)

    do(services.settle_lines)
    do(services.settle_lines)

    assert [[c.what for c in r.changes] for r in party] == [[What.PASSED_OVER]] * 2


def test_a_called_off_event_ends_parties_and_promotes_nobody(letters):
    event = an_event(capacity=2)
    seated, waiting = a_party(event, State.CONFIRMED), a_party(event, State.WAITLISTED)

    do(events.cancel, event, by=OLE, reason={"en": "Storm"})

    assert state_of([*seated, *waiting]) == State.CANCELLED
    assert [letter for letter, _to in letters()] == ["event_cancelled"] * 4
    assert differences() == []


def test_whoever_confirms_after_the_lead_gave_up_comes_alone():
    lead, ben, cyd = a_party(an_event(), State.UNVERIFIED, 3)

    do(services.cancel, lead, by=OLE)
    do(services.verify, ben)

    assert (ben.state, ben.together, ben.head_id) == (State.CONFIRMED, False, None)
    assert (cyd.state, cyd.together) == (State.UNVERIFIED, False)


@pytest.mark.parametrize(
    ("state", "letter"),
    [
        (State.PENDING, True),
        (State.WAITLISTED, True),
        (State.OFFERED, True),
        (State.CONFIRMED, False),
    ],
)
def test_whoever_answers_from_now_on_is_told(state, letter):
    event = make_event(capacity=3, offer_hours=48, needs_approval=True)
    ada, ben, cyd = make_party(event, state, 3, together=True)

    do(services.cancel, ada, by=Actor.person(ada))

    letters = db.session.query(Letter).filter_by(letter="party_changed")
    rows = letters.order_by(Letter.id).all()
    assert [row.to for row in rows] == ([ben.email, cyd.email] if letter else [])
    answers = [(r.values["answers_for"], r.values["answered_by"]) for r in rows]
    expected = [(full_name(cyd), ""), ("", full_name(ben))]
    assert answers == (expected if letter else [])
    for row in rows:
        assert row.values["gone"] == full_name(ada)
        assert bool(row.values["accept_until"]) is (state is State.OFFERED)


def test_the_last_of_a_party_must_answer_an_offer_alone():
    event = make_event(capacity=2, offer_hours=48)
    ada, ben = make_party(event, State.OFFERED, 2, together=True)

    do(services.cancel, ada, by=Actor.person(ada))

    [row] = db.session.query(Letter).filter_by(letter="party_changed")
    assert (row.to, row.values["answers_for"]) == (ben.email, "")
    do(services.accept, ben)
    assert ben.state == State.CONFIRMED


def test_a_decision_that_waits_names_who_answers_now():
    event = make_event(capacity=3, needs_approval=True, accept_hours=48)
    ada, ben, cyd = make_party(event, State.PENDING, 3, together=True)
    do(services.approve, ada, by=OLE)

    do(services.cancel, ada, by=Actor.person(ada))

    held = db.session.query(Letter).filter_by(state="held").order_by(Letter.id)
    assert [(row.letter, row.to) for row in held] == [
        ("approved", ben.email),
        ("party_offer", cyd.email),
    ]


def test_who_comes_back_into_the_inbox_is_told_so(letters):
    ada = make_registration(make_event(needs_approval=True), State.DECLINED)

    do(services.reconsider, ada, by=OLE)

    assert letters() == [("reconsidered", ada.email)]


def test_why_a_party_was_taken_back_stands_in_the_log_of_each():
    party = a_party(an_event(), State.EXPIRED)

    do(services.reinstate, party[0], by=OLE, note="Phoned")

    assert [each.moves[-1].note for each in party] == ["Phoned"] * 2
