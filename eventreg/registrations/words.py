"""States, roles and reasons in the reader's words."""

from collections.abc import Iterable
from enum import StrEnum

from babel.lists import format_list
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
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

# The words are lazy: a long list asks for one of them in each row.


_FLAGS = {
    Flag.SAME_COMPANY: _l("Second person from this company"),
    Flag.POSSIBLE_DOUBLE: _l("Possibly registered twice"),
    Flag.DECLINED_BEFORE: _l("Declined before"),
    Flag.LATE: _l("After the deadline"),
    Flag.FULL: _l("No seat free"),
    Flag.CAP: _l("%(name)s has reached its share of the seats"),
    Flag.ASKED: _l("Waiting for an answer"),
    Flag.REPLIED: _l("Has answered"),
}


def flag_word(flag: Flag, contingents: str = "") -> str:
    """A flag as the inbox shows it.

    :param contingents: the names of those that have reached their share.
    """
    word = str(_FLAGS[flag])
    return word % {"name": contingents} if flag is Flag.CAP else word


def flag_choice(flag: Flag) -> str:
    """A flag as the inbox is narrowed by it."""
    is_cap = flag is Flag.CAP
    return _("Contingent has reached its share") if is_cap else flag_word(flag)


_SIGNS = {
    Sign.DOUBLE: _l("Possibly registered twice"),
    Sign.SAME_COMPANY: _l("With others from the same company"),
    Sign.DECLINED_BEFORE: _l("Declined before"),
    Sign.LATE: _l("After the deadline"),
    Sign.PARTY: _l("In a party"),
    Sign.MEMBER: _l("Members"),
    Sign.GUEST: _l("Guests"),
    Sign.CAME: _l("Came"),
    Sign.MISSING: _l("Did not come"),
}


def sign_words(sign: Sign) -> str:
    """A sign as a list is filtered by it."""
    return str(_SIGNS[sign])


_STATES = {
    State.UNVERIFIED: _l("Address not confirmed"),
    State.PENDING: _l("Being considered"),
    State.WAITLISTED: _l("On the waitlist"),
    State.OFFERED: _l("Seat offered"),
    State.CONFIRMED: _l("Confirmed"),
    State.DECLINED: _l("Declined"),
    State.CANCELLED: _l("Cancelled"),
    State.EXPIRED: _l("Offer expired"),
}


def state_word(state: State) -> str:
    """One word for a state, as tags and lists show it."""
    return str(_STATES[state])


_ROLES = {
    RegistrationRole.GUEST: _l("Guest"),
    RegistrationRole.MEMBER: _l("Member"),
    RegistrationRole.SPEAKER: _l("Speaker"),
    RegistrationRole.PRESS: _l("Press"),
    RegistrationRole.DELEGATION: _l("Delegation"),
    RegistrationRole.TEAM: _l("Team"),
    RegistrationRole.VIP: _l("Guest of honour"),
}


def role_word(role: RegistrationRole) -> str:
    """As what somebody comes, in one word."""
    return str(_ROLES[role])


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


def sector_unknown() -> str:
    """Said of those whose sector neither a company's record nor an answer tells."""
    return _("sector not known to us")
