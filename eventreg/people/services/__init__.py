"""What staff do with people, companies and members, and members for themselves."""

from eventreg.people.services.companies import (
    CompanyIsKnown,
    CompanySoundsKnown,
    CompanyValues,
    add_company,
    change_company,
    check_name,
)
from eventreg.people.services.links import (
    NoAddress,
    allow_invitations,
    locked,
    personal_link,
    refuse_invitations,
    revoke_personal_link,
)
from eventreg.people.services.loading import load_members, load_sectors
from eventreg.people.services.memberships import (
    change_membership,
    end_membership,
    start_membership,
)
from eventreg.people.services.merging_companies import (
    IsOneCompanyAlready,
    merge_companies,
)
from eventreg.people.services.persons import (
    PersonIsKnown,
    PersonValues,
    add_person,
    change_person,
    forget_logged,
    person_values,
)
from eventreg.people.services.sign_ins import (
    SignInLinkIsOver,
    forget_old_ways_in,
    request_sign_in,
    sign_in,
    sign_out,
    sign_out_everywhere,
)

__all__ = [
    "CompanyIsKnown",
    "CompanySoundsKnown",
    "CompanyValues",
    "IsOneCompanyAlready",
    "NoAddress",
    "PersonIsKnown",
    "PersonValues",
    "SignInLinkIsOver",
    "add_company",
    "add_person",
    "allow_invitations",
    "change_company",
    "change_membership",
    "change_person",
    "check_name",
    "end_membership",
    "forget_logged",
    "forget_old_ways_in",
    "load_members",
    "load_sectors",
    "locked",
    "merge_companies",
    "person_values",
    "personal_link",
    "refuse_invitations",
    "request_sign_in",
    "revoke_personal_link",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "start_membership",
]
