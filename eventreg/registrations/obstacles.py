"""Why nobody moves up from a place in line, in words for staff."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from flask_babel import gettext as _

from eventreg.events.models import Event
from eventreg.registrations import rules, seats
from eventreg.registrations.models import Registration
from eventreg.registrations.queries import Place
from eventreg.registrations.rules import Standstill
from eventreg.registrations.words import lack_words


def standstill_words(
    reason: Standstill, event: Event | None = None, now: datetime | None = None
) -> str:
    """Why the whole line stands still, in a few words.

    :param event: whose, if it may have begun by ``now``: its start is then not near.
    """
    if event and now and reason in {Standstill.CUT_OFF, Standstill.TOO_SHORT}:
        if event.ends_at <= now:
            return _("the event is over")
        if event.starts_at <= now:
            return _("the event has begun")
    return {
        Standstill.NOT_RUNNING: _("the event does not run"),
        Standstill.PAUSED: _("line paused"),
        Standstill.CUT_OFF: _("cut-off reached"),
        Standstill.TOO_SHORT: _("too little time for an offer"),
    }[reason]


def needed_words(people: Sequence[Registration]) -> str:
    """What these lack who get seats only together: "needs 3 seats, 1 free"."""
    return "; ".join(
        lack_words(pool, count, pool.free)
        for pool, count in seats.needs(people).items()
        if pool.free < count
    )


def obstacles(event: Event, line: Iterable[Place], now: datetime) -> dict[int, str]:
    """What keeps each place where it is, by its number.

    The line is walked as ``rules.walk`` does, but to its end. Where it stands still
    for good, nothing else matters: no pause that is ended would help.
    """
    still, parties_move = rules.standstill(event, now), rules.parties_move(event, now)
    lasting = rules.lasting_standstill(event, now)
    pools = {pool.id: pool for pool in event.pools}
    left, blocked = {pool.id: pool.free for pool in event.pools}, set[int]()
    found = {}
    for place in line:
        reasons = (
            [standstill_words(lasting, event, now)]
            if lasting
            else _stops(place, still, parties_move=parties_move)
        )
        if reasons:
            found[place.number] = "; ".join(reasons)
        else:
            lacking = [id_ for id_, n in place.needs.items() if left.get(id_, 0) < n]
            found[place.number] = _why(
                [
                    lack_words(pools[id_], place.needs[id_], left[id_])
                    for id_ in lacking
                ],
                is_behind=bool(place.needs.keys() & blocked),
            )
            if not lacking and not place.needs.keys() & blocked:
                _take(left, place.needs)
            blocked |= set(lacking)
    return found


def _stops(place: Place, still: Standstill | None, *, parties_move: bool) -> list[str]:
    """All that keeps a place where it is, however many seats are free."""
    return [
        *([_("this place is paused")] if place.is_paused else []),
        *([standstill_words(still)] if still is not None else []),
        *(
            [_("parties are passed over in the last 48 hours")]
            if place.is_party and not parties_move
            else []
        ),
    ]


def _take(left: dict[int, int], needs: Mapping[int, int]) -> None:
    for id_, count in needs.items():
        left[id_] -= count


def _why(lacks: list[str], *, is_behind: bool) -> str:
    if lacks:
        return "; ".join(lacks)
    if is_behind:
        return _("somebody before needs the same seats")
    return _("moves up within a minute")
