"""Asking for long work, and noting how it goes."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import force_locale

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, once_committed
from eventreg.jobs.tasks import files, queries
from eventreg.jobs.tasks.kinds import KINDS, Made
from eventreg.jobs.tasks.models import LONGEST_TITLE, TITLES, Task
from eventreg.jobs.tasks.states import CAN_START_AGAIN, OPEN, TaskState
from eventreg.web.locale import DEFAULT, LANGUAGES

#: So long a file is kept; afterwards it is made anew, from the data of then.
KEPT = timedelta(hours=24)
#: So long a task belongs to a worker that gives no sign of life.
LEASE = timedelta(seconds=60)
#: A task that takes its process down with it is not tried for ever.
MOST_ATTEMPTS = 3


@dataclass(frozen=True)
class Hold:
    """One attempt of one worker at one task."""

    code: str
    worker: str
    attempt: int


def ask(
    kind: str,
    arguments: Mapping[str, Any],
    *,
    title: Callable[[], str],
    language: str,
    back: str,
    by: Actor,
) -> Task:
    """Have a worker do this; pressing twice gives the same task.

    :param title: gives what it makes in the words of the language now being written;
        each reader has it in their own.
    :param back: address on this site where the asker came from.
    :raises KeyError: there is no such kind of work.
    """
    name, plain = KINDS[kind].name, dict(arguments)
    task = queries.same_open(name, plain, by)
    if task is None:
        titles = _in_each_language(title)
        task = Task(
            code=secrets.token_urlsafe(16),
            kind=name,
            values=plain | {TITLES: titles},
            title=titles.get(language, titles[DEFAULT]),
            language=language,
            back=back[:300],
            asked_by=by.reference,
            asked_at=clock.now(),
            state=TaskState.WAITING,
        )
        db.session.add(task)
        db.session.flush()
    return task


def _in_each_language(title: Callable[[], str]) -> dict[str, str]:
    titles = {}
    for language in LANGUAGES:
        with force_locale(language):
            titles[language] = title()[:LONGEST_TITLE]
    return titles


def cancel(task: Task) -> bool:
    """End it, wherever it is; False when it had ended already."""
    return _change(
        Task.id == task.id, state=TaskState.CANCELLED, ended_at=clock.now(), worker=""
    )


def start_again(task: Task) -> bool:
    """Try once more what failed or was cancelled; False when it was neither."""
    db.session.refresh(task, with_for_update=True)
    if task.state not in CAN_START_AGAIN:
        return False
    task.state, task.trouble, task.ended_at = TaskState.WAITING, "", None
    task.done = task.total = task.attempts = 0
    return True


def claim(worker: str) -> Hold | None:
    """Take the task that waits longest, or that a dead worker left behind.

    :returns: ``None`` when there is nothing to do.
    """
    now = clock.now()
    task = db.session.scalar(
        sa.select(Task)
        .where(queries.is_due(now))
        .order_by(Task.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if task is None:
        return None
    if task.attempts >= MOST_ATTEMPTS:  # it took whole workers down with it
        task.state, task.ended_at, task.worker = TaskState.FAILED, now, ""
        return None
    task.state, task.worker, task.lease_until = TaskState.RUNNING, worker, now + LEASE
    task.attempts += 1
    task.done = task.total = 0
    return Hold(task.code, worker, task.attempts)


def renew(hold: Hold) -> bool:
    """Keep the task; False when it is no longer ours, or was cancelled."""
    return _change(_is(hold), lease_until=clock.now() + LEASE)


def note_progress(hold: Hold, done: int, total: int) -> bool:
    """How far it is; False when nobody wants it from us any more."""
    done = max(0, min(done, total))
    return _change(_is(hold), done=done, total=total, lease_until=clock.now() + LEASE)


def note_done(hold: Hold, made: Made) -> bool:
    """Its file is there; False when it is no longer ours."""
    return _change(
        _is(hold),
        state=TaskState.DONE,
        ended_at=clock.now(),
        done=Task.total,
        worker="",
        file_name=made.name,
        media_type=made.media_type,
        size=len(made.body),
    )


def note_failed(hold: Hold, trouble: str) -> bool:
    """It will not come to anything.

    :param trouble: why, in the asker's language; empty: its process died each time.
    """
    return _change(
        _is(hold),
        state=TaskState.FAILED,
        ended_at=clock.now(),
        worker="",
        trouble=trouble[:500],
    )


def give_back(hold: Hold, *, is_counted: bool) -> bool:
    """Leave it to the next worker.

    :param is_counted: it took its process down, and may do so again.
    """
    return _change(
        _is(hold),
        state=TaskState.WAITING,
        worker="",
        lease_until=None,
        attempts=hold.attempt if is_counted else hold.attempt - 1,
    )


def forget_old() -> int:
    """Delete tasks whose time is over, and files that belong to none."""
    now = clock.now()
    ended = sa.select(Task).where(Task.ended_at < now - KEPT)
    old = list(db.session.scalars(ended))
    for task in old:
        db.session.delete(task)
    db.session.flush()
    known = set(db.session.scalars(sa.select(Task.code)))
    for path in files.strays(known):
        once_committed(lambda path=path: path.unlink(missing_ok=True))  # type: ignore[misc]
    return len(old)


def is_held(hold: Hold) -> bool:
    """Whether the task is still ours: nobody cancelled it or took it over."""
    held = sa.select(Task.id).where(_is(hold), Task.state == TaskState.RUNNING)
    return db.session.scalar(held) is not None


def _is(hold: Hold) -> sa.ColumnElement[bool]:
    return sa.and_(
        Task.code == hold.code,
        Task.worker == hold.worker,
        Task.attempts == hold.attempt,
    )


def _change(which: sa.ColumnElement[bool], **values: Any) -> bool:
    """Change a task that still goes on; False when it does not, or is not ours."""
    changed = db.session.execute(
        sa.update(Task)
        .where(which, Task.state.in_(OPEN))
        .values(**values)
        .execution_options(synchronize_session=False)
        .returning(Task.id)
    )
    return changed.first() is not None
