"""Workers that are killed, and workers that work side by side."""

import random
import signal
from collections import Counter

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.database import db, write_tx
from eventreg.outbox import deliver_due
from eventreg.outbox.models import Letter
from eventreg.outbox.states import LetterState
from tests.factories import make_letter
from tests.outbox.workers import start, wait_until, workers

#: A worker that dies at one point of its way.
DIES = """
import os, signal, smtplib
from eventreg import create_app
from eventreg.database import write_tx
from eventreg.outbox import claims, delivery
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
with create_app().app_context():
    {patch}
    delivery.deliver_due()
"""

#: A worker whose letters are free again a few seconds after its death.
SHORT_LEASES = """
import sys
from datetime import timedelta
from eventreg.outbox import claims, delivery
claims.LEASE, delivery.LEASE_NEEDED = timedelta(seconds=6), timedelta(seconds=3)
sys.argv = ["flask", "--app", "app", "worker"]
from flask.cli import main
main()
"""

POINTS = {
    "before its claim is stored": (
        "claim = claims.claim; claims.claim = lambda *a, **k: die(claim(*a, **k))"
    ),
    "while a letter is written": "delivery._ready = die",
    "between claim and sending": "delivery._send_all = die",
    "with the connection open": "delivery._send = die",
    "after the sender was named": "smtplib.SMTP.rcpt = die",
    "after the recipient was named": "smtplib.SMTP.data = die",
    "before the result is stored": "claims.note_sent = die",
    "after the result is stored": (
        "note = delivery._note; delivery._note = lambda what: die(note(what))"
    ),
    "before the goodbye": "smtplib.SMTP.quit = die",
}
#: Taken by the server and not yet noted: the one moment in which one goes twice.
TWICE = "before the result is stored"


@pytest.mark.parametrize("point", POINTS)
def test_a_worker_that_is_killed_loses_nothing(app, post, point):
    for number in range(3):
        make_letter(to=f"p{number}@example.org")

    dead = start(app, "-c", DIES.format(patch=POINTS[point]))
    dead.communicate()
    _end_leases()
    deliver_due()

    assert dead.returncode == -signal.SIGKILL
    arrived = Counter(to for to, _ in post.letters())
    assert set(arrived) == {f"p{number}@example.org" for number in range(3)}
    # Only what was sent and not yet noted goes twice, with one Message-ID.
    assert arrived.total() == (4 if point == TWICE else 3)
    assert len({message["Message-ID"] for _, message in post.letters()}) == 3


def test_two_workers_never_send_a_letter_twice(app, post):
    for number in range(60):
        make_letter(to=f"p{number}@example.org")

    with workers(app, 2):
        wait_until(_all_sent)

    arrived = Counter(to for to, _ in post.letters())
    assert arrived == Counter(f"p{number}@example.org" for number in range(60))


def test_a_worker_killed_in_the_middle_of_many_loses_none(app, post):
    for number in range(60):
        make_letter(to=f"p{number}@example.org")

    with workers(app) as [worker]:
        post.wait_for(10, seconds=60)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    _end_leases()
    while deliver_due():
        pass

    arrived = Counter(to for to, _ in post.letters())
    assert set(arrived) == {f"p{number}@example.org" for number in range(60)}
    assert arrived.total() <= 61


@pytest.mark.full
def test_200_letters_and_three_workers_that_are_killed_again_and_again(app, post):
    for number in range(200):
        make_letter(to=f"p{number}@example.org")
    kills, luck = 0, random.Random(5)
    running = [start(app, "-c", SHORT_LEASES) for _ in range(3)]
    try:
        while not _all_sent():
            # Between two commits or two commands, wherever they just are.
            wait_until(_after(luck.randint(1, 12), post))
            victim = luck.randrange(3)
            running[victim].kill()
            running[victim].communicate()
            kills += 1
            running[victim] = start(app, "-c", SHORT_LEASES)
    finally:
        for process in running:
            process.kill()
            process.communicate()

    arrived = Counter(to for to, _ in post.letters())
    ids = {(to, message["Message-ID"]) for to, message in post.letters()}
    assert set(arrived) == {f"p{number}@example.org" for number in range(200)}
    assert len(ids) == 200
    assert kills > 5
    # Each kill can come just between the server's answer and our note of it.
    assert arrived.total() <= 200 + kills


def _after(count, post):
    """Whether so many more have arrived, or nothing is left to wait for."""
    wanted = len(post) + count
    return lambda: len(post) >= wanted or _all_sent()


def _end_leases() -> None:
    """As though two minutes had passed."""
    with write_tx() as session:
        session.execute(
            sa.update(Letter)
            .where(Letter.lease_until.is_not(None))
            .values(lease_until=clock.now())
        )


def _all_sent() -> bool:
    db.session.rollback()
    left = sa.select(sa.func.count()).where(Letter.state != LetterState.SENT)
    return db.session.scalar(left) == 0
