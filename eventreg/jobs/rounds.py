"""One round of the worker, and the loop that makes one after the other."""

import logging
import os
import signal
import socket
import time
from types import FrameType

import sqlalchemy as sa
from flask import Flask, current_app

from eventreg import clock
from eventreg.database import write_tx
from eventreg.jobs import queries, registry, services
from eventreg.jobs.registry import Job
from eventreg.jobs.tasks import overseer

logger = logging.getLogger(__name__)

#: Seconds between two rounds when there was nothing to do.
IDLE_PAUSE = 0.5
#: Seconds between two rounds while the database is away.
DATABASE_PAUSE = 2.0
#: Seconds between two signs of life.
HEARTBEAT_EVERY = 15.0
#: Seconds for which this worker leaves a job alone that has just failed.
AFTER_AN_ERROR = 5.0

_state = {"stopping": False}


def is_stopping() -> bool:
    """Long jobs ask this between two steps: the worker was told to end."""
    return _state["stopping"]


def periodic_due_now() -> int:
    """Run every job that is due, once; how many things they did together.

    A job that fails is logged and keeps nobody from the others.

    :raises sqlalchemy.exc.SQLAlchemyError: the database is away.
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    with app.app_context():
        due_times = queries.due_times()
    now, done = clock.now(), 0
    for job in list(registry.JOBS.values()):
        if is_stopping():
            break
        if due_times.get(job.name, now) <= now and not _is_resting(app, job):
            done += _run(app, job)
    return done


def work_until_stopped(app: Flask) -> None:
    """Make one round after the other until SIGTERM or SIGINT."""
    _state["stopping"] = False
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    worker, beat_at = f"{socket.gethostname()}:{os.getpid()}", 0.0
    logger.info("worker %s starts", worker)
    while not is_stopping():
        try:
            if time.monotonic() >= beat_at:
                _beat(app, worker)
                beat_at = time.monotonic() + HEARTBEAT_EVERY
            with app.app_context():
                pause = 0.0 if periodic_due_now() else IDLE_PAUSE
        except sa.exc.SQLAlchemyError as error:
            logger.warning("database is away, trying again: %s", error)
            pause = DATABASE_PAUSE
        _rest(pause)
    overseer.let_go(app)
    logger.info("worker %s has ended", worker)


def _run(app: Flask, job: Job) -> int:
    try:
        with app.app_context():
            return (job.work() or 0) if _claim(job) else 0
    except Exception:
        logger.exception("job %s failed", job.name)
    _resting(app)[job.name] = time.monotonic() + AFTER_AN_ERROR
    if job.every:
        with app.app_context(), write_tx():
            services.run_again_soon(job)
    return 0


def _claim(job: Job) -> bool:
    if job.every == 0:
        return True
    with write_tx():
        return services.claim(job)


def _resting(app: Flask) -> dict[str, float]:
    resting: dict[str, float] = app.extensions.setdefault("jobs_resting", {})
    return resting


def _is_resting(app: Flask, job: Job) -> bool:
    return time.monotonic() < _resting(app).get(job.name, 0.0)


def _beat(app: Flask, worker: str) -> None:
    with app.app_context(), write_tx():
        services.beat(worker)


def _rest(seconds: float) -> None:
    # In short steps: the handler only sets a flag, because a handler that
    # sets a threading.Event can meet the lock its own thread is holding.
    end = time.monotonic() + seconds
    while not is_stopping() and (left := end - time.monotonic()) > 0:
        time.sleep(min(left, 0.2))


def _stop(_number: int, _frame: FrameType | None) -> None:
    _state["stopping"] = True
