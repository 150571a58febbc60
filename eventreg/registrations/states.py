"""The life of a registration: its states and every move there is."""

from enum import StrEnum

from eventreg.errors import MoveNotAllowed


class State(StrEnum):
    UNVERIFIED = "unverified"
    PENDING = "pending"
    WAITLISTED = "waitlisted"
    OFFERED = "offered"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class RegistrationRole(StrEnum):
    """As what somebody comes. Team and speakers sit outside the public seats."""

    GUEST = "guest"
    MEMBER = "member"
    SPEAKER = "speaker"
    PRESS = "press"
    DELEGATION = "delegation"
    TEAM = "team"
    VIP = "vip"


class Why(StrEnum):
    """What made a registration move, for the log and for words on pages."""

    SIGNED_UP = "signed_up"
    ADDRESS_CONFIRMED = "address_confirmed"
    APPROVED = "approved"
    ONTO_WAITLIST = "onto_waitlist"
    DECLINED = "declined"
    UNDONE = "undone"
    SEAT_CAME_FREE = "seat_came_free"
    MOVED_UP = "moved_up"
    SEAT_WAS_FREE = "seat_was_free"
    PROMOTED = "promoted"
    LET_IN = "let_in"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    OFFER_EXPIRED = "offer_expired"
    REJOINED = "rejoined"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"
    NOT_ME = "not_me"
    EVENT_CANCELLED = "event_cancelled"
    RECONSIDERED = "reconsidered"
    REINSTATED = "reinstated"
    SUBSTITUTED = "substituted"
    MERGED = "merged"


_SEAT_DECISION = {State.CONFIRMED, State.OFFERED, State.WAITLISTED}

#: Every move there is (docs/product.md, "The life of a registration").
#: What is not listed is refused.
MOVES: dict[State, frozenset[State]] = {
    State.UNVERIFIED: frozenset({State.PENDING, State.CANCELLED} | _SEAT_DECISION),
    State.PENDING: frozenset({State.DECLINED, State.CANCELLED} | _SEAT_DECISION),
    State.WAITLISTED: frozenset(
        {State.OFFERED, State.CONFIRMED, State.DECLINED, State.CANCELLED}
    ),
    State.OFFERED: frozenset({State.CONFIRMED, State.CANCELLED, State.EXPIRED}),
    State.CONFIRMED: frozenset({State.CANCELLED}),
    State.DECLINED: frozenset({State.PENDING}),
    State.CANCELLED: frozenset({State.PENDING} | _SEAT_DECISION),
    State.EXPIRED: frozenset({State.PENDING} | _SEAT_DECISION),
}

#: In what a registration can begin: a form, a substitute, an entry by staff.
BEGINNINGS = frozenset({State.UNVERIFIED, State.PENDING} | _SEAT_DECISION)

#: Where a decision on a pending person leads; it can be taken back for a while.
DECIDED = frozenset({State.WAITLISTED, State.OFFERED, State.CONFIRMED, State.DECLINED})

#: These occupy a seat in every pool they claim.
SEATED = frozenset({State.OFFERED, State.CONFIRMED})

#: How somebody in line gets a seat by themselves: one came free, what held up the
#: line is gone, or whoever came back found one that nobody waited for.
FROM_THE_LINE = frozenset({Why.SEAT_CAME_FREE, Why.MOVED_UP, Why.SEAT_WAS_FREE})

#: One person has at most one of these at one event.
LIVE = frozenset(
    {
        State.UNVERIFIED,
        State.PENDING,
        State.WAITLISTED,
        State.OFFERED,
        State.CONFIRMED,
    }
)

#: Who asks to come, and who was told no: for the director and the office alone.
APPLICATIONS = frozenset({State.UNVERIFIED, State.PENDING, State.DECLINED})

#: These sit in the team pool.
TEAM_ROLES = frozenset({RegistrationRole.TEAM, RegistrationRole.SPEAKER})


def check_move(old: State, new: State, *, undo: bool = False) -> None:
    """Raise ``MoveNotAllowed`` unless ``old`` may become ``new``.

    :param undo: a decision is taken back, which leads to ``pending`` only.
    """
    allowed = frozenset({State.PENDING}) if undo and old in DECIDED else MOVES[old]
    if new not in allowed:
        raise MoveNotAllowed("registration", old, new)
