"""The rules of the line, as pure functions: who moves up, and until when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from eventreg.events.models import Event
from eventreg.events.states import RUNNING

#: A decision can be taken back, and its letter waits, for this long.
UNDO_FOR = timedelta(minutes=10)
#: Nobody is offered a seat that ends sooner than this.
SHORTEST_OFFER = timedelta(hours=1)
#: This long before the start, parties that come only together are passed over.
PARTIES_MOVE_UNTIL = timedelta(hours=48)
#: So many people fit on one form, the lead included.
MOST_IN_PARTY = 8
#: So many may ask to come only together.
MOST_TOGETHER = 4
#: A form sent in time counts if its address is confirmed this soon afterwards.
GRACE = timedelta(hours=24)
#: *Later* hides a row in the inbox for this long.
LATER = timedelta(days=7)


class Standstill(StrEnum):
    """Why nobody in the line moves up by itself."""

    NOT_RUNNING = "not_running"
    PAUSED = "paused"
    CUT_OFF = "cut_off"
    TOO_SHORT = "too_short"


@dataclass(frozen=True)
class Waiting:
    """A place in line: one person, or a party that comes only together.

    ``needs`` says how many seats in which pool, by its id.
    """

    registration_ids: tuple[int, ...]
    needs: Mapping[int, int]

    @property
    def is_party(self) -> bool:
        return len(self.registration_ids) > 1


def standstill(event: Event, now: datetime) -> Standstill | None:
    """Why the line of ``event`` stands still at ``now``; ``None``: it moves."""
    if event.state in RUNNING and event.line_paused:
        return Standstill.PAUSED
    return lasting_standstill(event, now)


def lasting_standstill(event: Event, now: datetime) -> Standstill | None:
    """Why it stands still, whether or not it is paused; ``None``: it would move."""
    if event.state not in RUNNING:
        return Standstill.NOT_RUNNING
    if now >= event.cut_off_at:
        return Standstill.CUT_OFF
    if not may_give(event, now):
        return Standstill.TOO_SHORT
    return None


def is_left_to_the_door(event: Event, now: datetime) -> bool:
    """Whether nobody moves up before the start, and free seats are given there."""
    return standstill(event, now) in {Standstill.CUT_OFF, Standstill.TOO_SHORT}


def is_for_the_door(event: Event, now: datetime) -> bool:
    """Whether free seats are for whoever has come, and no longer for the line."""
    return event.state in RUNNING and event.cut_off_at <= now < event.ends_at


def confirm_until(event: Event) -> datetime:
    """Until this instant the address of a form can be confirmed."""
    return min(event.last_forms_at + GRACE, event.ends_at)


def can_be_confirmed(event: Event, now: datetime) -> bool:
    """Whether it still can; the last instant of the day of grace counts."""
    return now <= event.last_forms_at + GRACE and now < event.ends_at


def offer_end(
    event: Event, now: datetime, *, hours: int, letter_due: datetime | None = None
) -> datetime:
    """When an offer made at ``now`` ends (docs/product.md, "Waitlist").

    :param hours: the event's accept hours or offer hours.
    :param letter_due: when the letter about it goes out; ``None``: at once.
    """
    return min(
        (letter_due or now) + timedelta(hours=hours),
        now + (event.starts_at - now) / 4,
        event.cut_off_at,
    )


def hours_to_accept(event: Event, now: datetime) -> int:
    """Whole hours to answer an offer from the line made at ``now``; one at least."""
    left = offer_end(event, now, hours=event.offer_hours) - now
    return max(1, left // timedelta(hours=1))


def long_enough(
    event: Event, now: datetime, *, hours: int, letter_due: datetime | None = None
) -> bool:
    """Whether an offer made at ``now`` would leave a person time to answer."""
    end = offer_end(event, now, hours=hours, letter_due=letter_due)
    return end - now >= SHORTEST_OFFER


def may_give(event: Event, now: datetime) -> bool:
    """Whether a seat given by hand at ``now`` leaves time to accept, if it must."""
    hours = event.offer_hours
    return not hours or long_enough(event, now, hours=hours)


def extended_end(event: Event, ends_at: datetime, *, hours: int) -> datetime | None:
    """The end of an offer that gets its hours once more, never past the cut-off.

    :param ends_at: when the offer ends now.
    :returns: ``None``: it would gain less than the shortest offer.
    """
    later = min(ends_at + timedelta(hours=hours), event.cut_off_at)
    return later if later - ends_at >= SHORTEST_OFFER else None


def parties_move(event: Event, now: datetime) -> bool:
    """Whether parties that come only together still move up by themselves."""
    return now < event.starts_at - PARTIES_MOVE_UNTIL


def walk(
    line: Iterable[Waiting],
    free: Mapping[int, int],
    *,
    everybodys: int,
) -> Iterator[Waiting]:
    """Those who can be seated, in order, with nobody passed over.

    Whoever cannot be seated blocks the pools that lacked a seat, and anyone
    later who needs a blocked pool waits. So a full contingent holds up only
    those who need it.

    :param free: free seats by pool id.
    :param everybodys: the pool that everybody in this line needs; once it is
        blocked, nobody further can move.
    """
    left, blocked = dict(free), set[int]()
    for waiting in line:
        lacking = {pool for pool, n in waiting.needs.items() if left.get(pool, 0) < n}
        if not lacking and not waiting.needs.keys() & blocked:
            for pool, count in waiting.needs.items():
                left[pool] -= count
            yield waiting
        blocked |= lacking
        if everybodys in blocked or left.get(everybodys, 0) < 1:
            return
