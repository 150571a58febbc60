"""Periodic work: who does it, how often, and what happens when it fails."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.database import write_tx
from eventreg.jobs import periodic, periodic_due_now, registry, services
from eventreg.jobs.queries import due_times, last_heartbeat

HOUR = 3600


@pytest.fixture(autouse=True)
def _own_jobs(app, monkeypatch):
    """Only the jobs of the test itself."""
    app.extensions.pop("jobs_resting", None)
    monkeypatch.setattr(registry, "JOBS", {})


def test_a_job_runs_once_in_its_period(app, clock_at):
    clock_at(clock.now())
    runs = []
    periodic("hourly", every=HOUR)(lambda: runs.append(clock.now()))

    periodic_due_now()
    periodic_due_now()
    clock_at(timedelta(hours=1))
    periodic_due_now()

    assert len(runs) == 2
    assert due_times()["hourly"] == clock.now() + timedelta(hours=1)


def test_a_job_of_each_round_runs_in_each_round(app):
    runs = []
    periodic("always", every=0)(lambda: runs.append(1))

    periodic_due_now()
    periodic_due_now()

    assert len(runs) == 2


def test_a_round_says_how_much_was_done(app):
    periodic("three", every=HOUR)(lambda: 3)
    periodic("nothing", every=HOUR)(lambda: None)
    periodic("two", every=0)(lambda: 2)

    assert (periodic_due_now(), periodic_due_now()) == (5, 2)


def test_a_job_that_fails_is_logged_and_keeps_nobody_from_working(app, caplog):
    runs = []
    periodic("broken", every=HOUR)(lambda: 1 // 0)
    periodic("after it", every=0)(lambda: runs.append(1))

    periodic_due_now()

    assert runs == [1]
    assert [r.getMessage() for r in caplog.records if r.levelname == "ERROR"] == [
        "job broken failed"
    ]


def test_a_job_that_failed_is_tried_again_before_its_period_is_over(app, clock_at):
    moment = clock_at(clock.now())
    periodic("broken", every=24 * HOUR)(lambda: 1 // 0)

    periodic_due_now()

    assert due_times()["broken"] == moment + timedelta(minutes=5)


def test_what_a_failed_job_began_is_rolled_back(app):
    def half():
        with write_tx():
            services.beat("half:1")
            raise ZeroDivisionError

    periodic("half", every=0)(half)

    periodic_due_now()

    assert last_heartbeat() is None


def test_a_run_can_be_claimed_once(app):
    job = _job()

    with write_tx():
        first = services.claim(job)
    with write_tx():
        second = services.claim(job)

    assert (first, second) == (True, False)


def test_the_last_sign_of_life_counts(app, clock_at):
    clock_at(clock.now())
    with write_tx():
        services.beat("one:1")
    moment = clock_at(timedelta(seconds=20))
    with write_tx():
        services.beat("two:2")

    assert last_heartbeat() == moment


def _job():
    periodic("claimed", every=HOUR)(lambda: None)
    return registry.JOBS["claimed"]


def test_registering_again_replaces():
    periodic("one", every=1)(lambda: 1)
    periodic("one", every=2)(lambda: 2)

    assert [job.every for job in registry.JOBS.values()] == [2]


def test_readyz_says_whether_a_worker_is_at_work(client, clock_at):
    def check():
        return client.get("/readyz").json["checks"]["worker"]

    clock_at(clock.now())
    never = check()
    with write_tx():
        services.beat("one:1")
    alive = check()
    clock_at(timedelta(minutes=6))

    assert (never, alive, check()) == ("never seen", "ok", "not seen any more")
