"""Fingerprints of rows: whether something is still what an import made of it."""

import hashlib
from typing import Any

from eventreg.people.models import Company, Person
from eventreg.people.services.companies import company_values
from eventreg.people.services.persons import person_values


def mark_of_person(person: Person) -> str:
    return _hashed(
        [person_values(person), person.company.slug if person.company else ""]
    )


def mark_of_company(company: Company) -> str:
    """Of what is known about it, and of its memberships."""
    spans = [(row.from_on, row.until_on) for row in company.memberships]
    return _hashed([company_facts(company), spans])


def company_facts(company: Company) -> dict[str, Any]:
    """What is known about ``company``, in plain values."""
    values = vars(company_values(company))
    return values | {
        "sector": company.sector.code if company.sector else "",
        "countries": sorted(values["countries"]),
        "kind": str(company.kind),
    }


def person_facts(person: Person) -> dict[str, Any]:
    """What is known about ``person``, in plain values, and the company's address."""
    company = person.company.slug if person.company else None
    return vars(person_values(person)) | {"company": company}


def _hashed(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()
