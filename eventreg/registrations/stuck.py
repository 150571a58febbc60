"""Lines that stand still although a seat is free, in words for staff."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask_babel import ngettext

from eventreg.asking import Question
from eventreg.events.models import Event
from eventreg.events.states import PoolKind
from eventreg.registrations import queries, rules
from eventreg.registrations.obstacles import standstill_words
from eventreg.registrations.rules import Standstill


def stuck(events: Sequence[Event], now: datetime) -> dict[int, str]:
    """Of these events those where somebody waits beside a free seat, and why."""
    return stuck_asked(events, now).answer()


def stuck_asked(events: Sequence[Event], now: datetime) -> Question[dict[int, str]]:
    """The question of ``stuck``."""
    still = {event.id: reason for event in events if (reason := _still(event, now))}
    asked = queries.could_be_seated(still)
    return Question(asked.query, lambda rows: _words(asked.read(rows), still))


def _words(
    waiting: Mapping[int, int], still: Mapping[int, Standstill]
) -> dict[int, str]:
    return {
        event_id: ngettext(
            "%(num)s person is waiting although a seat is free; nobody moves up by "
            "themselves: %(reason)s.",
            "%(num)s people are waiting although a seat is free; nobody moves up by "
            "themselves: %(reason)s.",
            count,
            reason=standstill_words(still[event_id]),
        )
        for event_id, count in waiting.items()
    }


def _still(event: Event, now: datetime) -> Standstill | None:
    """Why the line stands still beside a free seat; ``None``: it does not."""
    if event.ends_at <= now or event.pool(PoolKind.EVENT).free < 1:
        return None
    reason = rules.standstill(event, now)
    return None if reason is Standstill.NOT_RUNNING else reason
