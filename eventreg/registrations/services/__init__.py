"""What people, staff and the worker do with registrations."""

from eventreg.registrations.applicants import Applicant
from eventreg.registrations.services.at_the_desk import NotYetAtTheDesk, let_in
from eventreg.registrations.services.beginning import (
    forget_form,
    hand_in,
    keep_form,
    send_resume,
    sent_of,
)
from eventreg.registrations.services.changing import (
    PoolIsFull,
    TooLateToChange,
    change_answers,
    change_details,
    choose,
    is_contingent_fixed,
)
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
    reinstate,
    send_now,
    undo,
)
from eventreg.registrations.services.doubles import (
    AlreadyRegistered,
    NotTheSameEvent,
    kept_of,
    merge,
)
from eventreg.registrations.services.drafts import Typed, applicant_of, typed_in
from eventreg.registrations.services.inviting import (
    NotToBeInvited,
    can_be_invited_to,
    invite,
)
from eventreg.registrations.services.knowing import IsSettled, settle_member
from eventreg.registrations.services.known import (
    applicant_for,
    is_open_to,
    sign_up_known,
)
from eventreg.registrations.services.moving import (
    ChoiceIsFull,
    TeamIsFull,
    TooCloseToTheStart,
    move_up,
)
from eventreg.registrations.services.own import (
    OfferHasEnded,
    TermsHaveChanged,
    accept,
    cancel,
    change_consents,
    refuse,
)
from eventreg.registrations.services.parties import may_come_together
from eventreg.registrations.services.recognising import opens_at
from eventreg.registrations.services.running import (
    end_all,
    expire,
    forget_unverified,
    settle_lines,
    tell_of_new_date,
)
from eventreg.registrations.services.signing_up import (
    ConfirmedTooLate,
    NotOpenForEverybody,
    SignUpIsClosed,
    enter,
    not_me,
    send_again,
    send_links,
    sign_up,
    verify,
)
from eventreg.registrations.services.sorting_again import write_all_keys
from eventreg.registrations.services.substituting import (
    CannotTakeOver,
    OneIsAsked,
    substitute,
    takes_over,
)
from eventreg.registrations.services.views import forget_view, keep_view
from eventreg.registrations.services.waiting import (
    NoMoreTime,
    can_be_extended,
    extend,
    extended_end,
    pause,
    rejoin,
    resume,
)

__all__ = [
    "AlreadyDecided",
    "AlreadyRegistered",
    "Applicant",
    "CannotTakeOver",
    "ChoiceIsFull",
    "ConfirmedTooLate",
    "IsSettled",
    "NoMoreTime",
    "NoSeatFree",
    "NotOpenForEverybody",
    "NotTheSameEvent",
    "NotToBeInvited",
    "NotYetAtTheDesk",
    "OfferHasEnded",
    "OneIsAsked",
    "PoolIsFull",
    "SeatsAreFree",
    "SignUpIsClosed",
    "TeamIsFull",
    "TermsHaveChanged",
    "TooCloseToTheStart",
    "TooLateToChange",
    "TooLateToUndo",
    "Typed",
    "accept",
    "applicant_for",
    "applicant_of",
    "approve",
    "can_be_extended",
    "can_be_invited_to",
    "cancel",
    "change_answers",
    "change_consents",
    "change_details",
    "choose",
    "decline",
    "end_all",
    "enter",
    "expire",
    "extend",
    "extended_end",
    "forget_form",
    "forget_unverified",
    "forget_view",
    "hand_in",
    "invite",
    "is_contingent_fixed",
    "is_open_to",
    "keep_form",
    "keep_view",
    "kept_of",
    "later",
    "let_in",
    "may_come_together",
    "merge",
    "move_up",
    "not_me",
    "onto_waitlist",
    "opens_at",
    "pause",
    "promote",
    "reconsider",
    "refuse",
    "reinstate",
    "rejoin",
    "resume",
    "send_again",
    "send_links",
    "send_now",
    "send_resume",
    "sent_of",
    "settle_lines",
    "settle_member",
    "sign_up",
    "sign_up_known",
    "substitute",
    "takes_over",
    "tell_of_new_date",
    "typed_in",
    "undo",
    "verify",
    "write_all_keys",
]
