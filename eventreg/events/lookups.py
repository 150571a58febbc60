"""What events ask of later rooms, which they must not import."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from eventreg.events.models import Event, SeatPool
from eventreg.people.models import Person

#: How many people are in each state at an event, by the state's code.
Counts = Callable[[Event], Mapping[Any, int]]

_counts: list[Counts] = []


def supply_counts(function: Counts) -> None:
    """Say who counts registrations; the room that has them calls this once."""
    _counts[:] = [function]


def counts(event: Event) -> dict[str, int]:
    """How many people are in each state; empty while nobody counts."""
    return {str(state): n for count in _counts for state, n in count(event).items()}


#: Whoever is in one of these is written to when the event is called off.
_TOLD = ("pending", "waitlisted", "offered", "confirmed")


@dataclass(frozen=True)
class Delegations:
    """Who gets no letters at an event, and who gets one for them."""

    #: Of those who are not out, by the state's code.
    unread: Mapping[str, int] = field(default_factory=dict)
    #: How many contacts of lists are written to …
    contacts: int = 0
    #: … for how many of the unread.
    people: int = 0


FindDelegations = Callable[[Event], Delegations]

_delegations: list[FindDelegations] = []


def supply_delegations(function: FindDelegations) -> None:
    """Say who knows contacts of lists; the room that does calls this once."""
    _delegations[:] = [function]


def delegations(event: Event) -> Delegations:
    """Who of ``event`` has no address, and who hears for them."""
    for find in _delegations:
        return find(event)
    return Delegations()


def people_who_know(event: Event) -> int:
    """How many are not out, written to or not, and how many forms have been sent."""
    found = counts(event)
    return sum(found.get(state, 0) for state in _TOLD) + unconfirmed_forms(event)


def readers_by_state(event: Event) -> dict[str, int]:
    """How many are written to if the event is called off, by the state's code."""
    found, unread = counts(event), delegations(event).unread
    return {state: found.get(state, 0) - unread.get(state, 0) for state in _TOLD}


def people_to_tell(event: Event) -> int:
    """How many people would be written to if the event was called off."""
    return sum(readers_by_state(event).values())


#: How many forms of an event wait for their address to be confirmed; whom they
#: name besides is not counted.
Forms = Callable[[Event], int]

_forms: list[Forms] = []


def supply_forms(function: Forms) -> None:
    """Say who counts forms; the room that has them calls this once."""
    _forms[:] = [function]


def people_to_tell_of_move(event: Event) -> int:
    """How many people would be written to if the event moved.

    Beside those whom a cancelled event tells: whoever has yet to confirm the
    address, and gets that e-mail once more.
    """
    return people_to_tell(event) + unconfirmed_forms(event)


def unconfirmed_forms(event: Event) -> int:
    """How many forms wait for their address to be confirmed."""
    return sum(count(event) for count in _forms)


#: How many read each language of those who are told something, most first; also
#: those whom only a move concerns.
Languages = Callable[..., Mapping[str, int]]

_languages: list[Languages] = []


def supply_languages(function: Languages) -> None:
    """Say who knows what people read; the room that does calls this once."""
    _languages[:] = [function]


def languages_told(event: Event, *, of_move: bool = False) -> Mapping[str, int]:
    """How many of those who would be written to read which language, most first."""
    for ask in _languages:
        return ask(event, of_move=of_move)
    return {}


#: E-mails that an event words itself: of each its name in the reader's words, and its
#: texts.
OwnLetters = Callable[[Event], Sequence[tuple[str, Sequence[str]]]]

_own_letters: list[OwnLetters] = []


def supply_own_letters(function: OwnLetters) -> None:
    """Say who has them; the room that does calls this once."""
    _own_letters[:] = [function]


def own_letters(event: Event) -> Sequence[tuple[str, Sequence[str]]]:
    """The e-mails that ``event`` words itself; none while nobody has any."""
    for ask in _own_letters:
        return ask(event)
    return []


def people_waiting(event: Event) -> int:
    """How many people stand in line."""
    return counts(event).get("waitlisted", 0)


@dataclass(frozen=True)
class PoolNumbers:
    """How one pool stands: its seats, and the people who want one.

    ``offered`` of the taken seats are not accepted yet; whoever is ``waiting``
    or ``pending`` holds none.
    """

    pool: SeatPool
    offered: int = 0
    waiting: int = 0
    pending: int = 0

    @property
    def confirmed(self) -> int:
        return self.pool.taken - self.offered


#: How each pool of an event stands, in id order.
Numbers = Callable[[Event], list[PoolNumbers]]

_numbers: list[Numbers] = []


def supply_numbers(function: Numbers) -> None:
    """Say who counts people by pool; the room that has them calls this once."""
    _numbers[:] = [function]


def numbers(event: Event) -> list[PoolNumbers]:
    """How each pool of ``event`` stands; without people while nobody counts."""
    for count in _numbers:
        return count(event)
    return [PoolNumbers(pool) for pool in event.pools]


#: Whether anybody has ever chosen a pool, however that ended.
Chosen = Callable[[SeatPool], bool]

_chosen: list[Chosen] = []


def supply_chosen(function: Chosen) -> None:
    """Say who knows what was chosen; the room that does calls this once."""
    _chosen[:] = [function]


def is_chosen(pool: SeatPool) -> bool:
    """Whether a registration needs ``pool``, which then cannot be removed."""
    return any(ask(pool) for ask in _chosen)


@dataclass(frozen=True)
class Outlook:
    """What somebody gets who signs up now: a seat, a place in line, a decision.

    ``words`` say to visitors what they should know about it; empty: a seat at once.
    """

    joins_line: bool = False
    is_decided_on: bool = False
    #: The organiser's yes leads to the line, although seats are free.
    joins_line_if_approved: bool = False
    words: str = ""
    #: The ids of contingents and choices whose free seats are for others, who wait
    #: for them.
    awaited: frozenset[int] = frozenset()
    #: So many of the free seats are for newcomers; ``None``: all.
    at_most: int | None = None


#: A seat at once.
SEAT = Outlook()

#: What newcomers, or somebody known, get at each of these events, by the event's id.
Outlooks = Callable[[Sequence[Event], datetime, Person | None], Mapping[int, Outlook]]

_outlooks: list[Outlooks] = []


def supply_outlooks(function: Outlooks) -> None:
    """Say who knows what newcomers get; the room that does calls this once."""
    _outlooks[:] = [function]


def outlooks(
    events: Sequence[Event], now: datetime, person: Person | None = None
) -> Mapping[int, Outlook]:
    """What newcomers get, by the event's id; asks the same for one and for many.

    :param person: who reads it; ``None``: a guest, of whom nothing is known.
    """
    for ask in _outlooks:
        return ask(events, now, person)
    return {event.id: SEAT for event in events}


def outlook(event: Event, now: datetime, person: Person | None = None) -> Outlook:
    """What somebody gets who signs up for ``event`` at ``now``."""
    return outlooks([event], now, person)[event.id]


@dataclass(frozen=True)
class CutOffers:
    """What a waitlist that stops at another instant does to open offers."""

    #: So many people can no longer accept at all.
    ended: int = 0
    #: So many have less time to accept.
    shortened: int = 0

    @property
    def key(self) -> str:
        """Which warning somebody has read; empty: there is none."""
        return f"{self.ended}-{self.shortened}" if self != CutOffers() else ""


#: What becomes of the open offers of an event when its line stops as it says now.
Offers = Callable[[Event], CutOffers]

_offers: list[Offers] = []


def supply_offers(function: Offers) -> None:
    """Say who knows the open offers; the room that does calls this once."""
    _offers[:] = [function]


def cut_offers(event: Event) -> CutOffers:
    """How many open offers of ``event`` outlast the instant its line stops at."""
    for ask in _offers:
        return ask(event)
    return CutOffers()


#: Which lines stand still although seats are free, by the event's id, as a sentence.
Stuck = Callable[[Sequence[Event], datetime], Mapping[int, str]]

_stuck: list[Stuck] = []


def supply_stuck(function: Stuck) -> None:
    """Say who knows which lines stand still; the room that does calls this once."""
    _stuck[:] = [function]


def stuck(events: Sequence[Event], now: datetime) -> Mapping[int, str]:
    """Of these events those whose line stands still beside a free seat, and why."""
    for ask in _stuck:
        return ask(events, now)
    return {}


#: Whether what an event costs hangs on dates: until when to pay, what cancelling costs.
Money = Callable[[Event], bool]

_money: list[Money] = []


def supply_money(function: Money) -> None:
    """Say who knows what events cost; the room that does calls this once."""
    _money[:] = [function]


def has_money_dates(event: Event) -> bool:
    """Whether dates of what ``event`` costs move along when it is postponed."""
    return any(ask(event) for ask in _money)


#: Who pays how much to come to an event, both in words.
Fees = Callable[[Event], list[tuple[str, str]]]

_fees: list[Fees] = []


def supply_fees(function: Fees) -> None:
    """Say who knows what people pay; the room that does calls this once."""
    _fees[:] = [function]


def fees(event: Event) -> list[tuple[str, str]]:
    """Who pays how much, as the reader reads it; empty: nothing is set."""
    return [fee for ask in _fees for fee in ask(event)]
