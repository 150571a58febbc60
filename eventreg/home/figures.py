"""Numbers of the start page: offers that end, today's events, sign-ups by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from eventreg import clock
from eventreg.asking import Question, Row
from eventreg.events.models import Event
from eventreg.events.times import HOME_ZONE
from eventreg.registrations.models import Registration
from eventreg.registrations.states import SEATED, State

#: Offers that run longer need nobody yet.
ENDING = timedelta(hours=48)
#: So far back the picture of sign-ups goes, today included.
DAYS = 28
#: Of the picture, in its own units.
DAY_WIDTH, HEIGHT = 10, 60


@dataclass(frozen=True)
class Ending:
    """Offers of one event that end soon and are not accepted yet."""

    event: Event
    count: int
    soonest: datetime


@dataclass(frozen=True)
class Today:
    """How many come to an event of today, and how many wait for a seat."""

    event: Event
    coming: int
    waiting: int


@dataclass(frozen=True)
class Day:
    """Sign-ups of one day, and its bar in the picture."""

    day: date
    count: int
    left: int
    top: float
    height: float


@dataclass(frozen=True)
class SignUps:
    """The last four weeks, the earliest day first."""

    days: tuple[Day, ...]
    size: tuple[int, int] = (DAYS * DAY_WIDTH, HEIGHT)

    @property
    def total(self) -> int:
        return sum(day.count for day in self.days)

    @property
    def most(self) -> int:
        return max(day.count for day in self.days)


def offers_ending(events: Sequence[Event], now: datetime) -> Question[list[Ending]]:
    """Where offers end within two days, the first to end first."""
    soonest = sa.func.min(Registration.offer_expires_at)
    query = (
        sa.select(
            Registration.event_id,
            sa.func.count(),
            sa.type_coerce(soonest, Registration.offer_expires_at.type),
        )
        .where(
            Registration.state == State.OFFERED,
            Registration.offer_expires_at.between(now, now + ENDING),
        )
        .group_by(Registration.event_id)
        .order_by(soonest)
    )
    by_id = {event.id: event for event in events}
    return Question(
        query,
        lambda rows: [Ending(by_id[r[0]], r[1], r[2]) for r in rows if r[0] in by_id],
    )


def today(events: Sequence[Event], now: datetime) -> Question[list[Today]]:
    """Those of ``events`` that are on today by the clock of their place."""
    on = [event for event in events if _is_on(event, now)]
    query = (
        sa.select(Registration.event_id, Registration.state, sa.func.count())
        .where(Registration.event_id.in_([event.id for event in on]))
        .group_by(Registration.event_id, Registration.state)
    )
    return Question(query if on else None, lambda rows: _today(on, rows))


def _today(on: Sequence[Event], rows: Sequence[Row]) -> list[Today]:
    counts = {(row[0], State(row[1])): row[2] for row in rows}
    return [
        Today(
            event,
            coming=sum(counts.get((event.id, state), 0) for state in SEATED),
            waiting=counts.get((event.id, State.WAITLISTED), 0),
        )
        for event in on
    ]


def _is_on(event: Event, now: datetime) -> bool:
    zone = ZoneInfo(event.timezone)
    first, last = (
        at.astimezone(zone).date() for at in (event.starts_at, event.ends_at)
    )
    return first <= now.astimezone(zone).date() <= last


def sign_ups(events: Sequence[Event] | None = None) -> Question[SignUps | None]:
    """Sign-ups by day; ``None``: there was none in four weeks.

    :param events: only to these; ``None``: to any.
    """
    last = clock.now().astimezone(ZoneInfo(HOME_ZONE)).date()
    days = [last - timedelta(days=back) for back in reversed(range(DAYS))]
    # A count for each day reads only the index; grouped, each row would be asked
    # for its day.
    query = sa.select(*(_count_on(day, events) for day in days))
    return Question(query, lambda rows: _drawn(days, rows[0]))


def _drawn(days: Sequence[date], counts: Sequence[int]) -> SignUps | None:
    most = max(counts)
    return SignUps(tuple(_bars(days, counts, most))) if most else None


def _count_on(day: date, events: Sequence[Event] | None) -> sa.ScalarSelect[int]:
    begins, ends = (
        clock.to_utc(datetime.combine(each, time()), HOME_ZONE)
        for each in (day, day + timedelta(days=1))
    )
    query = sa.select(sa.func.count()).where(
        Registration.submitted_at >= begins,
        Registration.submitted_at < ends,
        Registration.state != State.UNVERIFIED,
    )
    if events is not None:
        query = query.where(Registration.event_id.in_([each.id for each in events]))
    return query.scalar_subquery()


def _bars(days: Sequence[date], counts: Sequence[int], most: int) -> list[Day]:
    heights = [round(HEIGHT * count / most, 1) for count in counts]
    return [
        Day(day, count, number * DAY_WIDTH, round(HEIGHT - height, 1), height)
        for number, (day, count, height) in enumerate(
            zip(days, counts, heights, strict=True)
        )
    ]
