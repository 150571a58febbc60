"""Keeping a way to look at a list under a name."""

from collections.abc import Mapping

import sqlalchemy as sa

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.registrations.models import ListView


def keep_view(
    event: Event, account: str, name: str, args: Mapping[str, list[str]]
) -> ListView:
    """Keep it; the same name once more replaces what it meant."""
    view = db.session.scalar(
        sa.select(ListView).filter_by(event_id=event.id, kept_by=account, name=name)
    )
    if view is None:
        view = ListView(event_id=event.id, kept_by=account, name=name)
        db.session.add(view)
    view.args = dict(args)
    db.session.flush()
    return view


def forget_view(view: ListView) -> None:
    db.session.delete(view)
