"""Unknown persons who seem to belong to a member."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from eventreg.people.models import Company
from eventreg.people.queries import members_by_domain
from eventreg.registrations.models import Registration


def likely_members(registrations: Iterable[Registration]) -> dict[int, Company]:
    """The member whose mail domain somebody unknown uses, by registration's id.

    Only for addresses that were proven: anybody can type a foreign one.
    """
    by_day: dict[date, list[Registration]] = defaultdict(list)
    for registration in registrations:
        is_unknown = registration.person_id is None and not registration.is_member
        if is_unknown and registration.verified_at and registration.email:
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


def _domain(registration: Registration) -> str:
    return (registration.email or "").rpartition("@")[2]
