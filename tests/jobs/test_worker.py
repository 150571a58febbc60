"""``flask worker`` as a process."""

import signal

import pytest

from eventreg.database import db
from eventreg.jobs import last_heartbeat
from tests.outbox.workers import wait_until, workers


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_ends_cleanly_when_told_to(app, number):
    with workers(app) as [worker]:
        wait_until(_is_alive)
        worker.send_signal(number)
        output, _ = worker.communicate(timeout=20)

    assert worker.returncode == 0
    assert "has ended" in output
    assert "Traceback" not in output


def _is_alive() -> bool:
    db.session.rollback()
    return last_heartbeat() is not None
