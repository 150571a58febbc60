"""Claiming periodic work so that exactly one worker does it."""

from datetime import timedelta

import sqlalchemy as sa

from eventreg import clock
from eventreg.database import db, insert_ignore, upsert
from eventreg.jobs.models import Heartbeat, Periodic
from eventreg.jobs.registry import Job

#: Seconds until a job that failed is tried again, if it is not due sooner.
AFTER_AN_ERROR = 300

#: Workers that were not seen for so long are forgotten.
FORGET_WORKERS_AFTER = timedelta(days=1)


def claim(job: Job) -> bool:
    """Take the run that is due now; False when another worker was quicker."""
    now = clock.now()
    first = insert_ignore(Periodic).values(name=job.name, next_at=now)
    db.session.execute(first)
    taken = db.session.execute(
        sa.update(Periodic)
        .where(Periodic.name == job.name, Periodic.next_at <= now)
        .values(next_at=now + timedelta(seconds=job.every))
        .returning(Periodic.name)
    )
    return taken.first() is not None


def run_again_soon(job: Job) -> None:
    """Do not wait a whole period for a run that failed."""
    soon = clock.now() + timedelta(seconds=min(job.every, AFTER_AN_ERROR))
    db.session.execute(
        sa.update(Periodic).where(Periodic.name == job.name).values(next_at=soon)
    )


def beat(worker: str) -> None:
    """Note that ``worker`` is alive."""
    now = clock.now()
    db.session.execute(
        upsert(Heartbeat)
        .values(worker=worker, seen_at=now)
        .on_conflict_do_update(index_elements=["worker"], set_={"seen_at": now})
    )
    db.session.execute(
        sa.delete(Heartbeat).where(Heartbeat.seen_at < now - FORGET_WORKERS_AFTER)
    )
