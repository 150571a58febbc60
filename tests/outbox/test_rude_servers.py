"""Mail servers that hang up, hang, or change their mind, at the worst moment."""

from collections import Counter
from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.outbox import deliver_due
from eventreg.outbox.states import LetterState
from tests.factories import make_letter
from tests.outbox.rows import first_letter, states


@pytest.fixture
def five(app, clock_at):
    """Five letters, and a clock that stands still."""
    clock_at(clock.now())
    addresses = [f"p{number}@example.org" for number in range(5)]
    for address in addresses:
        make_letter(to=address)
    return addresses


def deliver_for_a_day(clock_at):
    """Rounds of the worker, each when the next letter is due."""
    for pause in (1, 5, 15, 60, 180, 480, 1440):
        while deliver_due():
            pass
        clock_at(timedelta(minutes=pause))
    deliver_due()


def arrived(post):
    return Counter(to for to, _message in post.letters())


def test_a_connection_dropped_after_data_repeats_that_letter_alone(
    post, five, clock_at
):
    """The server has it and did not say so: the one case in which one goes twice."""
    post.drops_after_data = 1

    deliver_for_a_day(clock_at)

    assert set(states().values()) == {LetterState.SENT}
    assert arrived(post) == Counter(five) + Counter([five[0]])
    ids = [m["Message-ID"] for to, m in post.letters() if to == five[0]]
    assert len(set(ids)) == 1


def test_a_server_that_hangs_after_data_repeats_that_letter_alone(
    monkeypatch, post, five, clock_at
):
    monkeypatch.setattr("eventreg.outbox.mail.TIMEOUT", 0.5)
    post.mute_after_data = 1

    deliver_for_a_day(clock_at)

    assert set(states().values()) == {LetterState.SENT}
    assert arrived(post) == Counter(five) + Counter([five[0]])


def test_421_instead_of_taking_it_loses_and_doubles_nothing(post, five, clock_at):
    post.data = ["421 4.3.2 shutting down"]

    deliver_for_a_day(clock_at)

    assert set(states().values()) == {LetterState.SENT}
    assert arrived(post) == Counter(five)


def test_421_to_the_sender_costs_no_attempt(post, five, clock_at):
    post.mail_from = "421 4.7.0 too many connections"
    deliver_due()
    attempts = first_letter().attempts

    post.mail_from = ""
    deliver_for_a_day(clock_at)

    assert attempts == 0
    assert arrived(post) == Counter(five)


def test_greylisting_loses_and_doubles_nothing(post, five, clock_at):
    for address in five:
        post.rcpt[address] = ["451 4.7.1 greylisted", "450 still", "250 OK"]

    deliver_for_a_day(clock_at)

    assert set(states().values()) == {LetterState.SENT}
    assert arrived(post) == Counter(five)


def test_a_refusal_at_the_end_of_data_is_for_that_letter_alone(post, five, clock_at):
    post.data = ["554 5.7.1 looks like spam"]

    deliver_for_a_day(clock_at)

    assert list(states().values()) == [LetterState.FAILED, *[LetterState.SENT] * 4]
    assert first_letter().last_error == "554 5.7.1 looks like spam"
    assert arrived(post) == Counter(five[1:])


def test_a_server_that_is_away_for_a_night_gets_all_in_the_morning(
    app, post, five, clock_at
):
    port, app.config["MAIL_PORT"] = app.config["MAIL_PORT"], 1
    deliver_for_a_day(clock_at)
    waiting = set(states().values())

    app.config["MAIL_PORT"] = port
    deliver_for_a_day(clock_at)

    assert waiting <= {LetterState.RETRYING, LetterState.WAITING}
    assert arrived(post) == Counter(five)


def test_what_has_lost_its_reason_over_the_night_is_not_sent(app, post, clock_at):
    clock_at(clock.now())
    in_time, late = "ada@example.org", "ben@example.org"
    make_letter("offer", to=late, not_after=clock.now() + timedelta(hours=2))
    make_letter("offer", to=in_time, not_after=clock.now() + timedelta(hours=72))
    port, app.config["MAIL_PORT"] = app.config["MAIL_PORT"], 1
    deliver_due()

    app.config["MAIL_PORT"] = port
    clock_at(timedelta(hours=12))
    deliver_due()

    assert states() == {late: LetterState.WITHDRAWN, in_time: LetterState.SENT}
    assert arrived(post) == Counter([in_time])
