"""Another date or place for an event that people have signed up for."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.errors import DomainError, MoveNotAllowed
from eventreg.events import lookups, signals, times
from eventreg.events.models import Event
from eventreg.events.services.editing import (
    PLACE,
    TIMES,
    Changes,
    change,
    edit,
    locked,
)
from eventreg.events.states import RUNNING, EventState

#: What can become different when an event is postponed or moved.
MOVABLE = TIMES | PLACE


class StartsInThePast(DomainError):
    """Nobody can be asked to come to what is over."""

    def __init__(self) -> None:
        super().__init__(_("The new start lies in the past."))


class OffersAreCut(DomainError):
    """People who are offered a seat get less time to accept, or none.

    :param found: how many; whoever has read that may go on.
    """

    def __init__(self, found: lookups.CutOffers) -> None:
        self.found = found
        ended, shortened = found.ended, found.shortened
        parts = [
            ngettext(
                "%(num)s person who is offered a seat can no longer accept it: the "
                "new start is too near.",
                "%(num)s people who are offered a seat can no longer accept it: the "
                "new start is too near.",
                ended,
            )
            if ended
            else "",
            ngettext(
                "%(num)s person who is offered a seat has less time to accept it.",
                "%(num)s people who are offered a seat have less time to accept it.",
                shortened,
            )
            if shortened
            else "",
            _("If that is right, press “%(button)s” once more.", button=_("Postpone")),
        ]
        super().__init__(" ".join(filter(None, parts)))


def postpone(
    event: Event,
    values: Mapping[str, Any],
    *,
    by: Actor,
    words: Mapping[str, str] | None = None,
    offers_read: str | None = None,
) -> Changes:
    """Give a running event another time or place, and have everybody told.

    Opening dates and deadlines move along with the start. Registrations,
    offers and the line stay as they are.

    :param values: by column, of ``MOVABLE``; times are local.
    :param words: for the letters, by language.
    :param offers_read: the key of ``lookups.CutOffers`` that was shown; ``None``: who
        acts need not know.
    :returns: what changed; empty: nothing, and nobody is written to.
    :raises DomainError: the new times cannot be, or lie in the past.
    :raises OffersAreCut: that is not what becomes of the offers.
    """
    event = locked(event)
    if event.state not in RUNNING or event.is_past:
        raise MoveNotAllowed("event", event.state, EventState.PUBLISHED)
    if not MOVABLE.issuperset(values):
        raise ValueError(f"not movable: {set(values) - MOVABLE}")
    _check_start(event, values)
    changes = change(event, {**_shifted(event, values), **values}, by=by)
    if changes.keys() - PLACE and event.starts_at <= clock.now():
        raise StartsInThePast
    _check_offers(event, offers_read)
    if changes:
        signals.event_postponed.send(event, changes=changes, words=words or {}, by=by)
    return changes


def edit_and_tell(
    event: Event, values: Mapping[str, Any], *, words: Mapping[str, str], by: Actor
) -> Changes:
    """``edit``, and who knows the old place is written to, as when it is moved.

    :param words: for the letters, by language.
    """
    place = {name: values[name] for name in PLACE & values.keys()}
    others = {name: new for name, new in values.items() if name not in PLACE}
    changes = edit(event, others, by=by)
    return changes | postpone(event, place, words=words, by=by)


def _check_offers(event: Event, read: str | None) -> None:
    """Before people who were promised time lose it unnoticed."""
    if read is None:
        return
    found = lookups.cut_offers(event)
    if found.key and found.key != read:
        raise OffersAreCut(found)


def _check_start(event: Event, values: Mapping[str, Any]) -> None:
    """Before deadlines that moved along with it are found wrong.

    :raises StartsInThePast: there is a new start, and it lies in the past.
    """
    starts = values.get("starts_local")
    if starts is None or starts == event.starts_local or not times.is_near(starts):
        return
    if clock.to_utc(starts, values.get("timezone", event.timezone)) <= clock.now():
        raise StartsInThePast


def _shifted(event: Event, values: Mapping[str, Any]) -> dict[str, Any]:
    """Deadlines that have not passed, as they move along with the start."""
    starts = values.get("starts_local")
    if starts is None or starts == event.starts_local:
        return {}
    was, now = event.starts_local, clock.now()
    return {
        f"{name}_local": times.moved_along(getattr(event, f"{name}_local"), was, starts)
        for name in ("deadline", "change_until")
        if (at := getattr(event, f"{name}_at")) is not None and at > now
    }
