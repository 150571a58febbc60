"""To which member a mail domain belongs."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date

import sqlalchemy as sa

from eventreg.database import db
from eventreg.people.mail_domains import is_own, of_address, of_website
from eventreg.people.models import Company, Membership, Person
from eventreg.people.queries.known import covering


def members_by_domain(domains: Collection[str], on: date) -> dict[str, Company]:
    """The members to whom these mail domains belong; not where several share one.

    What a company says is its domain comes first; else that of its website, and
    those from which its people write. Never one where anybody can have an address.
    """
    wanted = {domain.lower() for domain in domains if is_own(domain.lower())}
    if not wanted:
        return {}
    found = _grouped(_said(wanted, on))
    if unsaid := wanted - found.keys():
        seen = (pair for pair in _seen_at(on) if pair[0] in unsaid)
        found |= _grouped(seen)
    ids = {domain: one for domain, (one, *more) in found.items() if not more}
    if not ids:
        return {}
    query = sa.select(Company).where(Company.id.in_(ids.values()))
    companies = {company.id: company for company in db.session.scalars(query)}
    return {domain: companies[company_id] for domain, company_id in ids.items()}


def member_by_domain(domain: str, on: date) -> Company | None:
    """The member to whom a domain belongs; ``None`` too if several share it."""
    return members_by_domain({domain}, on).get(domain.lower())


def _grouped(pairs: Iterator[tuple[str, int]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for domain, company_id in pairs:
        found[domain].add(company_id)
    return found


def _said(wanted: Collection[str], on: date) -> Iterator[tuple[str, int]]:
    """The domains that members say are theirs."""
    query = sa.select(Company.mail_domain, Company.id).where(
        Company.mail_domain.in_(wanted), Company.id.in_(_members(on))
    )
    yield from ((row[0], row[1]) for row in db.session.execute(query))


def _seen_at(on: date) -> Iterator[tuple[str, int]]:
    """Domains of the websites of members, and of the addresses of their people."""
    sites = sa.select(Company.website, Company.id).where(
        Company.website != "", Company.id.in_(_members(on))
    )
    for website, company_id in db.session.execute(sites):
        yield of_website(website), company_id
    people = sa.select(Person.email, Person.company_id).where(
        Person.email.is_not(None), Person.company_id.in_(_members(on))
    )
    for email, employer_id in db.session.execute(people):
        if email is not None and employer_id is not None:
            yield of_address(email), employer_id


def _members(on: date) -> sa.Select[int]:
    return covering(on).with_only_columns(Membership.company_id)
