"""Keeping a way to look at a list under a name."""

from collections.abc import Mapping

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.events.models import Event
from eventreg.registrations.models import ListView


class ViewNameIsTaken(DomainError):
    """The account has another view of this name at the event."""

    def __init__(self) -> None:
        super().__init__(_("You have another view of this name. Choose another name."))


def keep_view(
    event: Event, account: str, name: str, args: Mapping[str, list[str]]
) -> ListView:
    """Keep it; the same name once more replaces what it meant.

    :raises ViewNameIsTaken: the same was sent twice at once.
    """
    view = db.session.scalar(
        sa.select(ListView).filter_by(event_id=event.id, kept_by=account, name=name)
    )
    if view is None:
        view = ListView(event_id=event.id, kept_by=account, name=name)
        db.session.add(view)
    view.args = dict(args)
    _write()
    return view


def rename_view(view: ListView, name: str) -> None:
    """Call it otherwise; what it shows stays.

    :raises ViewNameIsTaken: see there.
    """
    view.name = name
    _write()


def _write() -> None:
    try:
        with db.session.begin_nested():
            db.session.flush()
    except IntegrityError:
        # Two tabs give two views the same name.
        raise ViewNameIsTaken from None


def forget_view(view: ListView) -> None:
    db.session.delete(view)
