"""What people do with staff accounts. Each runs inside the caller's ``write_tx``."""

from eventreg.accounts.services.clean_up import forget_old
from eventreg.accounts.services.links import (
    LinkIsOver,
    accept_invitation,
    request_password_reset,
    reset_password,
)
from eventreg.accounts.services.sign_ins import (
    Origin,
    change_password,
    end_sign_in,
    sign_in,
    sign_out,
    sign_out_everywhere,
)
from eventreg.accounts.services.staff import (
    AddressIsTaken,
    HasAccepted,
    LastDirector,
    add,
    change_profile,
    deactivate,
    edit,
    invitation_token,
    invite,
    invite_again,
    reactivate,
)

__all__ = [
    "AddressIsTaken",
    "HasAccepted",
    "LastDirector",
    "LinkIsOver",
    "Origin",
    "accept_invitation",
    "add",
    "change_password",
    "change_profile",
    "deactivate",
    "edit",
    "end_sign_in",
    "forget_old",
    "invitation_token",
    "invite",
    "invite_again",
    "reactivate",
    "request_password_reset",
    "reset_password",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
]
