"""A few kinds of long work, and a worker in this process."""

import os
import signal
import time

import pytest

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.jobs.tasks import Made, TaskTrouble, ask
from eventreg.jobs.tasks.kinds import KINDS, Kind
from eventreg.jobs.tasks.models import Task
from eventreg.jobs.tasks.overseer import let_go, look_after_tasks
from eventreg.jobs.tasks.queries import by_code
from eventreg.web.roles import Role

OFFICE = frozenset({Role.DIRECTOR, Role.OFFICE})


@pytest.fixture(autouse=True)
def _kinds(app, monkeypatch):
    """The kinds of work that tests ask for; what still runs is ended."""
    for kind in (
        Kind("greet", _greet, OFFICE, is_for_asker_alone=False),
        Kind("mine", _greet, OFFICE, is_for_asker_alone=True),
        Kind("dawdle", _dawdle, OFFICE, is_for_asker_alone=False),
        Kind("trip", _trip, OFFICE, is_for_asker_alone=False),
        Kind("crash", _crash, OFFICE, is_for_asker_alone=False),
        Kind("burn", _burn, OFFICE, is_for_asker_alone=False),
        Kind("gorge", _gorge, OFFICE, is_for_asker_alone=False),
    ):
        monkeypatch.setitem(KINDS, kind.name, kind)
    yield
    let_go(app)


def _greet(arguments, progress):
    progress(1, 2)
    return Made(f"Hello {arguments['name']}".encode(), "hello.txt", "text/plain")


def _dawdle(arguments, progress):
    for step in range(1000):
        progress(step, 1000)
        time.sleep(0.05)
    return Made(b"at last", "late.txt", "text/plain")


def _trip(arguments, progress):
    if arguments:
        raise TaskTrouble("There is no paper left.")
    raise ZeroDivisionError


def _crash(arguments, progress):
    os.kill(os.getpid(), signal.SIGKILL)


def _burn(arguments, progress):
    while True:
        pass


def _gorge(arguments, progress):
    return Made(bytes(1 << 62), "huge.bin", "application/octet-stream")


@pytest.fixture
def asked(app):
    """Ask for a piece of work: ``asked("greet", name="Ada")``."""

    def make(kind, *, by="office", language="en", **arguments) -> str:
        with write_tx():
            task = ask(
                kind,
                arguments,
                title=lambda: "A long list",
                language=language,
                back="/manage",
                by=Actor(ActorKind.STAFF, by),
            )
            return task.code

    return make


def work_until(is_so, *, seconds=30):
    """Be the worker until ``is_so(task)`` of the latest task."""
    end = time.monotonic() + seconds
    while True:
        look_after_tasks()
        task = latest()
        if is_so(task):
            return task
        assert time.monotonic() < end, f"waited in vain: {task.state}"
        time.sleep(0.02)


def latest() -> Task:
    db.session.rollback()
    return db.session.query(Task).order_by(Task.id.desc()).first()


def task_of(code) -> Task:
    db.session.rollback()
    return by_code(code)
