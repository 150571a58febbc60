"""What a list of members and people would do to those who are known."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _

from eventreg.people import queries as people
from eventreg.people.imports import queries
from eventreg.people.imports.cells import Cells
from eventreg.people.imports.headings import PERSONAL
from eventreg.people.imports.plans import Difference, Plan, PlannedRow
from eventreg.people.imports.shown import changes_between
from eventreg.people.imports.states import Outcome
from eventreg.people.imports.steps import (
    Act,
    CompanyStep,
    key_of,
    merged,
    move,
    outcome_of_new,
    same_as,
)
from eventreg.people.keys import full_key
from eventreg.people.models import Person, Sector
from eventreg.people.names import search_key
from eventreg.people.services.companies import CompanyValues, company_values
from eventreg.people.services.persons import PersonValues, person_values
from eventreg.tables import ReadList, ReadRow
from eventreg.web.fields import readable_mail

#: Taken over as they stand in the list.
_OF_PERSON = (
    *("title", "given_name", "family_name", "suffix", "native_name", "badge_name"),
    "position",
)
_OF_COMPANY = ("staff", "products", "offers", "seeks")


def plan(
    found: ReadList, columns: Mapping[str, int], options: Mapping[str, Any]
) -> Plan:
    """What an import of this list would do now.

    :param columns: the column of each field.
    :param options: ``language`` of those of whom the list says none.
    """
    planner = _Planner(found, columns, str(options.get("language", "de")))
    return Plan.of([planner.planned(row) for row in found.rows], found.totals)


class _Planner:
    """Goes through the rows in their order and remembers what they made."""

    def __init__(
        self, found: ReadList, columns: Mapping[str, int], language: str
    ) -> None:
        self._columns, self._language = columns, language
        self._sectors = _sectors_by_key()
        self._companies = queries.companies_called(
            row.cell(columns.get("company")) for row in found.rows
        )
        self._people = _known_people(found.rows, columns)
        #: Known people whom a row before meant.
        self._met: set[int] = set()
        self._steps: dict[str, CompanyStep] = {}
        #: The row in which somebody stands first.
        self._seen: dict[tuple[str, str], int] = {}
        self._addresses: dict[str, int] = {}

    def planned(self, row: ReadRow) -> PlannedRow:
        cells = Cells(row, self._columns)
        values, company = self._person(cells), self._company(cells)
        name = " ".join(filter(None, (values.given_name, values.family_name)))
        shown: dict[str, Any] = {
            "number": row.number,
            "name": name,
            "company": company.name if company else "",
            "email": values.email or "",
        }
        if not name and any(cells.text(field) for field in PERSONAL):
            cells.errors.append(_("The person has no name."))
        if cells.errors:
            notes = tuple(dict.fromkeys(cells.errors))
            return PlannedRow(**shown, outcome=Outcome.ERROR, notes=notes)
        if not name:
            return self._planned_company(cells, company, shown)
        return self._planned_person(cells, company, values, shown)

    def _planned_company(
        self, cells: Cells, values: CompanyValues | None, shown: dict[str, Any]
    ) -> PlannedRow:
        """A row that names a company and nobody there."""
        if values is None:
            notes = (_("Neither a person nor a company stands in this row."),)
            return PlannedRow(**shown, outcome=Outcome.SKIPPED, notes=notes)
        if first := self._seen.get(("", search_key(values.name))):
            return PlannedRow(**shown, outcome=Outcome.DOUBLE, notes=same_as(first))
        self._seen["", search_key(values.name)] = cells.number
        step, _is_first = self._step(values)
        outcome = Outcome.CHANGES if step.changes else Outcome.SAME
        if step.company is None:
            outcome = Outcome.NEW_COMPANY
        return self._row(cells, shown, outcome, Act(step, None, None), step.changes)

    def _planned_person(
        self,
        cells: Cells,
        company: CompanyValues | None,
        values: PersonValues,
        shown: dict[str, Any],
    ) -> PlannedRow:
        who = self._who(values, company)
        if first := self._seen.get(who):
            return PlannedRow(**shown, outcome=Outcome.DOUBLE, notes=same_as(first))
        self._seen[who] = cells.number
        self._note_shared_address(cells, values)
        step, is_first = self._step(company) if company else (None, False)
        person = self._known(values, step)
        changes = step.changes if step and is_first else ()
        if person is None:
            return self._row(
                cells,
                shown,
                outcome_of_new(step, is_first),
                Act(step, values, None),
                changes,
            )
        self._met.add(person.id)
        old = person_values(person)
        new = merged(old, replace(values, phone=cells.phone(old.phone)))
        moves = move(person, step)
        own = (*changes_between(old, new), *moves)
        outcome = Outcome.CHANGES if own or changes else Outcome.SAME
        if step and step.company is None and is_first:
            outcome = Outcome.NEW_COMPANY
        act = Act(step, new if own else None, person)
        return self._row(cells, shown, outcome, act, (*own, *changes))

    def _row(
        self,
        cells: Cells,
        shown: dict[str, Any],
        outcome: Outcome,
        act: Act,
        changes: tuple[Difference, ...],
    ) -> PlannedRow:
        company = act.company.name if act.company else ""
        return PlannedRow(
            **shown | {"company": company},
            outcome=outcome,
            notes=tuple(dict.fromkeys(cells.notes)),
            changes=changes,
            act=act,
            key=key_of(act),
        )

    def _person(self, cells: Cells) -> PersonValues:
        texts: dict[str, Any] = {field: cells.text(field) for field in _OF_PERSON}
        return PersonValues(
            **texts,
            salutation=cells.salutation(),
            email=cells.email() or None,
            phone=cells.phone(),
            country=cells.country(),
            language=cells.language(self._language),
        )

    def _company(self, cells: Cells) -> CompanyValues | None:
        name = cells.text("company")
        sector = cells.text("sector")
        found = self._sectors.get(search_key(sector)) if sector else None
        if sector and found is None:
            cells.unknown_sector(sector)
        texts: dict[str, Any] = {field: cells.text(field) for field in _OF_COMPANY}
        values = CompanyValues(
            **texts,
            name=name or "–",
            sector=found,
            countries=cells.countries(),
            city=cells.city(),
            website=cells.website(),
            mail_domain=cells.mail_domain(),
        )
        return values if name else None

    def _step(self, values: CompanyValues) -> tuple[CompanyStep, bool]:
        """The company of a row, and whether it is the first row that names it."""
        key = search_key(values.name)
        if key in self._steps:
            return self._steps[key], False
        same = self._companies.get(key, [])
        here = [company for company in same if company.city == values.city]
        company = next(iter(here or same), None)
        step = CompanyStep(key, values.name, None, values)
        if company is not None:
            old = company_values(company)
            new = merged(replace(old, name=company.name), replace(values, name=""))
            changes = changes_between(old, new)
            step = CompanyStep(
                key, company.name, company, new if changes else None, changes
            )
        self._steps[key] = step
        return step, True

    def _who(
        self, values: PersonValues, company: CompanyValues | None
    ) -> tuple[str, str]:
        """Tells one person from another: by address and name, else by company."""
        key = full_key(values.given_name, values.family_name)
        where = f"@{search_key(company.name)}" if company else "@"
        return key, values.email or where

    def _known(self, values: PersonValues, step: CompanyStep | None) -> Person | None:
        """Whom the row means: same name and address, or same name and company
        where one of the two has no address."""
        key = full_key(values.given_name, values.family_name)
        same = self._people.get(key, [])
        for person in same:
            if values.email and readable_mail(person.email or "") == values.email:
                return person
        company = step.company if step else None
        for person in same:
            is_there = company is not None and person.company_id == company.id
            is_met = person.id in self._met
            if is_there and not is_met and not (values.email and person.email):
                return person
        return None

    def _note_shared_address(self, cells: Cells, values: PersonValues) -> None:
        """The same address under another name is allowed, and worth a look."""
        if values.email is None:
            cells.notes.append(_("Without an address there are no e-mails."))
            return
        if first := self._addresses.get(values.email):
            cells.notes.append(
                _("Row %(number)s has the same address, for another.", number=first)
            )
        self._addresses.setdefault(values.email, cells.number)


def _known_people(
    rows: Sequence[ReadRow], columns: Mapping[str, int]
) -> dict[str, list[Person]]:
    """Whom the list may mean, by folded name."""
    emails = {row.cell(columns.get("email")).lower() for row in rows} - {""}
    keys = {
        full_key(
            row.cell(columns.get("given_name")), row.cell(columns.get("family_name"))
        )
        for row in rows
    }
    found: dict[str, list[Person]] = {}
    for person in queries.people_like(emails, keys - {""}):
        found.setdefault(person.search_key, []).append(person)
    return found


def _sectors_by_key() -> dict[str, Sector]:
    found: dict[str, Sector] = {}
    for sector in people.sectors():
        for name in (sector.code, *sector.names.values()):
            found.setdefault(search_key(name), sector)
    return found
