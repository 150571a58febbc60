"""The states of an event and the moves between them."""

from enum import StrEnum

from eventreg.errors import MoveNotAllowed


class Kind(StrEnum):
    """What sort of event it is; each kind is a preset with few options."""

    EVENING = "evening"
    WORKSHOP = "workshop"
    TRIP = "trip"


class EventState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    #: Visible, but nobody can sign up; the line still moves.
    CLOSED = "closed"
    CANCELLED = "cancelled"


#: Every move there is. *Past* is no state: the end of the event says it.
MOVES: dict[EventState, frozenset[EventState]] = {
    EventState.DRAFT: frozenset({EventState.PUBLISHED}),
    EventState.PUBLISHED: frozenset({EventState.CLOSED, EventState.CANCELLED}),
    EventState.CLOSED: frozenset({EventState.PUBLISHED, EventState.CANCELLED}),
    EventState.CANCELLED: frozenset(),
}

#: The public can see these.
VISIBLE = frozenset({EventState.PUBLISHED, EventState.CLOSED, EventState.CANCELLED})

#: In these the line moves by itself.
RUNNING = frozenset({EventState.PUBLISHED, EventState.CLOSED})


class PoolKind(StrEnum):
    """What runs out: public seats, seats of the team, or a part of either."""

    EVENT = "event"
    TEAM = "team"
    CONTINGENT = "contingent"
    SESSION = "session"
    CHOICE = "choice"
    #: Places of one choice of a question.
    ANSWER = "answer"


#: Places that are chosen on the form; a full one cannot be, and has no line.
CHOSEN = frozenset({PoolKind.SESSION, PoolKind.CHOICE, PoolKind.ANSWER})


def check_move(old: EventState, new: EventState) -> None:
    """Raise ``MoveNotAllowed`` unless ``old`` may become ``new``."""
    if new not in MOVES[old]:
        raise MoveNotAllowed("event", old, new)


class ContingentRole(StrEnum):
    """As what whoever chooses a contingent comes, where not as guest or member.

    The values are those of ``registrations.states.RegistrationRole``.
    """

    PRESS = "press"
    DELEGATION = "delegation"
    VIP = "vip"
