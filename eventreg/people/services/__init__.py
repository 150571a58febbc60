"""What staff do with people, companies and members."""

from eventreg.people.services.companies import (
    CompanyValues,
    add_company,
    change_company,
)
from eventreg.people.services.loading import load_members, load_sectors
from eventreg.people.services.memberships import end_membership, start_membership
from eventreg.people.services.persons import PersonValues, add_person, change_person

__all__ = [
    "CompanyValues",
    "PersonValues",
    "add_company",
    "add_person",
    "change_company",
    "change_person",
    "end_membership",
    "load_members",
    "load_sectors",
    "start_membership",
]
