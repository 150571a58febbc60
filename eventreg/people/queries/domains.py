"""To which member a mail domain belongs."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

import sqlalchemy as sa

from eventreg.asking import Question, answers
from eventreg.database import db
from eventreg.people.mail_domains import is_own, of_address, of_website
from eventreg.people.models import Company, Membership, Person
from eventreg.people.queries.known import covering

#: A domain, and the company to which it may belong.
_Pair = tuple[str, int]


def members_by_domain(domains: Collection[str], on: date) -> dict[str, Company]:
    """The members to whom these mail domains belong; not where several share one.

    What a company says is its domain comes first; else that of its website, and
    those from which its people write. Never one where anybody can have an address.
    """
    wanted = {domain.lower() for domain in domains if is_own(domain.lower())}
    if not wanted:
        return {}
    said, sites, addresses = answers(_said(wanted, on), _sites(on), _addresses(on))
    found = _grouped(said)
    if unsaid := wanted - found.keys():
        found |= _grouped(pair for pair in sites + addresses if pair[0] in unsaid)
    ids = {domain: one for domain, (one, *more) in found.items() if not more}
    if not ids:
        return {}
    query = sa.select(Company).where(Company.id.in_(ids.values()))
    companies = {company.id: company for company in db.session.scalars(query)}
    return {domain: companies[company_id] for domain, company_id in ids.items()}


def member_by_domain(domain: str, on: date) -> Company | None:
    """The member to whom a domain belongs; ``None`` too if several share it."""
    return members_by_domain({domain}, on).get(domain.lower())


def _grouped(pairs: Iterable[_Pair]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for domain, company_id in pairs:
        found[domain].add(company_id)
    return found


def _said(wanted: Collection[str], on: date) -> Question[list[_Pair]]:
    """The domains that members say are theirs."""
    query = sa.select(Company.mail_domain, Company.id).where(
        Company.mail_domain.in_(wanted), Company.id.in_(_members(on))
    )
    return Question(query, lambda rows: [(row[0], row[1]) for row in rows])


def _sites(on: date) -> Question[list[_Pair]]:
    """Domains of the websites of members."""
    query = sa.select(Company.website, Company.id).where(
        Company.website != "", Company.id.in_(_members(on))
    )
    return Question(query, lambda rows: [(of_website(row[0]), row[1]) for row in rows])


def _addresses(on: date) -> Question[list[_Pair]]:
    """Domains of the addresses of the people of members."""
    query = sa.select(Person.email, Person.company_id).where(
        Person.email.is_not(None), Person.company_id.in_(_members(on))
    )
    return Question(query, lambda rows: [(of_address(row[0]), row[1]) for row in rows])


def _members(on: date) -> sa.Select[int]:
    return covering(on).with_only_columns(Membership.company_id)
