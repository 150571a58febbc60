"""To which member a mail domain belongs."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from eventreg.asking import Question, Row
from eventreg.database import db
from eventreg.people.mail_domains import is_own, of_address, of_website
from eventreg.people.models import Company, Membership, Person


class _From(StrEnum):
    """By what a domain is known to be a company's."""

    SAID = "said"
    WEBSITE = "website"
    ADDRESS = "address"


#: How the domain is read from what is stored.
_READ: dict[_From, Callable[[str], str]] = {
    _From.SAID: lambda domain: domain,
    _From.WEBSITE: of_website,
    _From.ADDRESS: of_address,
}


@dataclass(frozen=True)
class MemberName:
    """A member as a page names it."""

    company_id: int
    name: str


@dataclass(frozen=True)
class _Holding:
    """A domain of a company while that is a member."""

    domain: str
    company: MemberName
    from_on: date
    until_on: date | None

    def covers(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or self.until_on >= day)


class Domains:
    """The members to whom mail domains belong, on any day."""

    def __init__(self, said: list[_Holding], seen: list[_Holding]) -> None:
        self._said, self._seen = said, seen

    def members(self, domains: Iterable[str], on: date) -> dict[str, MemberName]:
        """By domain; not where several share one.

        What a company says is its domain comes first; else that of its website,
        and those from which its people write.
        """
        wanted = {domain.lower() for domain in domains}
        found = _grouped(wanted, self._said, on)
        found |= _grouped(wanted - found.keys(), self._seen, on)
        return {domain: one for domain, (one, *more) in found.items() if not more}


def domains_asked(domains: Iterable[str]) -> Question[Domains]:
    """Whose these are; never one where anybody can have an address."""
    wanted = {domain.lower() for domain in domains if is_own(domain.lower())}
    if not wanted:
        return Question(None, lambda _rows: Domains([], []))
    held = sa.union_all(*_held(wanted)).subquery()
    return Question(sa.select(*held.c), lambda rows: _domains(rows, wanted))


def member_by_domain(domain: str, on: date) -> Company | None:
    """The member to whom a domain belongs; ``None`` too if several share it."""
    found = domains_asked([domain]).answer().members([domain], on)
    named = found.get(domain.lower())
    return db.session.get(Company, named.company_id) if named else None


def _domains(rows: Sequence[Row], wanted: Collection[str]) -> Domains:
    said, seen = list[_Holding](), list[_Holding]()
    for source, text, company_id, name, from_on, until_on in rows:
        domain = _READ[_From(source)](text)
        if domain in wanted:
            company = MemberName(company_id, name)
            holding = _Holding(domain, company, from_on, until_on)
            (said if source == _From.SAID else seen).append(holding)
    return Domains(said, seen)


def _grouped(
    wanted: Collection[str], holdings: Iterable[_Holding], day: date
) -> dict[str, set[MemberName]]:
    found: dict[str, set[MemberName]] = defaultdict(set)
    for each in holdings:
        if each.domain in wanted and each.covers(day):
            found[each.domain].add(each.company)
    return found


def _held(wanted: Collection[str]) -> list[sa.Select[Any]]:
    """What members say, their websites, and the addresses of their people."""
    return [
        _row(_From.SAID, Company.mail_domain).where(Company.mail_domain.in_(wanted)),
        _row(_From.WEBSITE, Company.website).where(Company.website != ""),
        _row(_From.ADDRESS, Person.email)
        .join(Person, Person.company_id == Company.id)
        .where(Person.email.is_not(None)),
    ]


def _row(source: _From, text: Any) -> sa.Select[Any]:
    return (
        sa.select(
            sa.literal(str(source)).label("source"),
            text.label("text"),
            Company.id,
            Company.name,
            Membership.from_on,
            Membership.until_on,
        )
        .select_from(Company)
        .join(Membership, Membership.company_id == Company.id)
    )
