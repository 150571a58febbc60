"""Finding people, events and companies, each role only what it may see."""

from collections.abc import Sequence
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from eventreg import clock
from eventreg.asking import Question, Row
from eventreg.database import db
from eventreg.events.models import Event, EventText
from eventreg.people.models import Company
from eventreg.people.queries import Standing, Wanted, members
from eventreg.people.search_keys import search_key
from eventreg.registrations.exports.columns import OFFICE
from eventreg.registrations.exports.narrowing import hidden_from
from eventreg.registrations.models import Registration
from eventreg.registrations.queries import as_written, mentioning
from eventreg.web.roles import Role

#: So many of each are shown; whoever wants others types more.
MOST_SHOWN = 20
#: Among so many matches the ones of the newest events are found.
MOST_MATCHED = 400


def registrations(search: str, *, by: Role) -> Sequence[Registration]:
    """People at any event, the latest event first; one more than are shown at most.

    :param by: who reads it; whoever may not see addresses finds nobody by them.
    """
    hidden = hidden_from(by)
    is_seen = [Registration.state.not_in(hidden)] if hidden else []
    # Alone this reads nothing but the index of searches; sorted at once it would
    # read each whole row.
    ids = (
        sa.select(Registration.id)
        .where(*mentioning(search, in_addresses=by in OFFICE), *is_seen)
        .limit(MOST_MATCHED)
        .subquery()
    )
    found = db.session.scalars(
        sa.select(Registration)
        .join(ids, ids.c.id == Registration.id)
        .join(Registration.event)
        .order_by(*as_written(search), Event.starts_at.desc())
        .order_by(Registration.search_key, Registration.id)
        .limit(MOST_SHOWN + 1)
        .options(joinedload(Registration.event).joinedload(Event.texts))
    )
    return found.unique().all()


def events_asked(search: str) -> Question[list[int]]:
    """Ids of events with each word in one of their titles or their place, latest
    first; at most as many as are shown."""
    words = search_key(search).split()
    query = (
        sa.select(Event.id, Event.place_name, EventText.title)
        .join(EventText, EventText.event_id == Event.id)
        .order_by(Event.starts_at.desc(), Event.id)
    )

    def matching(rows: Sequence[Row]) -> list[int]:
        found = dict.fromkeys(
            id_
            for id_, place, title in rows
            if words and all(word in _folded(f"{title} {place}") for word in words)
        )
        return list(found)[:MOST_SHOWN]

    return Question(query, matching)


def events(ids: Sequence[int]) -> Sequence[Event]:
    """These events, in this order, ready to be shown in a list."""
    if not ids:
        return []
    found = db.session.scalars(
        sa.select(Event)
        .where(Event.id.in_(ids))
        .options(joinedload(Event.texts), selectinload(Event.pools))
    )
    by_id = {event.id: event for event in found.unique()}
    return [by_id[id_] for id_ in ids]


def companies(search: str, *, language: str) -> Sequence[Company]:
    """Companies, and those for whom somebody of that name works."""
    wanted = Wanted(search=search, standing=Standing.ALL)
    today = clock.today()
    most = MOST_SHOWN + 1
    return members(wanted, on=today, language=language, limit=most, is_brief=True)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """Titles seldom change; folding them anew would cost more than the rest."""
    return search_key(text)
