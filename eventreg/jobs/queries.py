"""Reading what the worker left behind."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from eventreg import clock
from eventreg.asking import Question
from eventreg.database import db
from eventreg.jobs.models import Heartbeat, Periodic

#: Workers show a sign of life every 15 seconds, and between long jobs.
GONE_AFTER = timedelta(minutes=5)


def last_heartbeat() -> datetime | None:
    """When any worker was last seen; ``None``: never."""
    return heartbeat_asked().answer()


def heartbeat_asked() -> Question[datetime | None]:
    """The question of ``last_heartbeat``."""
    query = sa.select(sa.func.max(Heartbeat.seen_at))
    return Question(query, lambda rows: rows[0][0])


def worker_trouble() -> str | None:
    """What is wrong with the workers, for machines; ``None``: one is at work."""
    seen_at = last_heartbeat()
    if seen_at is None:
        return "never seen"
    return "not seen any more" if clock.now() - seen_at > GONE_AFTER else None


def due_times() -> dict[str, datetime]:
    """When each periodic job is due next, by name."""
    rows = db.session.execute(sa.select(Periodic.name, Periodic.next_at))
    return dict(rows.all())
