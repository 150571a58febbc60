"""Whom and what a typed name means: events, companies and people, by any name."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from eventreg.audit.models import AuditEntry
from eventreg.columns import position
from eventreg.database import db
from eventreg.events.models import Event, EventText
from eventreg.people.models import Company, MergedPerson, Person
from eventreg.people.names import search_key

#: The first part of the acts that are about companies.
OF_COMPANIES = ("company.", "membership.")
#: Acts that tell what a company was called before.
_NAMING = ("company.changed", "company.merged", "company.removed")
#: Of the latest so many the old names are read.
MOST_NAMINGS = 5_000


def words_of(search: str) -> list[str]:
    """What was typed, folded as names are."""
    return search_key(search).split()


def slugs_of_events(words: list[str]) -> frozenset[str]:
    """Events with each word in one of their titles."""
    rows = db.session.execute(
        sa.select(Event.slug, EventText.title).join(EventText.event)
    )
    return frozenset(slug for slug, title in rows if _has_all(title, words))


def slugs_of_companies(words: list[str]) -> frozenset[str]:
    """Companies with each word in their name, or in one that they had before.

    Of one that was merged away also the one that it is now.
    """
    is_near = [position(Company.search_key, word) > 0 for word in words]
    now = db.session.execute(sa.select(Company.slug, Company.name).where(*is_near))
    found = {slug for slug, name in now if _has_all(name, words)}
    before = db.session.execute(
        sa.select(AuditEntry.target, AuditEntry.changes)
        .where(AuditEntry.act.in_(_NAMING))
        .order_by(AuditEntry.id.desc())
        .limit(MOST_NAMINGS)
    )
    for slug, changes in before:
        names = filter(None, changes.get("name", ()))
        if any(_has_all(name, words) for name in names):
            found |= {slug, *_address_now(changes)}
    return frozenset(found)


def references_of_people(words: list[str]) -> sa.CompoundSelect[Any]:
    """Numbers of the people of this name, registered or not; of those who are one
    with them, too."""
    is_meant = is_called(Person, words)
    merged = sa.select(MergedPerson.reference).join(
        Person, Person.id == MergedPerson.person_id
    )
    return sa.union_all(
        sa.select(Person.reference).where(is_meant), merged.where(is_meant)
    )


def is_called(model: Any, words: list[str]) -> sa.ColumnElement[bool]:
    """Whether each word stands in the name, or in the one of the own script."""
    keys = (model.search_key, model.other_key)
    ways = ([position(key, word) > 0 for key in keys] for word in words)
    return sa.and_(*(sa.or_(*each) for each in ways))


def _address_now(changes: dict[str, Any]) -> Iterable[str]:
    return filter(None, changes.get("address", ())[1:])


def _has_all(name: str, words: list[str]) -> bool:
    return all(word in _folded(name) for word in words)


@lru_cache(maxsize=8192)
def _folded(name: str) -> str:
    """Names seldom change; folding them anew would cost more than the rest."""
    return search_key(name)
