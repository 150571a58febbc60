"""Ways to look at a list that somebody kept."""

from collections.abc import Sequence

import sqlalchemy as sa

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.registrations.models import ListView


def kept_views(event: Event, account: str) -> Sequence[ListView]:
    """Those of one account for one event, by name."""
    query = sa.select(ListView).filter_by(event_id=event.id, kept_by=account)
    return db.session.scalars(query.order_by(ListView.name, ListView.id)).all()


def kept_view(event: Event, account: str, code: str) -> ListView | None:
    query = sa.select(ListView).filter_by(event_id=event.id, kept_by=account, code=code)
    return db.session.scalar(query)
