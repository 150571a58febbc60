"""Workers that are killed, and workers that work side by side."""

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
import os, signal
from eventreg import create_app
from eventreg.database import write_tx
from eventreg.outbox import claims, delivery
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
with create_app().app_context():
    {patch}
    delivery.deliver_due()
"""

POINTS = {
    "before its claim is stored": (
        "claim = claims.claim; claims.claim = lambda *a, **k: die(claim(*a, **k))"
    ),
    "between claim and sending": "delivery._send_all = die",
    "with the connection open": "delivery._send = die",
    "before the result is stored": "claims.note_sent = die",
}


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
    assert arrived.total() == (4 if point == "before the result is stored" else 3)
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
