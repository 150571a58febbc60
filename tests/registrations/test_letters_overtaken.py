"""What a server puts off does not arrive after it has become untrue."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.outbox import LetterState, deliver_due
from eventreg.outbox.models import Letter
from eventreg.registrations import queries, services
from eventreg.registrations.letters.reaching import Reach, reach
from eventreg.registrations.services.signing_up import ask_to_confirm
from eventreg.registrations.states import State
from tests.factories import letters_leave, make_event, make_letter, make_registration
from tests.outbox.conftest import _forget, post

__all__ = ["_forget", "post"]

ADA = "ada@example.org"
LATER = timedelta(minutes=10)
LATE = {"state": LetterState.RETRYING, "last_error": "451 later"}
FAILED = {"state": LetterState.FAILED, "last_error": "550 unknown"}


@pytest.fixture
def greylisted(app, post, clock_at):
    """A server that puts off the first letter to Ada."""
    clock_at(clock.now())
    post.rcpt[ADA] = ["451 greylisted", "250 OK"]
    return post


def form(state=State.UNVERIFIED, **columns):
    """Ada's registration, whose last letter was put off."""
    event = make_event(capacity=1, **columns)
    return make_registration(event, state, email=ADA).reference


def do(service, registration, **options):
    """What a service does with somebody as the table has them by now."""
    with write_tx():
        return service(queries.by_reference(registration), **options)


def arrived(post, clock_at):
    """The subjects of all that arrives in the end."""
    deliver_due()
    clock_at(LATER)
    deliver_due()
    return [message["Subject"].partition(":")[0] for _to, message in post.letters()]


def states():
    db.session.rollback()
    rows = sa.select(Letter.letter, Letter.state).order_by(Letter.id)
    return [(letter, state.value) for letter, state in db.session.execute(rows)]


def test_nobody_who_cancelled_reads_afterwards_that_they_are_in(greylisted, clock_at):
    ada = form()
    do(services.verify, ada)
    deliver_due()

    do(services.cancel, ada, by=Actor.worker())

    assert arrived(greylisted, clock_at) == ["Your registration is cancelled"]
    assert states() == [("confirmed", "withdrawn"), ("cancelled", "sent")]


def test_nobody_who_has_a_seat_reads_afterwards_of_the_waitlist(greylisted, clock_at):
    event = make_event(capacity=1)
    ben = make_registration(event).reference
    ada = make_registration(event, State.UNVERIFIED, email=ADA).reference
    do(services.verify, ada)
    deliver_due()

    do(services.cancel, ben, by=Actor.worker())
    deliver_due()
    clock_at(LATER)
    deliver_due()

    assert ("waitlisted", "withdrawn") in states()
    assert [to for to, _ in greylisted.letters()].count(ADA) == 1


def test_who_confirmed_is_not_asked_to_confirm(greylisted, clock_at):
    ada = form()
    do(ask_to_confirm, ada)
    deliver_due()

    do(services.verify, ada)

    arrived(greylisted, clock_at)
    assert states() == [("confirm_your_address", "withdrawn"), ("confirmed", "sent")]


@pytest.mark.parametrize("was", [LATE, FAILED], ids=["put off", "failed"])
def test_a_form_that_ends_without_a_letter_asks_no_more(app, was):
    ada = form()
    do(ask_to_confirm, ada)
    letters_leave(**was)

    event = queries.by_reference(ada).event
    with write_tx():
        services.end_all(event, by=Actor.worker(), reason={})

    assert states() == [("confirm_your_address", "withdrawn")]


def test_a_reminder_that_failed_is_put_aside_with_its_state(app):
    ada = form(State.CONFIRMED)
    make_letter("reminder", registration=ada, key="reminder")
    letters_leave(**FAILED)

    do(services.cancel, ada, by=Actor.worker())

    assert states() == [("reminder", "withdrawn"), ("cancelled", "waiting")]


def test_a_decision_that_can_be_undone_takes_back_nothing_yet(greylisted, clock_at):
    ada = form(needs_approval=True)
    do(services.verify, ada)
    deliver_due()

    do(services.approve, ada, by=Actor.worker())
    do(services.undo, ada, by=Actor.worker())

    arrived(greylisted, clock_at)
    assert states() == [("received", "sent"), ("confirmed", "withdrawn")]


def test_who_reads_of_an_offer_with_the_new_date_is_told_of_it(app):
    event = make_event(capacity=1, offer_hours=48)
    ben = make_registration(event).reference
    ada = make_registration(event, State.WAITLISTED, email=ADA).reference
    do(services.cancel, ben, by=Actor.worker())
    letters_leave(**LATE)

    make_letter("event_moved", registration=ada)
    letters_leave()

    assert ("offer", "withdrawn") in states()
    assert reach(queries.by_reference(ada)) is Reach.TOLD
