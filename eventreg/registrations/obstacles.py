"""Why nobody moves up from a place in line, in words for staff."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.events.models import Event, SeatPool
from eventreg.events.states import PoolKind
from eventreg.registrations import rules
from eventreg.registrations.queries import Place
from eventreg.registrations.rules import Standstill
from eventreg.web.locale import current_language


def standstill_words(reason: Standstill) -> str:
    """Why the whole line stands still, in a few words."""
    return {
        Standstill.NOT_RUNNING: _("the event does not run"),
        Standstill.PAUSED: _("line paused"),
        Standstill.CUT_OFF: _("cut-off reached"),
        Standstill.TOO_SHORT: _("too little time for an offer"),
    }[reason]


def obstacles(event: Event, line: Iterable[Place], now: datetime) -> dict[int, str]:
    """What keeps each place where it is, by its number.

    The line is walked as ``rules.walk`` does, but to its end.
    """
    still, parties_move = rules.standstill(event, now), rules.parties_move(event, now)
    pools = {pool.id: pool for pool in event.pools}
    left, blocked = {pool.id: pool.free for pool in event.pools}, set[int]()
    found = {}
    for place in line:
        if place.is_paused:
            found[place.number] = _("paused")
        elif still is not None:
            found[place.number] = standstill_words(still)
        elif place.is_party and not parties_move:
            found[place.number] = _("parties are passed over in the last 48 hours")
        else:
            lacking = [id_ for id_, n in place.needs.items() if left.get(id_, 0) < n]
            found[place.number] = _why(
                [_lacks(pools[id_], place.needs[id_], left[id_]) for id_ in lacking],
                is_behind=bool(place.needs.keys() & blocked),
            )
            if not lacking and not place.needs.keys() & blocked:
                _take(left, place.needs)
            blocked |= set(lacking)
    return found


def _take(left: dict[int, int], needs: Mapping[int, int]) -> None:
    for id_, count in needs.items():
        left[id_] -= count


def _why(lacks: list[str], *, is_behind: bool) -> str:
    if lacks:
        return "; ".join(lacks)
    if is_behind:
        return _("somebody before needs the same seats")
    return _("moves up within a minute")


def _lacks(pool: SeatPool, count: int, free: int) -> str:
    """What ``pool`` is short of, for so many people."""
    name = pool.name(current_language())
    if count > 1:
        words = ngettext(
            "needs %(num)s seat, %(free)s free",
            "needs %(num)s seats, %(free)s free",
            count,
            free=free,
        )
        return f"{name}: {words}" if name else words
    if pool.kind is PoolKind.CONTINGENT:
        return _("contingent %(name)s is full", name=name)
    return _("“%(name)s” is full", name=name) if name else _("no seat is free")
