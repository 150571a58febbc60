"""The director decides, and can take it back while the letter waits."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.events.states import PoolKind
from eventreg.outbox.models import Letter
from eventreg.people.models import CompanyKind
from eventreg.registrations import history, log, queries, services
from eventreg.registrations.models import What
from eventreg.registrations.seats_audit import differences
from eventreg.registrations.states import State, Why
from eventreg.web.roles import Role
from tests.factories import (
    make_event,
    make_member,
    make_party,
    make_person,
    make_registration,
)

pytestmark = pytest.mark.usefixtures("app")

OLE = Actor.worker()


def a_trip(**columns):
    values = {"needs_approval": True, "accept_hours": 168, "offer_hours": 72}
    return make_event(**values | columns)


def decide(verb, registration, **options):
    with write_tx():
        return getattr(services, verb)(registration, by=OLE, **options)


def test_an_approval_offers_a_seat_to_accept(letters):
    event = a_trip(starts_in=timedelta(days=90))
    ada = make_registration(event, State.PENDING, email="ada@example.org")

    decide("approve", ada)

    left = ada.offer_expires_at - clock.now()
    assert ada.state == State.OFFERED
    assert timedelta(days=7, minutes=9) < left <= timedelta(days=7, minutes=10)
    assert event.pool(PoolKind.EVENT).taken == 1
    assert letters() == [("approved", "ada@example.org")]


def test_where_nothing_needs_accepting_an_approval_confirms():
    ada = make_registration(a_trip(accept_hours=0), State.PENDING)

    decide("approve", ada)

    assert ada.state == State.CONFIRMED


def test_an_approval_without_a_free_seat_leads_to_the_line():
    event = a_trip(capacity=1)
    make_registration(event, State.CONFIRMED)
    ada = make_registration(event, State.PENDING)

    decide("approve", ada)

    assert (ada.state, queries.place_in_line(ada)) == (State.WAITLISTED, 1)


def test_a_decision_is_not_shown_and_its_letter_waits_for_ten_minutes():
    ada = make_registration(a_trip(), State.PENDING)

    decide("decline", ada, text="The sector is full.")

    (letter,) = db.session.query(Letter)
    wait = letter.due_at - clock.now()
    assert (ada.state, ada.shown_state) == (State.DECLINED, State.PENDING)
    assert timedelta(minutes=9) < wait <= timedelta(minutes=10)


def test_undoing_brings_the_person_back_and_the_letter_never_goes():
    event = a_trip(capacity=1)
    ada = make_registration(event, State.PENDING)
    decide("approve", ada)

    decide("undo", ada)

    (letter,) = db.session.query(Letter)
    assert (ada.state, letter.state) == (State.PENDING, "withdrawn")
    assert event.pool(PoolKind.EVENT).taken == 0
    assert ada.moves[-1].why == Why.UNDONE


def test_a_seat_that_undoing_frees_goes_to_the_line():
    event = a_trip(capacity=1)
    ada = make_registration(event, State.PENDING)
    decide("approve", ada)
    ben = make_registration(event, State.WAITLISTED)

    moved_up = decide("undo", ada)

    assert (moved_up, ben.state) == ([ben], State.OFFERED)
    assert differences() == []


def test_after_sending_now_nothing_can_be_taken_back():
    ada = make_registration(a_trip(), State.PENDING)
    decide("approve", ada)

    decide("send_now", ada)

    assert ada.shown_state == State.OFFERED
    with pytest.raises(services.TooLateToUndo):
        decide("undo", ada)


def test_the_log_says_who_sent_it_now_and_the_person_reads_nothing_of_it():
    ada = make_registration(a_trip(), State.PENDING)
    decide("approve", ada)

    with write_tx():
        services.send_now(ada, by=Actor(ActorKind.STAFF, "ole"))

    [change] = ada.changes
    assert (change.what, change.actor) == (What.SENT_NOW, "ole")
    words = log.what_words(What.SENT_NOW)
    assert words in [line.words for line in log.lines(ada, by=Role.DIRECTOR)]
    assert words not in [step.words for step in history.steps(ada)]


def test_a_second_decision_changes_nothing():
    ada = make_registration(a_trip(), State.PENDING)
    decide("approve", ada)

    with pytest.raises(services.AlreadyDecided):
        decide("decline", ada)

    assert ada.state == State.OFFERED


def test_cancelling_before_the_letter_withdraws_it():
    ada = make_registration(a_trip(), State.PENDING, email="ada@example.org")
    decide("approve", ada)

    with write_tx():
        services.cancel(ada, by=Actor.person(ada))

    assert [(row.letter, row.state) for row in db.session.query(Letter)] == [
        ("approved", "withdrawn"),
        ("application_withdrawn", "waiting"),
    ]
    assert differences() == []


def test_an_approval_too_close_to_the_start_is_refused():
    event = a_trip(starts_in=timedelta(hours=3, minutes=30))
    ada = make_registration(event, State.PENDING)

    with pytest.raises(services.TooCloseToTheStart):
        decide("approve", ada)

    assert (ada.state, event.pool(PoolKind.EVENT).taken) == (State.PENDING, 0)


def test_onto_the_waitlist_is_a_decision_of_its_own():
    event = a_trip(capacity=1)
    make_registration(event, State.CONFIRMED)
    ada = make_registration(event, State.PENDING)

    decide("onto_waitlist", ada)

    assert (ada.state, ada.moves[-1].why) == (State.WAITLISTED, Why.ONTO_WAITLIST)


def test_nobody_waits_in_line_while_seats_are_free():
    ada = make_registration(a_trip(capacity=1), State.PENDING)

    with pytest.raises(services.SeatsAreFree):
        decide("onto_waitlist", ada)

    assert ada.state == State.PENDING


def test_later_hides_the_row_for_a_week():
    ada = make_registration(a_trip(), State.PENDING)

    decide("later", ada)

    assert (ada.state, queries.inbox()) == (State.PENDING, [])
    put_off = queries.inbox(queries.InboxWanted(with_later=True))
    assert [row.registration for row in put_off] == [ada]


def test_the_inbox_flags_a_second_person_of_a_company_and_a_full_event():
    event = a_trip(capacity=1)
    make_registration(event, State.CONFIRMED, company="Müller & Söhne")
    make_registration(event, State.PENDING, company="Mueller & Soehne")

    (row,) = queries.inbox()

    assert (row.flags, row.free) == (("same_company", "full"), 0)


def test_of_an_institution_and_of_a_party_several_may_come():
    event = a_trip()
    city = make_member("City", kind=CompanyKind.INSTITUTION)
    ada, ben = make_person(city), make_person(city)
    for person in (ada, ben):
        make_registration(event, State.PENDING, company="City", person_id=person.id)
    make_party(event, State.PENDING, 2, company="Acme")

    assert [row.flags for row in queries.inbox()] == [()] * 4


def test_the_inbox_flags_one_person_under_two_addresses():
    event = a_trip()
    same = {"given_name": "Ada", "family_name": "Berg", "company": "Acme"}
    make_registration(event, State.CONFIRMED, **same)
    make_registration(event, State.PENDING, **same)

    (row,) = queries.inbox()

    assert row.flags == ("same_company", "possible_double")


def test_a_declined_person_can_be_considered_again():
    ada = make_registration(a_trip(), State.DECLINED)

    decide("reconsider", ada)

    assert ada.state == State.PENDING
