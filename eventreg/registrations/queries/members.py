"""People of no company who seem to belong to a member."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from eventreg.asking import Question, answers
from eventreg.database import db
from eventreg.people.models import Company, Person
from eventreg.people.queries import Domains, MemberName, domains_asked
from eventreg.registrations.models import Registration

#: The people without a company, by id, and whose the mail domains are.
LikelyAsked = tuple[Question[set[int]], Question[Domains]]


def likely_asked(registrations: Iterable[Registration]) -> LikelyAsked:
    """What ``likely_members`` must know of these."""
    proven = _proven(registrations)
    return _without_company(proven), domains_asked({_domain(each) for each in proven})


def likely_members(
    registrations: Iterable[Registration], homeless: set[int], domains: Domains
) -> dict[int, MemberName]:
    """The member whose mail domain somebody uses, by registration's id.

    Of those who are unknown, or known without a company. Only for addresses that
    were proven: anybody can type a foreign one.

    :param homeless: with ``domains`` the answers to ``likely_asked``.
    """
    found: dict[int, MemberName] = {}
    for each in _proven(registrations):
        if each.person_id is None or each.person_id in homeless:
            domain, day = _domain(each), each.event.starts_local.date()
            if member := domains.members([domain], day).get(domain):
                found[each.id] = member
    return found


def likely_member(registration: Registration) -> Company | None:
    """The member that this person seems to belong to."""
    known = answers(*likely_asked([registration]))
    found = likely_members([registration], *known).get(registration.id)
    return db.session.get(Company, found.company_id) if found else None


def _proven(registrations: Iterable[Registration]) -> list[Registration]:
    return [r for r in registrations if r.verified_at and r.email and not r.is_member]


def _without_company(registrations: Sequence[Registration]) -> Question[set[int]]:
    """Which of the people whom these are belong to no company."""
    ids = {each.person_id for each in registrations if each.person_id}
    query = sa.select(Person.id).where(Person.id.in_(ids), Person.company_id.is_(None))
    return Question(query if ids else None, lambda rows: {row[0] for row in rows})


def _domain(registration: Registration) -> str:
    return (registration.email or "").rpartition("@")[2].lower()
