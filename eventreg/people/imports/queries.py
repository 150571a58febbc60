"""Reading imported lists, and what is known about those in a list."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from eventreg.database import Base, db
from eventreg.people.imports.models import ImportResult, ListImport
from eventreg.people.imports.states import ImportState
from eventreg.people.models import (
    Company,
    CompanyCountry,
    Membership,
    Person,
)
from eventreg.people.names import search_key

#: Belong to their company and go with it.
_OWN = (CompanyCountry, Membership)


def by_code(code: str, *, event_id: int | None = None) -> ListImport | None:
    """The list of this code, of that event; ``None``: of members."""
    return db.session.scalar(
        sa.select(ListImport)
        .where(
            ListImport.code == code, ListImport.event_id.is_not_distinct_from(event_id)
        )
        .options(joinedload(ListImport.upload))
    )


def recent(*, event_id: int | None = None) -> Sequence[ListImport]:
    """Lists that were brought lately, the newest first."""
    return db.session.scalars(
        sa.select(ListImport)
        .where(ListImport.event_id.is_not_distinct_from(event_id))
        .order_by(ListImport.id.desc())
        .limit(20)
    ).all()


def locked(list_import: ListImport) -> ListImport | None:
    """The list read anew, while no other import or undoing of one can run.

    Two lists with the same new company must not both add it, so whoever imports
    holds all of them, in order of id; there are never many.
    """
    rows = db.session.scalars(
        sa.select(ListImport)
        .order_by(ListImport.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    return next((row for row in rows if row.id == list_import.id), None)


def results(list_import: ListImport) -> Sequence[ImportResult]:
    """What the import made and changed, the last first."""
    return db.session.scalars(
        sa.select(ImportResult)
        .where(ImportResult.list_import_id == list_import.id)
        .order_by(ImportResult.id.desc())
    ).all()


def outdated(*, opened: datetime, imported: datetime) -> Sequence[ListImport]:
    """Lists that were brought before ``opened`` and are still open, or were
    imported before ``imported``."""
    return db.session.scalars(
        sa.select(ListImport).where(
            sa.or_(
                sa.and_(
                    ListImport.state == ImportState.OPEN,
                    ListImport.brought_at < opened,
                ),
                ListImport.imported_at < imported,
            )
        )
    ).all()


def companies_called(names: Iterable[str]) -> dict[str, list[Company]]:
    """Companies by folded name, those of any spelling of ``names``; in id order."""
    wanted = {search_key(name) for name in names}
    named = db.session.execute(sa.select(Company.id, Company.name)).all()
    ids = [id_ for id_, name in named if search_key(name) in wanted]
    found: dict[str, list[Company]] = {}
    for company in db.session.scalars(
        sa.select(Company)
        .where(Company.id.in_(ids))
        .order_by(Company.id)
        .options(
            joinedload(Company.sector),
            selectinload(Company.countries),
            selectinload(Company.memberships),
        )
    ):
        found.setdefault(search_key(company.name), []).append(company)
    return found


def people_like(emails: Collection[str], keys: Collection[str]) -> Sequence[Person]:
    """Everybody with one of these addresses, or of these folded names."""
    return db.session.scalars(
        sa.select(Person)
        .where(sa.or_(Person.email.in_(emails), Person.search_key.in_(keys)))
        .order_by(Person.id)
        .options(joinedload(Person.company))
    ).all()


def people_by_reference(references: Collection[str]) -> dict[str, Person]:
    found = db.session.scalars(
        sa.select(Person)
        .where(Person.reference.in_(references))
        .options(joinedload(Person.company))
    )
    return {person.reference: person for person in found}


def companies_by_slug(slugs: Collection[str]) -> dict[str, Company]:
    found = db.session.scalars(
        sa.select(Company)
        .where(Company.slug.in_(slugs))
        .options(
            joinedload(Company.sector),
            selectinload(Company.countries),
            selectinload(Company.memberships),
        )
    )
    return {company.slug: company for company in found}


def is_referred_to(row: Person | Company) -> bool:
    """Whether anything on the site belongs to ``row``: a registration, a link …"""
    own = {model.__table__ for model in _OWN}
    return any(
        db.session.scalar(sa.select(sa.exists().where(column == row.id)))
        for column in _columns_to(row.__table__)
        if column.table not in own
    )


@cache
def _columns_to(table: Any) -> tuple[sa.Column[Any], ...]:
    return tuple(
        column
        for each in Base.metadata.sorted_tables
        for column in each.columns
        if any(key.column.table is table for key in column.foreign_keys)
    )
