"""What staff and members type in about people and memberships."""

from eventreg.people.forms.memberships import EndMembershipForm, StartMembershipForm

__all__ = ["EndMembershipForm", "StartMembershipForm"]
