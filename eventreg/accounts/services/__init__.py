"""What people do with staff accounts. Each runs inside the caller's ``write_tx``."""

from eventreg.accounts.services.clean_up import forget_old
from eventreg.accounts.services.codes import WrongCode, use_code
from eventreg.accounts.services.links import (
    LinkIsOver,
    accept_invitation,
    request_password_reset,
    reset_password,
)
from eventreg.accounts.services.locks import lock_staff
from eventreg.accounts.services.origins import Origin
from eventreg.accounts.services.second_factor import (
    HasNoSecondFactor,
    HasSecondFactor,
    IsDemanded,
    begin,
    confirm,
    renew_codes,
    reset_second_factor,
    switch_off,
)
from eventreg.accounts.services.sign_ins import (
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
    "HasNoSecondFactor",
    "HasSecondFactor",
    "IsDemanded",
    "LastDirector",
    "LinkIsOver",
    "Origin",
    "WrongCode",
    "accept_invitation",
    "add",
    "begin",
    "change_password",
    "change_profile",
    "confirm",
    "deactivate",
    "edit",
    "end_sign_in",
    "forget_old",
    "invitation_token",
    "invite",
    "invite_again",
    "lock_staff",
    "reactivate",
    "renew_codes",
    "request_password_reset",
    "reset_password",
    "reset_second_factor",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "switch_off",
    "use_code",
]
