"""States, roles and reasons in the reader's words."""

from collections.abc import Iterable
from enum import StrEnum

from babel.lists import format_list
from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from eventreg.events.models import SeatPool
from eventreg.events.states import PoolKind
from eventreg.registrations.states import RegistrationRole, State, Why
from eventreg.web.locale import current_language


class Flag(StrEnum):
    """What the director should know before deciding; never a refusal by itself."""

    SAME_COMPANY = "same_company"
    POSSIBLE_DOUBLE = "possible_double"
    DECLINED_BEFORE = "declined_before"
    LATE = "late"
    FULL = "full"
    CAP = "cap"
    #: A question is open, or was answered.
    ASKED = "asked"
    REPLIED = "replied"


class Sign(StrEnum):
    """By what a list can be narrowed beside what people typed."""

    DOUBLE = "double"
    SAME_COMPANY = "same_company"
    DECLINED_BEFORE = "declined_before"
    LATE = "late"
    PARTY = "party"
    MEMBER = "member"
    GUEST = "guest"
    CAME = "came"
    MISSING = "missing"


#: What everybody sees who sees the list; the others help to decide.
FOR_ALL = frozenset({Sign.PARTY, Sign.CAME, Sign.MISSING})
#: Signs of an event that has begun.
OF_ATTENDANCE = frozenset({Sign.CAME, Sign.MISSING})


def flag_word(flag: Flag, contingents: str = "") -> str:
    """A flag as the inbox shows it.

    :param contingents: the names of those that have reached their share.
    """
    return {
        Flag.SAME_COMPANY: _("Second person from this company"),
        Flag.POSSIBLE_DOUBLE: _("Possibly registered twice"),
        Flag.DECLINED_BEFORE: _("Declined before"),
        Flag.LATE: _("After the deadline"),
        Flag.FULL: _("No seat free"),
        Flag.CAP: _("%(name)s has reached its share of the seats", name=contingents),
        Flag.ASKED: _("Waiting for an answer"),
        Flag.REPLIED: _("Has answered"),
    }[flag]


def flag_choice(flag: Flag) -> str:
    """A flag as the inbox is narrowed by it."""
    is_cap = flag is Flag.CAP
    return _("Contingent has reached its share") if is_cap else flag_word(flag)


def sign_words(sign: Sign) -> str:
    """A sign as a list is filtered by it."""
    return {
        Sign.DOUBLE: _("Possibly registered twice"),
        Sign.SAME_COMPANY: _("With others from the same company"),
        Sign.DECLINED_BEFORE: _("Declined before"),
        Sign.LATE: _("After the deadline"),
        Sign.PARTY: _("In a party"),
        Sign.MEMBER: _("Members"),
        Sign.GUEST: _("Guests"),
        Sign.CAME: _("Came"),
        Sign.MISSING: _("Did not come"),
    }[sign]


def state_word(state: State) -> str:
    """One word for a state, as tags and lists show it."""
    return {
        State.UNVERIFIED: _("Address not confirmed"),
        State.PENDING: _("Being considered"),
        State.WAITLISTED: _("On the waitlist"),
        State.OFFERED: _("Seat offered"),
        State.CONFIRMED: _("Confirmed"),
        State.DECLINED: _("Declined"),
        State.CANCELLED: _("Cancelled"),
        State.EXPIRED: _("Offer expired"),
    }[state]


def role_word(role: RegistrationRole) -> str:
    """As what somebody comes, in one word."""
    return {
        RegistrationRole.GUEST: _("Guest"),
        RegistrationRole.MEMBER: _("Member"),
        RegistrationRole.SPEAKER: _("Speaker"),
        RegistrationRole.PRESS: _("Press"),
        RegistrationRole.DELEGATION: _("Delegation"),
        RegistrationRole.TEAM: _("Team"),
        RegistrationRole.VIP: _("Guest of honour"),
    }[role]


def why_words(why: Why) -> str:
    """What happened, as a line of a history."""
    return {
        Why.SIGNED_UP: pgettext("what happened", "Signed up"),
        Why.ADDRESS_CONFIRMED: _("Address confirmed"),
        Why.APPROVED: _("Approved"),
        Why.ONTO_WAITLIST: _("Placed on the waitlist"),
        Why.DECLINED: _("Declined"),
        Why.UNDONE: _("Decision taken back"),
        Why.SEAT_CAME_FREE: _("A seat came free"),
        Why.MOVED_UP: _("Moved up from the waitlist"),
        Why.SEAT_WAS_FREE: _("Came back; a seat was free"),
        Why.PROMOTED: _("Given a seat by the organiser"),
        Why.LET_IN: _("Let in at the desk"),
        Why.ACCEPTED: _("Seat accepted"),
        Why.REFUSED: _("Seat given back"),
        Why.OFFER_EXPIRED: _("The offer expired"),
        Why.REJOINED: _("Joined the waitlist again"),
        Why.CANCELLED: _("Cancelled"),
        Why.WITHDRAWN: _("Cancelled by the organiser"),
        Why.NOT_ME: _("Somebody else had used this address"),
        Why.EVENT_CANCELLED: _("The event was cancelled"),
        Why.RECONSIDERED: _("Being reconsidered"),
        Why.REINSTATED: _("Taken back in by the organiser"),
        Why.SUBSTITUTED: _("Seat passed on to somebody else"),
        Why.MERGED: _("Merged with the other registration of the same person"),
    }[why]


def listed(names: Iterable[str], language: str = "") -> str:
    """Several names as people say them: "Ben, Cyd und Dan".

    :param language: empty: that of the page.
    """
    language = language or current_language()
    return format_list(list(names), locale={"en": "en_GB"}.get(language, language))


def lack_words(pool: SeatPool, count: int, free: int) -> str:
    """What ``pool`` is short of, for so many people."""
    name = pool.name(current_language())
    if count > 1:
        words = ngettext(
            "needs %(num)s seat, %(free)s free",
            "needs %(num)s seats, %(free)s free",
            count,
            free=free,
        )
        return f"{name}: {words}" if name else words
    if pool.kind is PoolKind.CONTINGENT:
        return _("contingent %(name)s is full", name=name)
    return _("“%(name)s” is full", name=name) if name else _("no seat is free")
