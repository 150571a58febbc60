"""The worker's side: one process for each task, watched until it ends."""

import logging
import multiprocessing
import os
import signal
import socket
import time
from dataclasses import dataclass
from multiprocessing.process import BaseProcess

from flask import Flask, current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from eventreg.database import db, write_tx
from eventreg.jobs.registry import periodic
from eventreg.jobs.tasks import child, queries, services
from eventreg.jobs.tasks.services import MOST_ATTEMPTS, Hold

logger = logging.getLogger(__name__)

#: Tasks that one worker does at the same time; letters go on beside them.
AT_ONCE = 1
#: Seconds between two signs of life; a lease is four times as long.
RENEW_EVERY = 15.0

_forks = multiprocessing.get_context("fork")


@dataclass
class _Running:
    hold: Hold
    process: BaseProcess
    renew_at: float


@periodic("tasks", every=0)
def look_after_tasks() -> int:
    """Start what waits, end what is not wanted, take note of what has ended."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    running = _running(app)
    ended = 0
    for one in list(running):
        if not one.process.is_alive():
            running.remove(one)
            _take_note(one)
            ended += 1
        elif not _is_wanted(one):
            running.remove(one)
            _end(one.process)
    if len(running) < AT_ONCE and (hold := _claim()):
        running.append(_start(app, hold))
    return ended


@periodic("forget_tasks", every=900)
def forget_tasks() -> int:
    """Delete what was kept for a day."""
    with write_tx():
        services.forget_old()
    return 0


def let_go(app: Flask) -> None:
    """The worker ends: its tasks begin anew with the next one."""
    running = _running(app)
    for one in running:
        _end(one.process)
        with app.app_context(), write_tx():
            services.give_back(one.hold, is_counted=False)
    running.clear()


def _running(app: Flask) -> list[_Running]:
    running: list[_Running] = app.extensions.setdefault("tasks_running", [])
    return running


def _claim() -> Hold | None:
    if not queries.is_any_due():
        return None
    with write_tx():
        return services.claim(f"{socket.gethostname()}:{os.getpid()}")


def _start(app: Flask, hold: Hold) -> _Running:
    # A connection must not be shared with a child, not even for closing it.
    db.session.remove()
    db.engine.dispose()
    process = _forks.Process(target=child.main, args=(app, hold), daemon=True)
    process.start()
    return _Running(hold, process, time.monotonic() + RENEW_EVERY)


def _is_wanted(one: _Running) -> bool:
    if time.monotonic() < one.renew_at:
        return services.is_held(one.hold)
    one.renew_at = time.monotonic() + RENEW_EVERY
    with write_tx():
        return services.renew(one.hold)


def _end(process: BaseProcess) -> None:
    process.kill()
    process.join()


def _take_note(one: _Running) -> None:
    """A process that has ended well has noted everything itself."""
    code = one.process.exitcode
    one.process.join()
    if not code:
        return
    logger.error("the process of task %s ended with %s", one.hold.code, code)
    with write_tx():
        if code == -signal.SIGXCPU:
            services.note_failed(one.hold, _too_long(one.hold))
        elif one.hold.attempt >= MOST_ATTEMPTS:
            services.note_failed(one.hold, "")
        else:
            services.give_back(one.hold, is_counted=True)


def _too_long(hold: Hold) -> str:
    task = queries.by_code(hold.code)
    with force_locale(task.language if task else "de"):
        return _("This takes longer than one job may take.")
