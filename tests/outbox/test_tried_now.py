"""A letter that waits for the mail server, and somebody who need not wait."""

import socket
from datetime import timedelta

import pytest
from flask import current_app

from eventreg import clock
from eventreg.database import db
from eventreg.outbox import deliver_due, queries
from eventreg.outbox.states import LetterState
from tests.factories import make_letter
from tests.house import text_of
from tests.outbox.rows import first_letter, seen, set_letter

LETTERS = "/manage/letters"


@pytest.fixture
def office(sign_in):
    return sign_in("office")


@pytest.fixture
def is_down(post):
    """Nobody listens where the mail server was; ``post`` can come back."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        current_app.config["MAIL_PORT"] = taken.getsockname()[1]
        yield post


def comes_back(post):
    current_app.config["MAIL_PORT"] = post.port


def press(client, letter):
    """As the page shows it now."""
    db.session.rollback()
    letter = queries.by_reference(letter.reference)
    address = f"{LETTERS}/{letter.reference}"
    answer = client.post(f"{address}/try", data=seen(letter))
    assert (answer.status_code, answer.location) == (303, address)
    return client.get(answer.location)


def standing(client, letter):
    page = client.get(f"{LETTERS}/{letter.reference}").page
    return text_of(page.select_one("section[aria-labelledby=standing]"))


def test_one_that_waits_says_that_the_server_cannot_be_used(
    client, office, is_down, clock_at
):
    first = make_letter()
    deliver_due()
    at_once = standing(client, first)
    clock_at(timedelta(minutes=2))
    later = make_letter()

    said = standing(client, later)

    assert "the mail server cannot be used now" in at_once
    assert "the mail server cannot be used now, and all e-mails wait" in said
    assert "What happened: the mail server takes no connections" in said
    assert "next round" not in said
    assert "Try now" in said


def test_one_that_waits_while_all_is_well_goes_with_the_next_round(
    client, office, post, clock_at
):
    post.rcpt["ben@example.org"] = ["451 greylisted"]
    make_letter(to="ben@example.org")
    deliver_due()
    letter = make_letter()

    assert "It goes out with the next round." in standing(client, letter)


def test_the_server_is_called_at_once_whatever_the_worker_thinks_of_it(
    client, office, is_down
):
    letter = make_letter()
    deliver_due()
    comes_back(is_down)
    assert deliver_due() == 0

    page = press(client, letter)

    assert page.flashes == ["The mail server has accepted the e-mail."]
    assert first_letter().state == LetterState.SENT
    assert len(is_down) == 1


def test_a_server_that_is_still_away_is_said_and_nothing_is_lost(
    client, office, is_down
):
    letter = make_letter()

    page = press(client, letter)

    assert page.flashes == [
        "The e-mail could not be sent now: the mail server takes no connections"
    ]
    assert first_letter().state == LetterState.RETRYING
    comes_back(is_down)
    assert deliver_due() == 1
    assert len(is_down) == 1


def test_one_that_was_put_off_is_tried_before_its_time(client, office, post):
    post.rcpt["ben@example.org"] = ["451 greylisted"]
    letter = make_letter(to="ben@example.org")
    deliver_due()
    assert first_letter().due_at > clock.now()
    post.rcpt.clear()

    page = press(client, letter)

    assert page.flashes == ["The mail server has accepted the e-mail."]


def test_it_is_not_tried_twice(client, office, post):
    letter = make_letter()
    old_page = seen(letter)
    deliver_due()

    client.post(f"{LETTERS}/{letter.reference}/try", data=old_page)

    assert "sent to ada@example.org meanwhile" in client.get(LETTERS).flashes[0]
    assert len(post) == 1


@pytest.mark.parametrize(
    "state", [LetterState.HELD, LetterState.WITHDRAWN, LetterState.FAILED]
)
def test_what_does_not_go_by_itself_is_not_tried(client, office, post, state):
    letter = make_letter()
    set_letter(state=state, last_error="550 unknown")

    page = press(client, letter)

    assert "Your click has changed nothing." in page.flashes[0]
    assert "Try now" not in standing(client, letter)
    assert len(post) == 0


def test_without_a_mail_server_there_is_nothing_to_try(client, office):
    current_app.config["MAIL_SERVER"] = ""
    letter = make_letter()

    assert "Try now" not in standing(client, letter)
    assert press(client, letter).flashes[0].startswith("No e-mail leaves this site yet")


def test_no_more_go_in_a_minute_than_the_server_takes(client, office, post):
    current_app.config["MAIL_PER_MINUTE"] = 1
    make_letter(to="ben@example.org")
    deliver_due()
    letter = make_letter()

    page = press(client, letter)

    assert page.flashes == ["The e-mail goes out with the next round."]
    assert len(post) == 1
