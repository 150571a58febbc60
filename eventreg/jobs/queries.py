"""Reading what the worker left behind."""

from datetime import datetime

import sqlalchemy as sa

from eventreg.database import db
from eventreg.jobs.models import Heartbeat, Periodic


def last_heartbeat() -> datetime | None:
    """When any worker was last seen; ``None``: never."""
    return db.session.scalar(sa.select(sa.func.max(Heartbeat.seen_at)))


def due_times() -> dict[str, datetime]:
    """When each periodic job is due next, by name."""
    rows = db.session.execute(sa.select(Periodic.name, Periodic.next_at))
    return dict(rows.all())
