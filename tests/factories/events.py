"""Events for tests."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from eventreg import clock
from eventreg.database import write_tx
from eventreg.events.models import Event, EventText, SeatPool
from eventreg.events.presets import TEAM_SEATS
from eventreg.events.states import VISIBLE, EventState, Kind, PoolKind
from eventreg.events.times import DEADLINES

_numbers = count(1)


def make_event(
    *,
    capacity: int = 20,
    kind: Kind = Kind.EVENING,
    state: EventState = EventState.PUBLISHED,
    offer_hours: int = 0,
    title: str = "Summer school",
    languages: Sequence[str] = ("en",),
    starts_in: timedelta = timedelta(days=30),
    lasts: timedelta = timedelta(hours=3),
    team_seats: int = TEAM_SEATS,
    text: dict[str, str] | None = None,
    contingents: dict[str, int] | None = None,
    sessions: dict[str, int] | None = None,
    choices: dict[str, int] | None = None,
    **columns: Any,
) -> Event:
    """An event with a public and a team pool; ``columns`` go into its row.

    :param starts_in: from now to the start; ``starts_local`` overrules it.
    :param text: columns of the text in each language, besides the title.
    :param contingents: seats by name, like ``sessions`` and ``choices``.
    """
    zone = columns.setdefault("timezone", "Europe/Berlin")
    starts_at = (clock.now() + starts_in).replace(second=0, microsecond=0)
    starts_local = columns.setdefault("starts_local", clock.to_local(starts_at, zone))
    columns.setdefault("ends_local", starts_local + lasts)
    columns.setdefault("slug", f"summer-school-{next(_numbers)}")
    columns.setdefault("place_name", "Haus der Wirtschaft")
    if state in VISIBLE:
        columns.setdefault("published_at", clock.now())
    for name in ("starts", "ends", *DEADLINES):
        local: datetime | None = columns.get(f"{name}_local")
        columns[f"{name}_at"] = local and clock.to_utc(local, zone)
    event = Event(
        kind=kind,
        state=state,
        offer_hours=offer_hours,
        languages=list(languages),
        **columns,
    )
    event.texts = [
        EventText(language=language, title=title, **(text or {}))
        for language in languages
    ]
    event.pools = [
        SeatPool(kind=PoolKind.EVENT, capacity=capacity),
        SeatPool(kind=PoolKind.TEAM, capacity=team_seats),
        *_pools(PoolKind.CONTINGENT, contingents, languages),
        *_pools(PoolKind.SESSION, sessions, languages),
        *_pools(PoolKind.CHOICE, choices, languages),
    ]
    with write_tx() as session:
        session.add(event)
    return event


def _pools(
    kind: PoolKind, seats: dict[str, int] | None, languages: Sequence[str]
) -> list[SeatPool]:
    return [
        SeatPool(kind=kind, names=dict.fromkeys(languages, name), capacity=capacity)
        for name, capacity in (seats or {}).items()
    ]


def pool_named(event: Event, name: str) -> SeatPool:
    """The contingent, session or choice that was made under ``name``."""
    return next(pool for pool in event.pools if name in pool.names.values())
