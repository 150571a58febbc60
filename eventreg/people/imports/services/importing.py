"""An import does what its preview showed, whole or not at all."""

from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.people.imports import members, queries
from eventreg.people.imports.marks import (
    company_facts,
    mark_of_company,
    mark_of_person,
    person_facts,
)
from eventreg.people.imports.models import ImportResult, ListImport
from eventreg.people.imports.plans import Plan
from eventreg.people.imports.services.bringing import let_go, read_again
from eventreg.people.imports.states import IDLE, LEFT_OUT, ImportState, Thing
from eventreg.people.imports.steps import Act, CompanyStep
from eventreg.people.models import Company
from eventreg.people.services.companies import add_company, change_company
from eventreg.people.services.memberships import start_membership
from eventreg.people.services.persons import add_person, change_person


class ImportIsOver(DomainError):
    """Imported or thrown away meanwhile, perhaps in another tab."""

    def __init__(self) -> None:
        super().__init__(_("This list is imported already, or thrown away."))


class ListHasChanged(DomainError):
    """An import would no longer do what the preview showed."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Meanwhile something has changed, and the import would do something "
                "else than you saw. Look at the rows again, then import."
            )
        )


def import_members(list_import: ListImport, *, seen: str, by: Actor) -> ListImport:
    """Add and change companies and people as the preview showed.

    :param seen: ``digest`` of the plan that was shown.
    :raises ImportIsOver: see there.
    :raises ListHasChanged: see there.
    """
    list_import = opened(list_import)
    found = read_again(list_import)
    plan = members.plan(found, list_import.columns, list_import.options)
    if plan.digest != seen:
        raise ListHasChanged
    writer = _Writer(list_import, by)
    for row in plan.rows:
        if row.outcome not in IDLE:
            writer.write(row.number, row.act)
    writer.note()
    finish(list_import, plan, by=by)
    return list_import


def opened(list_import: ListImport) -> ListImport:
    """The list under a lock, still to be imported.

    :raises ImportIsOver: see there.
    """
    found = queries.locked(list_import)
    if found is None or found.state is not ImportState.OPEN:
        raise ImportIsOver
    return found


def finish(list_import: ListImport, plan: Plan, *, by: Actor) -> None:
    """Note what came of the list, and let go of its file."""
    list_import.state = ImportState.DONE
    list_import.imported_at = clock.now()
    list_import.counts = {str(key): count for key, count in plan.counts.items()}
    list_import.left_out = [
        [row.number, row.name or row.company, str(row.outcome), list(row.notes)]
        for row in plan.rows
        if row.outcome in LEFT_OUT
    ]
    let_go(list_import)
    record("list.imported", list_import.code, by=by, changes=dict(list_import.counts))


class _Writer:
    """Writes row by row and remembers the companies that it made."""

    def __init__(self, list_import: ListImport, by: Actor) -> None:
        self._list, self._by = list_import, by
        self._made: dict[str, Company] = {}
        self._touched: list[tuple[ImportResult, Company]] = []

    def write(self, number: int, act: Act) -> None:
        company = self._company(number, act.company) if act.company else None
        if act.person is not None:
            self._change_person(number, act, company)
        elif act.values is not None:
            person = add_person(act.values, company=company, by=self._by)
            self._note(number, Thing.PERSON, person.reference, mark_of_person(person))

    def note(self) -> None:
        """Fingerprints of companies, once all their rows are written."""
        for result, company in self._touched:
            result.mark = mark_of_company(company)

    def _change_person(self, number: int, act: Act, company: Company | None) -> None:
        person = act.person
        if person is None or act.values is None:
            return
        before = person_facts(person)
        change_person(
            person, act.values, company=company or person.company, by=self._by
        )
        after = person_facts(person)
        old = {name: value for name, value in before.items() if after[name] != value}
        if old:
            mark = mark_of_person(person)
            self._note(number, Thing.PERSON, person.reference, mark, old)

    def _company(self, number: int, step: CompanyStep) -> Company:
        if step.key in self._made:
            return self._made[step.key]
        company = step.company
        if company is None:
            company = self._add(number, step)
        elif step.values is not None:
            before = company_facts(company)
            change_company(company, step.values, by=self._by)
            after = company_facts(company)
            old = {
                name: value for name, value in before.items() if after[name] != value
            }
            result = self._note(number, Thing.COMPANY, company.slug, "", old)
            self._touched.append((result, company))
        self._made[step.key] = company
        return company

    def _add(self, number: int, step: CompanyStep) -> Company:
        assert step.values is not None  # noqa: S101 - for the type checker
        company = add_company(step.values, by=self._by)
        if self._list.options.get("are_members"):
            start_membership(company, from_on=clock.today(), by=self._by)
        result = self._note(number, Thing.COMPANY, company.slug, "")
        self._touched.append((result, company))
        return company

    def _note(
        self,
        number: int,
        thing: Thing,
        target: str,
        mark: str,
        before: dict[str, object] | None = None,
    ) -> ImportResult:
        result = ImportResult(
            list_import_id=self._list.id,
            row_number=number,
            thing=thing,
            target=target,
            before=before,
            mark=mark,
        )
        db.session.add(result)
        return result
