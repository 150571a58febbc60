"""What the process does that a worker makes for one task."""

import contextlib
import logging
import os
import resource
import signal
import time

from flask import Flask
from flask_babel import force_locale
from flask_babel import gettext as _

from eventreg.database import write_tx
from eventreg.jobs.tasks import files, queries, services
from eventreg.jobs.tasks.kinds import KINDS, Made, TaskTrouble
from eventreg.jobs.tasks.services import Hold

logger = logging.getLogger(__name__)

#: CPU seconds; 5,000 badges take about 30.
MOST_SECONDS = 300
#: Bytes of address space; 5,000 badges take about 2 GB.
MOST_MEMORY = 4 << 30
#: Seconds between two notes of how far it is.
NOTE_EVERY = 0.3


class _NotWanted(Exception):
    """Cancelled, or another worker has it."""


def main(app: Flask, hold: Hold) -> None:
    """Do the task, note what came of it, and return."""
    _be_modest()
    with app.app_context():
        try:
            _do(hold)
        except _NotWanted:
            logger.info("task %s is not wanted any more", hold.code)


def _be_modest() -> None:
    """Let others go first, and take no more than a share of the machine."""
    # The worker ends this process itself, and a key press is meant for it too.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(5)
    for what, most in (
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_AS, MOST_MEMORY),
    ):
        # Not every system knows each limit.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, resource.getrlimit(what)[1]))


def _do(hold: Hold) -> None:
    task = queries.by_code(hold.code)
    if task is None:
        raise _NotWanted
    kind, arguments, language = KINDS.get(task.kind), task.arguments, task.language
    with force_locale(language):
        try:
            if kind is None:
                raise TaskTrouble(_("This kind of job does not exist any more."))
            made = kind.work(arguments, _Progress(hold))
            _hand_over(hold, made)
        except TaskTrouble as trouble:
            _fail(hold, str(trouble))
        except MemoryError:
            _fail(hold, _("This needs more memory than one job may take."))
        except _NotWanted:
            raise
        except Exception:
            logger.exception("task %s failed", hold.code)
            _fail(hold, _("Something went wrong on our side. It is in the log."))


def _hand_over(hold: Hold, made: Made) -> None:
    try:
        files.write(hold.code, made.body)
    except OSError as error:
        logger.error("the file of task %s cannot be written: %s", hold.code, error)
        raise TaskTrouble(
            _("The file could not be stored: is the disk full?")
        ) from None
    with write_tx():
        is_ours = services.note_done(hold, made)
        if is_ours and made.once_kept:
            made.once_kept()
    if not is_ours:
        raise _NotWanted


def _fail(hold: Hold, trouble: str) -> None:
    with write_tx():
        services.note_failed(hold, trouble)


class _Progress:
    """Notes the steps, a few times a second at most."""

    def __init__(self, hold: Hold) -> None:
        self._hold = hold
        self._next = 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now < self._next and done < total:
            return
        self._next = now + NOTE_EVERY
        with write_tx():
            is_ours = services.note_progress(self._hold, done, total)
        if not is_ours:
            raise _NotWanted
