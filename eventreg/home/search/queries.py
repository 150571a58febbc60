"""Finding people, events and companies, each role only what it may see."""

from collections.abc import Sequence
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from eventreg import clock
from eventreg.database import db
from eventreg.events.models import Event, EventText
from eventreg.people.models import Company
from eventreg.people.queries import Standing, Wanted, members
from eventreg.people.search_keys import search_key
from eventreg.registrations.models import Registration
from eventreg.registrations.queries import as_written, mentioning

#: So many of each are shown; whoever wants others types more.
MOST_SHOWN = 20
#: Among so many matches the ones of the newest events are found.
MOST_MATCHED = 400


def registrations(search: str, *, in_addresses: bool) -> Sequence[Registration]:
    """People at any event, the latest event first; one more than are shown at most.

    :param in_addresses: the reader may see e-mail addresses, and so find by them.
    """
    # Alone this reads nothing but the index of searches; sorted at once it would
    # read each whole row.
    ids = (
        sa.select(Registration.id)
        .where(*mentioning(search, in_addresses=in_addresses))
        .limit(MOST_MATCHED)
        .subquery()
    )
    return db.session.scalars(
        sa.select(Registration)
        .join(ids, ids.c.id == Registration.id)
        .join(Registration.event)
        .order_by(*as_written(search), Event.starts_at.desc())
        .order_by(Registration.search_key, Registration.id)
        .limit(MOST_SHOWN + 1)
        .options(joinedload(Registration.event).selectinload(Event.texts))
    ).all()


def events(search: str) -> Sequence[Event]:
    """Events with each word in one of their titles or their place, latest first."""
    words = search_key(search).split()
    rows = db.session.execute(
        sa.select(Event.id, Event.place_name, EventText.title)
        .join(EventText, EventText.event_id == Event.id)
        .order_by(Event.starts_at.desc(), Event.id)
    )
    found = dict.fromkeys(
        id_
        for id_, place, title in rows
        if words and all(word in _folded(f"{title} {place}") for word in words)
    )
    wanted = list(found)[:MOST_SHOWN]
    by_id = {
        event.id: event
        for event in db.session.scalars(
            sa.select(Event)
            .where(Event.id.in_(wanted))
            .options(selectinload(Event.texts), selectinload(Event.pools))
        )
    }
    return [by_id[id_] for id_ in wanted]


def companies(search: str, *, language: str) -> Sequence[Company]:
    """Companies, and those for whom somebody of that name works."""
    wanted = Wanted(search=search, standing=Standing.ALL)
    today = clock.today()
    return members(wanted, on=today, language=language, limit=MOST_SHOWN + 1)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """Titles seldom change; folding them anew would cost more than the rest."""
    return search_key(text)
