"""What staff choose and type about letters to many people."""

from eventreg.messages.forms.digests import DigestForm
from eventreg.messages.forms.groups import GroupLetterForm, letter_form
from eventreg.messages.forms.invitations import InvitationsForm, invitations_form
from eventreg.messages.forms.reminders import RemindersForm

__all__ = [
    "DigestForm",
    "GroupLetterForm",
    "InvitationsForm",
    "RemindersForm",
    "invitations_form",
    "letter_form",
]
