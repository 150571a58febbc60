"""Changing an event: its columns, its texts and its languages."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.errors import DomainError, Gone
from eventreg.events import lookups, rules, signals
from eventreg.events.models import Event, EventText
from eventreg.events.seats import lock_event
from eventreg.events.services.creating import with_free_slug
from eventreg.events.slugs import is_numbered, slug_of
from eventreg.events.states import RUNNING

Changes = dict[str, list[Any]]

TIMES = frozenset({"timezone", "starts_local", "ends_local"})
PLACE = frozenset({"place_name", "place_address"})
#: What staff may change with ``edit``; all else has a service of its own.
EDITABLE = (
    TIMES
    | PLACE
    | {
        "opens_local",
        "members_open_local",
        "deadline_local",
        "change_until_local",
        "online_url",
        "organiser",
        "contact_email",
        "needs_approval",
        "accept_hours",
        "offer_hours",
        "cut_off_hours",
        "members_first",
        "line_paused",
        "takes_late",
        "only_together",
    }
)
_TEXTS = ("title", "summary", "description", "access", "price", "terms")
#: What a person agrees to when accepting a seat.
_TERMS = frozenset({"price", "terms"})
#: These stand in calendar entries.
_IN_CALENDAR = TIMES | PLACE | {"online_url"}


def locked(event: Event) -> Event:
    """``event``, read anew and locked.

    :raises Gone: it is not there any more.
    """
    found = lock_event(event.id)
    if found is None:
        raise Gone
    return found


class PeopleMustBeTold(DomainError):
    """Another time was given to an event for which people have signed up."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "People have signed up for this event. Use “Postpone”, "
                "so that they are told of the new time."
            )
        )


class PlaceMustBeTold(DomainError):
    """Another place was given to an event whose people know the old one."""

    heading = _l("People know the old place")

    def __init__(self, people: int) -> None:
        super().__init__(
            ngettext(
                "%(num)s person has been told the old place. Choose below whether "
                "that person gets an e-mail about the new one.",
                "%(num)s people have been told the old place. Choose below whether "
                "they get an e-mail about the new one.",
                people,
            )
        )


def edit(event: Event, values: Mapping[str, Any], *, by: Actor) -> Changes:
    """Give columns of ``event`` new values.

    :param values: by column, of ``EDITABLE``; times are local.
    :returns: what really changed, old and new by column; plain JSON.
    :raises DomainError: the new times cannot be.
    :raises PeopleMustBeTold: start or end would change; see ``postpone``.
    :raises PlaceMustBeTold: the place would; see ``edit_and_tell`` and ``correct``.
    """
    event = locked(event)
    if event.is_past and event.state in RUNNING:
        return _set_right(event, values, by=by)
    changes = change(event, values, by=by)
    if not changes.keys() & (TIMES | PLACE) or event.state not in RUNNING:
        return changes
    if people := lookups.people_who_know(event):
        if changes.keys() & TIMES:
            raise PeopleMustBeTold
        raise PlaceMustBeTold(people)
    return changes


def correct(event: Event, values: Mapping[str, Any], *, by: Actor) -> Changes:
    """``edit`` where the place was only written wrongly: nobody is told of it.

    It is the same place, so own pages do not call it a new one.
    """
    event = locked(event)
    return _correct_place(event, values, by=by) | edit(event, values, by=by)


def _correct_place(event: Event, values: Mapping[str, Any], *, by: Actor) -> Changes:
    place = {name: values[name] for name in PLACE & values.keys()}
    return change(event, place, by=by, act="event.place_corrected")


def _set_right(event: Event, values: Mapping[str, Any], *, by: Actor) -> Changes:
    """``edit`` after the end: another place is no news for anybody any more."""
    changes = _correct_place(event, values, by=by) | change(event, values, by=by)
    if changes.keys() & TIMES and lookups.people_who_know(event):
        raise PeopleMustBeTold
    return changes


def change(
    event: Event,
    values: Mapping[str, Any],
    *,
    by: Actor,
    act: str = "event.changed",
) -> Changes:
    """``edit`` for services that hold the lock and tell people themselves."""
    if not EDITABLE.issuperset(values):
        raise ValueError(f"not editable: {set(values) - EDITABLE}")
    starts_at = event.starts_at
    changes = _set(event, values)
    if not changes:
        return changes
    rules.check_times(event)
    _move_agenda(event, changes)
    _keep_texts(event, changes)
    if event.state in RUNNING and event.starts_at != starts_at:
        event.previous_starts_at = starts_at
    event.sequence += bool(changes.keys() & _IN_CALENDAR)
    tell(event, changes, by=by, act=act)
    if event.state in RUNNING and changes.keys() & TIMES:
        signals.event_moved.send(event, changes=changes, by=by)
    return changes


def _move_agenda(event: Event, changes: Changes) -> None:
    """What happens there keeps its distance to the start."""
    if "starts_local" not in changes:
        return
    old, new = map(datetime.fromisoformat, changes["starts_local"])
    for entry in event.agenda:
        entry.starts_local += new - old
        if entry.ends_local is not None:
            entry.ends_local += new - old


def _keep_texts(event: Event, changes: Changes) -> None:
    """What the texts say was written for the day that was."""
    if "starts_local" not in changes:
        return
    was = datetime.fromisoformat(changes["starts_local"][0]).date()
    for text in event.texts:
        text.remember_day(was)


def edit_text(
    event: Event, language: str, values: Mapping[str, str], *, by: Actor
) -> Changes:
    """Give the event's text in ``language`` new values; a first one is begun.

    The dates are right now in what has changed; in all of it if nothing has, as
    somebody has read it and saved it as it is.
    The address follows the first language's title until the event is published.
    """
    event = locked(event)
    text = next((t for t in event.texts if t.language == language), None)
    if text is None:
        text = EventText(
            language=language, **dict.fromkeys(_TEXTS, ""), written_days={}
        )
        event.texts.append(text)
    changes = _set(text, values)
    text.fits_now(*changes)
    if not changes:
        return changes
    event.terms_version += bool(changes.keys() & _TERMS)
    if "title" in changes and language == event.language:
        event.sequence += 1
        if event.published_at is None:
            _rename(event, slug_of(text.title, language), by=by)
    tell(event, {f"{name} {language}": pair for name, pair in changes.items()}, by=by)
    return changes


def _rename(event: Event, slug: str, *, by: Actor) -> None:
    """Give ``event`` another address; ``queries.by_slug`` finds it by the old one."""
    was = event.slug
    if not is_numbered(was, slug):
        with_free_slug(event, slug)
        record("event.renamed", was, by=by, changes={"address": [was, event.slug]})


def set_languages(event: Event, languages: Sequence[str], *, by: Actor) -> None:
    """Say in which languages the event is, its first one first.

    Texts of a language that is switched off are kept for another time.

    :raises DomainError: there is no text in the first one.
    """
    event = locked(event)
    if not any(text.language == languages[0] for text in event.texts):
        raise DomainError(
            _("Write the texts in that language before you make it the first.")
        )
    if changes := _set(event, {"languages": list(languages)}):
        tell(event, changes, by=by)


def tell(
    event: Event, changes: Changes, *, by: Actor, act: str = "event.changed"
) -> None:
    record(act, event.slug, by=by, changes=changes)
    signals.event_changed.send(event, changes=changes, by=by)


def _set(row: Event | EventText, values: Mapping[str, Any]) -> Changes:
    """Set columns of ``row``, and say which ones became different."""
    changes: Changes = {}
    for name, new in values.items():
        old = getattr(row, name)
        if old != new:
            setattr(row, name, new)
            changes[name] = [_plain(old), _plain(new)]
    return changes


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
