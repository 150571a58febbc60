"""When reminders and thanks are due, and until when they make sense; pure functions."""

from datetime import datetime, time, timedelta
from enum import StrEnum

from eventreg import clock
from eventreg.events.models import Event
from eventreg.events.states import RUNNING, Kind


class Before(StrEnum):
    """How long before the start confirmed people are reminded."""

    WEEK = "week"
    DAY = "day"


#: What each kind of event sends unless somebody says otherwise.
DEFAULTS: dict[Kind, frozenset[Before]] = {
    Kind.EVENING: frozenset({Before.DAY}),
    Kind.WORKSHOP: frozenset({Before.DAY}),
    Kind.TRIP: frozenset({Before.WEEK, Before.DAY}),
}
_DAYS = {Before.WEEK: 7, Before.DAY: 1}
#: So much later a reminder is still of use, say after a night without worker.
_LATE = {Before.WEEK: timedelta(days=3), Before.DAY: timedelta(hours=18)}
#: Whoever was confirmed so shortly before has just read everything.
JUST = timedelta(hours=2)

#: Unconfirmed addresses are asked once more after this time, …
UNVERIFIED_AFTER = timedelta(days=2)
#: … and no later than this.
UNVERIFIED_UNTIL = timedelta(days=5)

#: Of an offer of two days or more this much is left when its end is named again.
OFFER_LEFT = timedelta(hours=24)
#: Shorter offers end before a reminder would help.
SHORT_OFFER = timedelta(hours=6)
#: With less left nobody is told in time.
TOO_LATE_FOR_OFFER = timedelta(hours=1)


def moment(event: Event, before: Before) -> datetime:
    """When the clocks at the place show the time of the start, days before."""
    local = event.starts_local - timedelta(days=_DAYS[before])
    return clock.to_utc(local, event.timezone)


def too_late(event: Event, before: Before) -> datetime:
    """From this instant on the reminder is not sent any more."""
    return moment(event, before) + _LATE[before]


def is_time(event: Event, before: Before, now: datetime) -> bool:
    """Whether people are reminded now; a moment long past is let go."""
    if event.state not in RUNNING:
        return False
    return moment(event, before) <= now < too_late(event, before)


def offer_moment(begun: datetime, ends: datetime) -> datetime | None:
    """When the end of an offer is named again; ``None``: it is too short for that."""
    whole = ends - begun
    if whole < SHORT_OFFER:
        return None
    return ends - min(OFFER_LEFT, whole / 2)


def is_time_for_offer(begun: datetime, ends: datetime, now: datetime) -> bool:
    """Whether somebody should be told now that an offer ends soon."""
    at = offer_moment(begun, ends)
    return at is not None and at <= now < ends - TOO_LATE_FOR_OFFER


#: So many days before the last instant for answers who still owes some is reminded.
#: A travel form takes a while, and a week before a trip comes the reminder of it.
_ANSWERS_DAYS = {Kind.EVENING: 3, Kind.WORKSHOP: 3, Kind.TRIP: 10}
#: Whoever was confirmed less than this long ago has read of it in that letter.
JUST_ASKED = timedelta(days=1)
#: With less left hardly anybody would answer in time.
_TOO_LATE_TO_ANSWER = timedelta(hours=1)


def answers_due(event: Event) -> datetime:
    """Until when people answer what is asked of those who have a seat."""
    return min(event.changes_end_at, event.ends_at)


def answers_moment(event: Event) -> datetime:
    """When the clocks at the place show the time of that instant, days before."""
    due = clock.to_local(answers_due(event), event.timezone)
    days = timedelta(days=_ANSWERS_DAYS[event.kind])
    return clock.to_utc(due - days, event.timezone)


def is_time_for_answers(event: Event, now: datetime) -> bool:
    """Whether those who owe answers are reminded now."""
    if event.state not in RUNNING:
        return False
    return answers_moment(event) <= now < answers_due(event) - _TOO_LATE_TO_ANSWER


#: When, the day after the end, those who came are thanked; by the clock of the place.
_THANKS_AT = time(10)
#: Whoever is ticked so much later is still thanked.
_LATE_THANKS = timedelta(days=14)
#: No event that ended longer ago thanks anybody.
THANKS_AT_MOST = _LATE_THANKS + timedelta(days=2)
#: A tick so fresh may be a slip.
JUST_TICKED = timedelta(minutes=10)


def thanks_moment(event: Event) -> datetime:
    """From when on those who came are thanked."""
    day = event.ends_local.date() + timedelta(days=1)
    return clock.to_utc(datetime.combine(day, _THANKS_AT), event.timezone)


def too_late_for_thanks(event: Event) -> datetime:
    """From this instant on nobody is thanked any more."""
    return thanks_moment(event) + _LATE_THANKS


def is_time_for_thanks(event: Event, now: datetime) -> bool:
    """Whether those who came are thanked now."""
    if event.state not in RUNNING:
        return False
    return thanks_moment(event) <= now < too_late_for_thanks(event)


#: A digest that could not go at its hour is still of use so long.
DIGEST_UNTIL = 6
#: A deadline as near as this is told at once.
URGENT = timedelta(hours=24)
#: Notes about a near deadline lie this far apart.
BETWEEN_NOTES = timedelta(hours=1)
#: How long a link to the page of decisions works.
LINK_LASTS = timedelta(days=7)
#: Deadlines of the coming days stand in the digest.
SOON = timedelta(days=7)


def is_digest_hour(hour: int | None, local: datetime) -> bool:
    """Whether the digest of that hour goes out at ``local``."""
    return hour is not None and hour <= local.hour < hour + DIGEST_UNTIL


def decide_by(event: Event, now: datetime) -> datetime | None:
    """The next instant at which it gets too late for something: sign-up closes, or
    the line stops; ``None``: both are past."""
    ahead = [at for at in (event.deadline_at, event.cut_off_at) if at and at > now]
    return min(ahead, default=None)


def is_urgent(event: Event, now: datetime) -> bool:
    """Whether those who wait should be decided on within a day."""
    at = decide_by(event, now)
    return at is not None and at - now < URGENT
