"""What staff and members type in about people and memberships."""

from eventreg.people.forms.memberships import EndMembershipForm, StartMembershipForm
from eventreg.people.forms.persons import OwnDetailsForm, PersonForm, SignInForm

__all__ = [
    "EndMembershipForm",
    "OwnDetailsForm",
    "PersonForm",
    "SignInForm",
    "StartMembershipForm",
]
