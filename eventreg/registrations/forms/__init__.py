"""What people and staff type in: the shape of it, nothing more."""

from eventreg.registrations.forms.applicant import (
    ApplicantForm,
    DoorForm,
    EntryForm,
    entry_form,
)
from eventreg.registrations.forms.known import KnownForm
from eventreg.registrations.forms.own_page import (
    AcceptForm,
    AddressForm,
    CancelForm,
    ChangeForm,
    ConsentsForm,
    ReplyForm,
    SendAgainForm,
    SubstituteForm,
    change_form,
    later_form,
    staff_form,
)
from eventreg.registrations.forms.seen import SeenForm
from eventreg.registrations.forms.sign_up import SignUpForm, sign_up_form
from eventreg.registrations.forms.staff import (
    AskForm,
    DeclineForm,
    DeclineManyForm,
    DetailsForm,
    InviteForm,
    NoteForm,
    PlacesForm,
    PromoteForm,
    WithdrawForm,
    WriteNoteForm,
    decline_many_form,
)

__all__ = [
    "AcceptForm",
    "AddressForm",
    "ApplicantForm",
    "AskForm",
    "CancelForm",
    "ChangeForm",
    "ConsentsForm",
    "DeclineForm",
    "DeclineManyForm",
    "DetailsForm",
    "DoorForm",
    "EntryForm",
    "InviteForm",
    "KnownForm",
    "NoteForm",
    "PlacesForm",
    "PromoteForm",
    "ReplyForm",
    "SeenForm",
    "SendAgainForm",
    "SignUpForm",
    "SubstituteForm",
    "WithdrawForm",
    "WriteNoteForm",
    "change_form",
    "decline_many_form",
    "entry_form",
    "later_form",
    "sign_up_form",
    "staff_form",
]
