"""What people, staff and the worker do with registrations."""

from eventreg.registrations.applicants import Applicant
from eventreg.registrations.services.as_seen import (
    SeenOtherwise,
    changes_since,
    event_print,
    offer_print,
)
from eventreg.registrations.services.asking import (
    AlreadyReplied,
    NobodyToAsk,
    ask,
    reply,
)
from eventreg.registrations.services.at_the_desk import NotYetAtTheDesk, let_in
from eventreg.registrations.services.beginning import (
    forget_form,
    hand_in,
    keep_form,
    send_resume,
    sent_of,
)
from eventreg.registrations.services.changing import (
    change_answers,
    change_details,
    choose,
    is_contingent_fixed,
)
from eventreg.registrations.services.deciding import (
    AlreadyDecided,
    NoSeatFree,
    NothingHeldBack,
    NothingToSend,
    SeatsAreFree,
    TakesOverASeat,
    TooLateToUndo,
    approve,
    can_be_reinstated,
    decline,
    decline_applicant,
    later,
    not_later,
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
from eventreg.registrations.services.forgetting import (
    ask_once_more,
    forget_unverified,
)
from eventreg.registrations.services.inviting import (
    NotToBeInvited,
    can_be_invited_to,
    invite,
    invite_locked,
    remind,
    say_no,
)
from eventreg.registrations.services.keeping import (
    can_confirm_until,
    could_confirm_from,
    forgotten_at,
    forgotten_if,
)
from eventreg.registrations.services.knowing import IsSettled, settle_member
from eventreg.registrations.services.known import (
    applicant_for,
    is_open_to,
    sign_up_known,
)
from eventreg.registrations.services.merging_people import merge_people
from eventreg.registrations.services.moving import (
    ChoiceIsFull,
    TeamIsFull,
    TooCloseToTheStart,
    move_up,
)
from eventreg.registrations.services.noting import note
from eventreg.registrations.services.own import (
    OfferHasEnded,
    accept,
    cancel,
    change_consents,
    is_offer_over,
    refuse,
)
from eventreg.registrations.services.parties import may_come_together
from eventreg.registrations.services.recognising import opens_at
from eventreg.registrations.services.refusals import (
    OthersGoFirst,
    PoolIsFull,
    TooFewPlaces,
    TooLateToChange,
)
from eventreg.registrations.services.running import (
    end_all,
    expire,
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
from eventreg.registrations.services.untold import was_missed
from eventreg.registrations.services.views import forget_view, keep_view, rename_view
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
    "AlreadyReplied",
    "Applicant",
    "CannotTakeOver",
    "ChoiceIsFull",
    "ConfirmedTooLate",
    "IsSettled",
    "NoMoreTime",
    "NoSeatFree",
    "NobodyToAsk",
    "NotOpenForEverybody",
    "NotTheSameEvent",
    "NotToBeInvited",
    "NotYetAtTheDesk",
    "NothingHeldBack",
    "NothingToSend",
    "OfferHasEnded",
    "OneIsAsked",
    "OthersGoFirst",
    "PoolIsFull",
    "SeatsAreFree",
    "SeenOtherwise",
    "SignUpIsClosed",
    "TakesOverASeat",
    "TeamIsFull",
    "TooCloseToTheStart",
    "TooFewPlaces",
    "TooLateToChange",
    "TooLateToUndo",
    "Typed",
    "accept",
    "applicant_for",
    "applicant_of",
    "approve",
    "ask",
    "ask_once_more",
    "can_be_extended",
    "can_be_invited_to",
    "can_be_reinstated",
    "can_confirm_until",
    "cancel",
    "change_answers",
    "change_consents",
    "change_details",
    "changes_since",
    "choose",
    "could_confirm_from",
    "decline",
    "decline_applicant",
    "end_all",
    "enter",
    "event_print",
    "expire",
    "extend",
    "extended_end",
    "forget_form",
    "forget_unverified",
    "forget_view",
    "forgotten_at",
    "forgotten_if",
    "hand_in",
    "invite",
    "invite_locked",
    "is_contingent_fixed",
    "is_offer_over",
    "is_open_to",
    "keep_form",
    "keep_view",
    "kept_of",
    "later",
    "let_in",
    "may_come_together",
    "merge",
    "merge_people",
    "move_up",
    "not_later",
    "not_me",
    "note",
    "offer_print",
    "onto_waitlist",
    "opens_at",
    "pause",
    "promote",
    "reconsider",
    "refuse",
    "reinstate",
    "rejoin",
    "remind",
    "rename_view",
    "reply",
    "resume",
    "say_no",
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
    "was_missed",
    "write_all_keys",
]
