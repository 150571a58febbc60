"""A newer letter about a registration takes back what it makes untrue."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock, outbox
from eventreg.database import db, write_tx
from eventreg.outbox import claims, deliver_due
from eventreg.outbox.models import Letter
from eventreg.outbox.overtaken import OVERTAKEN, take_back_older
from eventreg.outbox.states import LetterState
from tests.factories import make_letter
from tests.outbox.rows import first_letter, set_letter

ADA = "ada@example.org"
LATER = timedelta(minutes=10)
RETRYING = {"state": LetterState.RETRYING, "last_error": "451 later", "attempts": 1}
FAILED = {"state": LetterState.FAILED, "last_error": "550 unknown", "attempts": 1}


def write(letter, registration="R1", **options):
    return make_letter(letter, registration=registration, **options)


def states():
    db.session.rollback()
    rows = sa.select(Letter.letter, Letter.state).order_by(Letter.id)
    return [(letter, state.value) for letter, state in db.session.execute(rows)]


@pytest.mark.parametrize("was", [{}, RETRYING, FAILED], ids=["waits", "retry", "fail"])
def test_the_older_one_is_withdrawn_with_the_reason(app, was):
    write("confirmed")
    set_letter(**(was or {"attempts": 0}))

    write("cancelled")

    assert states() == [("confirmed", "withdrawn"), ("cancelled", "waiting")]
    assert first_letter().last_error == OVERTAKEN


def test_only_letters_of_this_registration_that_say_where_it_stands_go(app):
    write("confirmed", "R2")
    write("free")
    set_letter(**RETRYING)

    write("cancelled")

    assert [state for _, state in states()] == ["retrying", "retrying", "waiting"]


def test_a_letter_of_something_else_takes_nothing_back(app):
    write("confirmed")

    write("already_registered")

    assert states() == [("confirmed", "waiting"), ("already_registered", "waiting")]


@pytest.mark.parametrize("letter", ["already_registered", "party_changed"])
@pytest.mark.parametrize(
    ("was", "state"), [({}, "waiting"), (RETRYING, "withdrawn")], ids=["new", "tried"]
)
def test_news_of_its_own_goes_before_the_newer_one_or_not_at_all(
    app, letter, was, state
):
    write(letter)
    set_letter(**(was or {"attempts": 0}))

    write("confirmed")

    assert states() == [(letter, state), ("confirmed", "waiting")]


def test_with_a_rollback_the_older_one_goes(app):
    write("confirmed")

    def half():
        with write_tx():
            take_back_older(
                Letter(id=99, letter="cancelled", registration="R1", state="waiting")
            )
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()

    assert states() == [("confirmed", "waiting")]


def test_what_is_held_takes_back_the_older_one_when_it_goes(app, post, clock_at):
    post.rcpt[ADA] = ["451 greylisted", "250 OK"]
    clock_at(clock.now())
    write("received")
    deliver_due()
    write("confirmed", due_at=clock.now() + LATER)
    before = states()

    set_letter(due_at=clock.now() + LATER)
    clock_at(LATER)
    deliver_due()

    assert before == [("received", "retrying"), ("confirmed", "held")]
    assert states() == [("received", "withdrawn"), ("confirmed", "sent")]


def test_so_it_does_when_it_is_let_go_at_once(app):
    write("received")
    write("confirmed", due_at=clock.now() + LATER, key="decision")

    with write_tx():
        outbox.send_now("decision")

    assert states() == [("received", "withdrawn"), ("confirmed", "waiting")]


def test_what_is_held_is_not_taken_back_by_what_goes_before_it(app):
    write("confirmed", due_at=clock.now() + LATER)

    write("event_moved")

    assert states() == [("confirmed", "held"), ("event_moved", "waiting")]


@pytest.mark.parametrize(
    ("answer", "end"), [("451 later", "withdrawn"), ("250 OK", "sent")]
)
def test_one_that_is_on_its_way_may_arrive_but_is_not_tried_again(
    app, post, clock_at, answer, end
):
    clock_at(clock.now())
    post.rcpt[ADA] = [answer, "250 OK"]
    write("confirmed")

    def cancel():
        post.slow_down = lambda: None
        with app.app_context():
            write("cancelled")
            db.session.remove()

    post.slow_down = cancel
    deliver_due()
    clock_at(LATER)
    deliver_due()

    assert states() == [("confirmed", end), ("cancelled", "sent")]
    assert len(post) == (2 if end == "sent" else 1)


def test_one_whose_worker_died_is_not_taken_up_again(app, post, clock_at):
    clock_at(clock.now())
    write("confirmed")
    with write_tx():
        claims.claim(1, domain="example.org")
    write("cancelled")

    clock_at(LATER)
    deliver_due()

    assert states() == [("confirmed", "withdrawn"), ("cancelled", "sent")]
    assert len(post) == 1
