"""States, roles and reasons in the reader's words."""

from flask_babel import gettext as _

from eventreg.registrations.states import RegistrationRole, State, Why


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
        Why.SIGNED_UP: _("Signed up"),
        Why.ADDRESS_CONFIRMED: _("Address confirmed"),
        Why.APPROVED: _("Approved"),
        Why.ONTO_WAITLIST: _("Approved onto the waitlist"),
        Why.DECLINED: _("Declined"),
        Why.UNDONE: _("Decision taken back"),
        Why.SEAT_CAME_FREE: _("A seat came free"),
        Why.PROMOTED: _("Given a seat by the organiser"),
        Why.ACCEPTED: _("Seat accepted"),
        Why.REFUSED: _("Seat not wanted"),
        Why.OFFER_EXPIRED: _("The offer ended"),
        Why.REJOINED: _("Joined the waitlist again"),
        Why.CANCELLED: _("Cancelled"),
        Why.WITHDRAWN: _("Withdrawn by the organiser"),
        Why.NOT_ME: _("Somebody else had used this address"),
        Why.EVENT_CANCELLED: _("The event was cancelled"),
        Why.RECONSIDERED: _("Considered again"),
        Why.REINSTATED: _("Taken in again"),
        Why.SUBSTITUTED: _("Seat passed on to somebody else"),
    }[why]
