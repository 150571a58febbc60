"""What staff and members type in about people and memberships."""

from eventreg.people.forms.companies import CompanyForm
from eventreg.people.forms.memberships import (
    EndMembershipForm,
    MembershipForm,
    StartMembershipForm,
)
from eventreg.people.forms.persons import OwnDetailsForm, PersonForm, SignInForm

__all__ = [
    "CompanyForm",
    "EndMembershipForm",
    "MembershipForm",
    "OwnDetailsForm",
    "PersonForm",
    "SignInForm",
    "StartMembershipForm",
]
