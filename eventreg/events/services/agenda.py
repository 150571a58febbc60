"""The points of an agenda or itinerary: added, changed, taken away."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.errors import DomainError, Gone
from eventreg.events import queries, times
from eventreg.events.models import Event
from eventreg.events.programme import MOST_ENTRIES, AgendaEntry
from eventreg.events.services.editing import locked, tell


def add_entry(event: Event, values: Mapping[str, Any], *, by: Actor) -> AgendaEntry:
    """A new point of ``event``'s agenda.

    :param values: by column; times are local, texts by language.
    :raises DomainError: the times cannot be, or there are too many points.
    """
    event = locked(event)
    if len(event.agenda) >= MOST_ENTRIES:
        raise DomainError(_("These are as many as a page can show."))
    entry = AgendaEntry(**values)
    event.agenda.append(entry)
    _check(entry)
    db.session.flush()
    tell(event, {f"agenda {entry.key}": [None, _called(entry)]}, by=by)
    return entry


def edit_entry(event: Event, key: str, values: Mapping[str, Any], *, by: Actor) -> None:
    """Change a point of ``event``'s agenda.

    :raises DomainError: the times cannot be.
    :raises Gone: somebody has removed it.
    """
    event, entry = _locked(event, key)
    before = _called(entry)
    changed = [name for name, new in values.items() if getattr(entry, name) != new]
    for name in changed:
        setattr(entry, name, values[name])
    _check(entry)
    if changed:
        tell(event, {f"agenda {key}": [before, _called(entry)]}, by=by)


def remove_entry(event: Event, key: str, *, by: Actor) -> None:
    """Take a point out of ``event``'s agenda.

    :raises Gone: somebody was faster.
    """
    event, entry = _locked(event, key)
    tell(event, {f"agenda {key}": [_called(entry), None]}, by=by)
    db.session.delete(entry)


def _locked(event: Event, key: str) -> tuple[Event, AgendaEntry]:
    event = locked(event)
    entry = queries.agenda_entry(event, key)
    if entry is None:
        raise Gone
    return event, entry


def _check(entry: AgendaEntry) -> None:
    clocks = [(entry.starts_local, entry.zone)]
    if entry.ends_local is not None:
        clocks.append((entry.ends_local, entry.ends_zone))
    for local, zone in clocks:
        if not times.is_near(local):
            raise DomainError(_("Choose a year from 2000 to 2100."))
        if not times.exists(local, zone):
            raise DomainError(
                _("The clocks change that night: choose a time that exists there.")
            )
    if entry.ends_at is not None and entry.ends_at <= entry.starts_at:
        raise DomainError(_("The end must come after the start, each by its clock."))


def _called(entry: AgendaEntry) -> str:
    return (
        f"{entry.starts_local:%Y-%m-%d %H:%M} {next(iter(entry.titles.values()), '')}"
    )
