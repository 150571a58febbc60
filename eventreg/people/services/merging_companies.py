"""A company that is known twice becomes one."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import sqlalchemy as sa
from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError, Gone
from eventreg.people.models import Company, Membership, Person
from eventreg.people.services.companies import change_company, company_values

#: What is taken over where the one that stays has nothing.
_FILLED = (
    *("sector", "city", "website", "mail_domain", "staff"),
    *("products", "offers", "seeks"),
)

#: The first and the last day; ``None``: no end is set.
Span = tuple[date, date | None]


class IsOneCompanyAlready(DomainError):
    """Nothing is merged with itself."""

    def __init__(self) -> None:
        super().__init__(_("Choose two different companies."))


def merge_companies(kept: Company, gone: Company, *, by: Actor) -> None:
    """Make one of two: people, countries and memberships of ``gone`` go to ``kept``.

    What ``kept`` has stays, what is missing is taken over; it is a member on each
    day on which one of them was.

    :raises IsOneCompanyAlready: both are the same.
    :raises Gone: one of them was merged or deleted meanwhile.
    """
    if kept.id == gone.id:
        raise IsOneCompanyAlready
    kept, gone = _locked(kept.id, gone.id)
    values, theirs = company_values(kept), company_values(gone)
    missing = {name: getattr(theirs, name) for name in _FILLED}
    taken = {name: new for name, new in missing.items() if not getattr(values, name)}
    countries = {*values.countries, *theirs.countries}
    spans = united((row.from_on, row.until_on) for row in _memberships(kept, gone))
    db.session.execute(
        sa.update(Person)
        .where(Person.company_id == gone.id)
        .values(company_id=kept.id)
        .execution_options(synchronize_session=False)
    )
    _forget(gone, into=kept, by=by)
    kept.memberships = [Membership(from_on=begin, until_on=end) for begin, end in spans]
    change_company(kept, replace(values, countries=countries, **taken), by=by)
    db.session.flush()


def united(spans: Iterable[Span]) -> list[Span]:
    """The days of all ``spans`` as few spans, the earliest first."""
    found: list[Span] = []
    for begin, end in sorted(spans, key=lambda span: span[0]):
        last = found[-1][1] if found else begin - timedelta(days=2)
        if last is not None and begin > last + timedelta(days=1):
            found.append((begin, end))
        elif last is not None:
            longer = None if end is None else max(last, end)
            found[-1] = (found[-1][0], longer)
    return found


def _locked(*ids: int) -> list[Company]:
    """These companies read anew under locks, taken in id order."""
    rows = db.session.scalars(
        sa.select(Company)
        .where(Company.id.in_(ids))
        .order_by(Company.id)
        .with_for_update(of=Company)
        .execution_options(populate_existing=True)
    )
    found = {company.id: company for company in rows}
    if len(found) < len(ids):
        raise Gone
    return [found[id_] for id_ in ids]


def _memberships(*companies: Company) -> list[Membership]:
    ids = [company.id for company in companies]
    return list(
        db.session.scalars(sa.select(Membership).where(Membership.company_id.in_(ids)))
    )


def _forget(gone: Company, *, into: Company, by: Actor) -> None:
    """Delete what is one with ``into`` now, and the memberships that are united."""
    names = [gone.name, into.name]
    # Whoever kept the old address finds the new one by this row.
    moved = {"name": [gone.name, None], "address": [gone.slug, into.slug]}
    record("company.removed", gone.slug, by=by, changes=moved)
    record("company.merged", into.slug, by=by, changes={"name": names})
    for membership in _memberships(into, gone):
        db.session.delete(membership)
    db.session.flush()
    db.session.expire_all()  # else the people that have moved would leave with it
    db.session.delete(gone)
    db.session.flush()
