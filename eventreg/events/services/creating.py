"""A new event, with the right defaults of its kind."""

from collections.abc import Sequence
from datetime import datetime
from itertools import count

from sqlalchemy.exc import IntegrityError

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.events import queries, rules
from eventreg.events.models import Event, EventText, SeatPool
from eventreg.events.presets import PRESETS, TEAM_SEATS
from eventreg.events.slugs import numbered, slug_of
from eventreg.events.states import EventState, Kind, PoolKind
from eventreg.events.times import HOME_ZONE


def create(
    kind: Kind,
    *,
    title: str,
    language: str,
    starts_local: datetime,
    ends_local: datetime,
    place_name: str,
    capacity: int,
    by: Actor,
    timezone: str = HOME_ZONE,
    organiser: str = "",
    contact_email: str = "",
    sessions: Sequence[tuple[str, int | None]] = (),
) -> Event:
    """A draft of ``kind`` that could be published as it stands.

    :param language: the first language, in which ``title`` is.
    :param starts_local: as clocks in ``timezone`` show it, like ``ends_local``.
    :param sessions: names and seats; ``None``: as many as the event has.
    :raises DomainError: the times or the number of seats cannot be.
    """
    preset = PRESETS[kind]
    event = Event(
        kind=kind,
        state=EventState.DRAFT,
        languages=[language],
        timezone=timezone,
        starts_local=starts_local,
        ends_local=ends_local,
        place_name=place_name,
        organiser=organiser,
        contact_email=contact_email,
        needs_approval=preset.needs_approval,
        accept_hours=preset.accept_hours,
        offer_hours=preset.offer_hours,
    )
    rules.check_times(event)
    rules.check_capacity(capacity)
    event.texts = [EventText(language=language, title=title)]
    event.pools = [
        SeatPool(kind=PoolKind.EVENT, capacity=capacity),
        SeatPool(kind=PoolKind.TEAM, capacity=TEAM_SEATS),
        *_sessions(sessions, language, capacity),
    ]
    with_free_slug(event, slug_of(title, language))
    record("event.created", event.slug, by=by, changes={"kind": [None, kind]})
    return event


def _sessions(
    sessions: Sequence[tuple[str, int | None]], language: str, capacity: int
) -> list[SeatPool]:
    found = []
    for name, seats in sessions:
        seats = capacity if seats is None else seats
        rules.check_capacity(seats)
        names = {language: name}
        found.append(SeatPool(kind=PoolKind.SESSION, names=names, capacity=seats))
    return found


def with_free_slug(event: Event, slug: str) -> None:
    """Store ``event`` under ``slug``, or the first number behind it that is free."""
    was = event.slug
    for number in count(1):
        name = numbered(slug, number)
        if queries.slug_is_taken(name, by_others_than=was):
            continue
        try:
            with db.session.begin_nested():
                event.slug = name
                db.session.add(event)
        except IntegrityError:
            # Two events of one title, made at the same moment.
            if not queries.slug_is_taken(name):
                raise
        else:
            return
