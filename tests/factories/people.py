"""People, companies and members for tests."""

from datetime import date
from itertools import count
from typing import Any

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.people import services
from eventreg.people.models import (
    Company,
    MemberLink,
    Membership,
    Person,
    PersonalLink,
    Sector,
)
from eventreg.people.services import CompanyValues, PersonValues
from eventreg.people.services.sign_ins import _new_link

_numbers = count(1)


def make_sector(code: str = "software", **names: str) -> Sector:
    """A sector; ``de="…"`` names it."""
    sector = Sector(
        code=code, names={"de": code.title(), "en": code.title(), "tr": code} | names
    )
    with write_tx() as session:
        session.add(sector)
    return sector


def make_company(name: str = "", **values: Any) -> Company:
    """A company that is no member."""
    with write_tx():
        return services.add_company(
            CompanyValues(name=name or f"Company {next(_numbers)}", **values),
            by=Actor.worker(),
        )


def make_member(
    name: str = "",
    *,
    from_on: date = date(2020, 1, 1),
    until_on: date | None = None,
    **values: Any,
) -> Company:
    """A company that is a member in that span of days."""
    company = make_company(name, **values)
    with write_tx():
        db.session.add(
            Membership(company_id=company.id, from_on=from_on, until_on=until_on)
        )
    return company


def make_person(company: Company | None = None, **values: Any) -> Person:
    """Ada King, with an address of her own."""
    values = {
        "given_name": "Ada",
        "family_name": "King",
        "email": f"ada{next(_numbers)}@example.org",
    } | values
    with write_tx():
        return services.add_person(
            PersonValues(**values), company=company, by=Actor.worker()
        )


def make_personal_link(person: Person) -> PersonalLink:
    """The person's personal link."""
    with write_tx():
        return services.personal_link(person)


def make_member_link(person: Person, goal: str = "") -> tuple[MemberLink, str]:
    """A fresh link that signs ``person`` in, and its secret."""
    with write_tx():
        return _new_link(person, goal)


def make_member_session(person: Person) -> str:
    """The secret of a session of ``person``, who is a member."""
    link, _token = make_member_link(person)
    with write_tx():
        return services.sign_in(link)
