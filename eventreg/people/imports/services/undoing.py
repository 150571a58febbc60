"""An import is taken back as a whole, but for what has been changed since."""

from dataclasses import replace
from typing import Any

from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.people import queries as people
from eventreg.people.imports import queries
from eventreg.people.imports.marks import mark_of_company, mark_of_person
from eventreg.people.imports.models import ImportResult, ListImport
from eventreg.people.imports.services.bringing import UNDO_FOR
from eventreg.people.imports.states import ImportState, Kept, Thing
from eventreg.people.models import Company, CompanyKind, Person
from eventreg.people.services.companies import change_company, company_values
from eventreg.people.services.persons import (
    change_person,
    forget_logged,
    person_values,
)


class NotImported(DomainError):
    """Not imported yet, undone already, or too long ago."""

    def __init__(self) -> None:
        super().__init__(_("This import is undone already, or too long ago."))


def undo_members(list_import: ListImport, *, by: Actor) -> ListImport:
    """Remove what the import added and put back what it changed.

    What was changed since, or is needed elsewhere by now, stays as it is; each
    result says so.

    :raises NotImported: see there.
    """
    list_import = done_list(list_import)
    results = queries.results(list_import)
    slugs = {row.target for row in results if row.thing is Thing.COMPANY}
    references = {row.target for row in results if row.thing is Thing.PERSON}
    companies = queries.companies_by_slug(slugs)
    persons = queries.people_by_reference(references)
    # The companies as the import left them, before people leave them.
    changed = {
        row.id
        for row in results
        if (company := companies.get(row.target)) is not None
        and row.thing is Thing.COMPANY
        and mark_of_company(company) != row.mark
    }
    for row in results:
        if row.thing is Thing.PERSON:
            row.kept = _undo_person(row, persons.get(row.target), by=by)
        else:
            company = companies.get(row.target)
            row.kept = (
                Kept.CHANGED
                if row.id in changed
                else _undo_company(row, company, by=by)
            )
        db.session.flush()
    ended(list_import, by=by)
    return list_import


def done_list(list_import: ListImport) -> ListImport:
    """The list under a lock, imported and not undone.

    :raises NotImported: see there.
    """
    found = queries.locked(list_import)
    if (
        found is None
        or found.state is not ImportState.DONE
        or found.imported_at is None
        or found.imported_at < clock.now() - UNDO_FOR
    ):
        raise NotImported
    return found


def ended(list_import: ListImport, *, by: Actor) -> None:
    """Note that the import is undone."""
    list_import.state = ImportState.UNDONE
    list_import.undone_at = clock.now()
    record("list.undone", list_import.code, by=by)


def _undo_person(row: ImportResult, person: Person | None, *, by: Actor) -> Kept | None:
    if person is None:
        return Kept.GONE
    if mark_of_person(person) != row.mark:
        return Kept.CHANGED
    if row.before is not None:
        return _put_person_back(person, dict(row.before), by=by)
    if queries.is_referred_to(person):
        return Kept.IN_USE
    record("person.removed", person.reference, by=by)
    forget_logged(person.reference)
    db.session.delete(person)
    return None


def _put_person_back(
    person: Person, before: dict[str, Any], *, by: Actor
) -> Kept | None:
    company = person.company
    if "company" in before:
        slug = before.pop("company")
        company = people.company_by_slug(slug) if slug else None
        if slug and company is None:
            return Kept.GONE
    change_person(
        person, replace(person_values(person), **before), company=company, by=by
    )
    return None


def _undo_company(
    row: ImportResult, company: Company | None, *, by: Actor
) -> Kept | None:
    if company is None:
        return Kept.GONE
    if row.before is not None:
        before = dict(row.before)
        if "sector" in before:
            sectors = {sector.code: sector for sector in people.sectors()}
            before["sector"] = sectors.get(before["sector"])
        if "kind" in before:
            before["kind"] = CompanyKind(before["kind"])
        change_company(company, replace(company_values(company), **before), by=by)
        return None
    if queries.is_referred_to(company):
        return Kept.IN_USE
    # The name: nothing else tells later what company the log is about.
    changes = {"name": [company.name, None]}
    record("company.removed", company.slug, by=by, changes=changes)
    db.session.delete(company)
    return None
