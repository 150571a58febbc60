"""What a person, a company and a membership are, and how a member gets in."""

from eventreg.people.models.access import MemberLink, MemberSession, PersonalLink
from eventreg.people.models.known import (
    Company,
    CompanyCountry,
    CompanyKind,
    Membership,
    MergedPerson,
    Person,
    Sector,
)

__all__ = [
    "Company",
    "CompanyCountry",
    "CompanyKind",
    "MemberLink",
    "MemberSession",
    "Membership",
    "MergedPerson",
    "Person",
    "PersonalLink",
    "Sector",
]
