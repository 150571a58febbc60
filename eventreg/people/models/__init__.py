"""What a person, a company and a membership are, and how a member gets in."""

from eventreg.people.models.known import (
    Company,
    CompanyCountry,
    CompanyKind,
    Membership,
    Person,
    Sector,
)

__all__ = [
    "Company",
    "CompanyCountry",
    "CompanyKind",
    "Membership",
    "Person",
    "Sector",
]
