"""People of no company who seem to belong to a member."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa

from eventreg.database import db
from eventreg.people.models import Company, Person
from eventreg.people.queries import members_by_domain
from eventreg.registrations.models import Registration


def likely_members(registrations: Iterable[Registration]) -> dict[int, Company]:
    """The member whose mail domain somebody uses, by registration's id.

    Of those who are unknown, or known without a company. Only for addresses that
    were proven: anybody can type a foreign one.
    """
    by_day: dict[date, list[Registration]] = defaultdict(list)
    proven = [r for r in registrations if r.verified_at and r.email and not r.is_member]
    homeless = _without_company({r.person_id for r in proven if r.person_id})
    for registration in proven:
        if registration.person_id is None or registration.person_id in homeless:
            by_day[registration.event.starts_local.date()].append(registration)
    found: dict[int, Company] = {}
    for day, unknown in by_day.items():
        companies = members_by_domain({_domain(r) for r in unknown}, day)
        found |= {
            r.id: companies[_domain(r)] for r in unknown if _domain(r) in companies
        }
    return found


def likely_member(registration: Registration) -> Company | None:
    """The member that this person seems to belong to."""
    return likely_members([registration]).get(registration.id)


def _without_company(person_ids: set[int]) -> set[int]:
    """Which of these people belong to no company."""
    if not person_ids:
        return set()
    return set(
        db.session.scalars(
            sa.select(Person.id).where(
                Person.id.in_(person_ids), Person.company_id.is_(None)
            )
        )
    )


def _domain(registration: Registration) -> str:
    return (registration.email or "").rpartition("@")[2]
