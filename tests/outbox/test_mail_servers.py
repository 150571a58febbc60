"""Mail servers that are away, slow, strange, or do not know us."""

import socket
from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.outbox import deliver_due
from eventreg.outbox.states import LetterState
from tests.factories import make_letter
from tests.live import free_port
from tests.outbox.certificates import self_signed
from tests.outbox.peer import Peer, peer
from tests.outbox.rows import first_letter, states

#: The server of these tests asks for a password without encryption.
IN_THE_CLEAR = pytest.mark.filterwarnings("ignore:Requiring AUTH")


def test_a_server_that_is_away_costs_no_attempt(app, clock_at):
    app.config.update(MAIL_SERVER="127.0.0.1", MAIL_PORT=free_port())
    clock_at(clock.now())
    make_letter()

    assert deliver_due() == 0

    letter = first_letter()
    assert (letter.state, letter.attempts) == (LetterState.RETRYING, 0)
    assert "refused" in letter.last_error


def test_a_server_that_is_away_is_left_alone_for_longer_and_longer(app, clock_at):
    app.config.update(MAIL_SERVER="127.0.0.1", MAIL_PORT=free_port())
    clock_at(clock.now())
    make_letter()
    line = _line(app)

    pauses = []
    for _ in range(8):
        deliver_due()
        pauses.append((line().closed_until - clock.now()).total_seconds())
        clock_at(line().closed_until)

    assert pauses == [5, 10, 20, 40, 80, 160, 300, 300]


@IN_THE_CLEAR
@pytest.mark.parametrize("password", ["wrong", None], ids=["wrong", "none"])
def test_a_server_that_does_not_know_us_costs_no_attempt(app, password):
    box = Peer()
    box.password = "right"
    with peer(box, wants_password=True):
        _use(app, box, MAIL_USERNAME="us", MAIL_PASSWORD=password)
        make_letter()

        assert deliver_due() == 0

    letter = first_letter()
    assert (letter.state, letter.attempts) == (LetterState.RETRYING, 0)
    assert letter.last_error[:4] in {"535 ", "530 "}


@IN_THE_CLEAR
def test_the_right_password_opens_the_server(app):
    box = Peer()
    box.password = "right"
    with peer(box, wants_password=True):
        _use(app, box, MAIL_USERNAME="us", MAIL_PASSWORD="right")
        make_letter()

        assert deliver_due() == 1


def test_a_server_that_refuses_the_sender_costs_no_attempt(app, post):
    post.mail_from = "550 who are you"
    make_letter()

    assert deliver_due() == 0

    assert (first_letter().state, first_letter().last_error) == (
        LetterState.RETRYING,
        "550 who are you",
    )


def test_who_says_421_gets_the_rest_later(app, post, clock_at):
    clock_at(clock.now())
    post.rcpt["p1@example.org"] = ["421 too many", "250 OK"]
    for number in range(4):
        make_letter(to=f"p{number}@example.org")

    deliver_due()
    first = list(states().values())
    at_once = deliver_due()
    clock_at(timedelta(seconds=5))
    deliver_due()
    clock_at(timedelta(minutes=1))
    deliver_due()

    assert first == [
        LetterState.SENT,
        LetterState.RETRYING,
        LetterState.WAITING,
        LetterState.WAITING,
    ]
    assert at_once == 0
    assert [to for to, _ in post.letters()] == [
        f"p{number}@example.org" for number in (0, 2, 3, 1)
    ]


def test_a_connection_that_breaks_loses_nothing(app, post, clock_at):
    clock_at(clock.now())
    post.hangs_up_after = 1
    for number in range(3):
        make_letter(to=f"p{number}@example.org")

    deliver_due()
    post.hangs_up_after = -1
    clock_at(timedelta(minutes=2))
    deliver_due()

    assert sorted(to for to, _ in post.letters()) == [
        f"p{number}@example.org" for number in range(3)
    ]


def test_a_slow_server_does_not_outlast_the_lease(app, post, clock_at):
    """Letters that could not be begun in time are given back untouched."""
    clock_at(clock.now())
    for number in range(3):
        make_letter(to=f"p{number}@example.org")
    post.slow_down = lambda: clock_at(timedelta(seconds=45))

    assert deliver_due() == 1

    assert list(states().values())[1:] == [LetterState.WAITING] * 2


def test_a_stranger_with_the_servers_name_gets_no_letter(app, tmp_path):
    box = Peer()
    with peer(box, tls=self_signed(tmp_path)):
        _use(app, box, MAIL_USE_TLS=True)
        make_letter()

        assert deliver_due() == 0

    assert "certificate" in first_letter().last_error.lower()


def test_a_server_that_does_not_answer_costs_no_attempt(app, monkeypatch):
    monkeypatch.setattr("eventreg.outbox.mail.TIMEOUT", 0.5)
    make_letter()
    with socket.create_server(("127.0.0.1", 0)) as mute:
        app.config.update(MAIL_SERVER="127.0.0.1", MAIL_PORT=mute.getsockname()[1])

        assert deliver_due() == 0

    letter = first_letter()
    assert (letter.state, letter.attempts, letter.last_error) == (
        LetterState.RETRYING,
        0,
        "Connection unexpectedly closed: timed out",
    )


def _use(app, box, **settings):
    app.config.update(
        {
            "MAIL_SERVER": "127.0.0.1",
            "MAIL_PORT": box.port,
            "MAIL_USERNAME": None,
            "MAIL_PASSWORD": None,
            **settings,
        }
    )


def _line(app):
    return lambda: app.extensions["mail_line"]
