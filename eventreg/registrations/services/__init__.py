"""What people, staff and the worker do with registrations."""

from eventreg.registrations.applicants import Applicant
from eventreg.registrations.services.deciding import (
    AlreadyDecided,
    NoSeatFree,
    SeatsAreFree,
    TooLateToUndo,
    approve,
    decline,
    later,
    onto_waitlist,
    promote,
    reconsider,
    send_now,
    undo,
)
from eventreg.registrations.services.knowing import IsSettled, settle_member
from eventreg.registrations.services.moving import (
    TeamIsFull,
    TooCloseToTheStart,
    move_up,
)
from eventreg.registrations.services.own import (
    OfferHasEnded,
    accept,
    cancel,
    change_consents,
    refuse,
    rejoin,
)
from eventreg.registrations.services.running import end_all, expire, forget_unverified
from eventreg.registrations.services.signing_up import (
    AlreadyRegistered,
    ConfirmedTooLate,
    SignUpIsClosed,
    applicant_of,
    enter,
    not_me,
    send_again,
    send_links,
    sign_up,
    verify,
)

__all__ = [
    "AlreadyDecided",
    "AlreadyRegistered",
    "Applicant",
    "ConfirmedTooLate",
    "IsSettled",
    "NoSeatFree",
    "OfferHasEnded",
    "SeatsAreFree",
    "SignUpIsClosed",
    "TeamIsFull",
    "TooCloseToTheStart",
    "TooLateToUndo",
    "accept",
    "applicant_of",
    "approve",
    "cancel",
    "change_consents",
    "decline",
    "end_all",
    "enter",
    "expire",
    "forget_unverified",
    "later",
    "move_up",
    "not_me",
    "onto_waitlist",
    "promote",
    "reconsider",
    "refuse",
    "rejoin",
    "send_again",
    "send_links",
    "send_now",
    "settle_member",
    "sign_up",
    "undo",
    "verify",
]
