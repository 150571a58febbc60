"""Reading tasks."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.jobs.tasks.kinds import KINDS
from eventreg.jobs.tasks.models import Task
from eventreg.jobs.tasks.states import OPEN, TaskState
from eventreg.web.roles import Role


def by_code(code: str) -> Task | None:
    return db.session.scalar(sa.select(Task).filter_by(code=code))


def states_of(codes: Collection[str]) -> dict[str, TaskState]:
    """Where these tasks stand; those that are deleted already are missing."""
    if not codes:
        return {}
    query = sa.select(Task.code, Task.state).where(Task.code.in_(codes))
    return {row.code: row.state for row in db.session.execute(query)}


def asked_by(reference: str) -> list[Task]:
    """The tasks of one account, latest first."""
    query = sa.select(Task).filter_by(asked_by=reference).order_by(Task.id.desc())
    return list(db.session.scalars(query))


def may_see(task: Task, *, reference: str, role: Role) -> bool:
    """Whether this account may see the task and what it made.

    The role is asked again each time: it may have changed since.
    """
    kind = KINDS.get(task.kind)
    if kind is None or role not in kind.roles:
        return False
    return task.asked_by == reference or not kind.is_for_asker_alone


def same_open(kind: str, arguments: Mapping[str, Any], by: Actor) -> Task | None:
    """The task that this person has already asked for and that still goes on."""
    query = (
        sa.select(Task)
        .where(Task.kind == kind, Task.asked_by == by.reference, Task.state.in_(OPEN))
        .order_by(Task.id.desc())
    )
    same = (task for task in db.session.scalars(query) if task.arguments == arguments)
    return next(same, None)


def position(task: Task) -> int:
    """How many tasks are done before this one; 0: it is next, or has begun."""
    return (
        db.session.scalar(
            sa.select(sa.func.count()).where(Task.state.in_(OPEN), Task.id < task.id)
        )
        or 0
    )


def is_any_due() -> bool:
    """Whether there is anything to take on; takes no lock."""
    now = clock.now()
    due = sa.select(Task.id).where(is_due(now)).limit(1)
    return db.session.scalar(due) is not None


def is_due(now: datetime) -> sa.ColumnElement[bool]:
    """It waits, or a worker that died left it behind."""
    return sa.or_(
        Task.state == TaskState.WAITING,
        sa.and_(Task.state == TaskState.RUNNING, Task.lease_until <= now),
    )
