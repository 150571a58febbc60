"""The staff's start page: what needs somebody now, and what comes next."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

from eventreg import clock, jobs, outbox
from eventreg.asking import Question, answers
from eventreg.events import queries as events
from eventreg.events.models import Event
from eventreg.events.rules import Part, missing
from eventreg.events.shown import Listed, listed
from eventreg.events.states import RUNNING, Kind
from eventreg.home import figures
from eventreg.home.figures import Ending, SignUps, Today
from eventreg.outbox.queries import Troubles
from eventreg.registrations import queries as registrations
from eventreg.registrations.lists.queries import Held, outdated
from eventreg.registrations.manage.common import waiting_counts_asked
from eventreg.registrations.models import Registration
from eventreg.registrations.stuck import stuck_asked
from eventreg.web.network import publishing_blockers
from eventreg.web.roles import Role

#: So many events are shown; the others stand in the list of events.
EVENT_COUNT = 5
#: A worker that was not seen for so long has stopped.
WORKER_IS_GONE = timedelta(minutes=5)

#: Where what people read is written.
TEXTS = frozenset({Part.TEXTS, Part.COVER})

F = TypeVar("F", Ending, Today)

DECIDES = frozenset({Role.DIRECTOR, Role.OFFICE})


@dataclass(frozen=True)
class Start:
    """What one role sees; what it need not know stays empty."""

    next_events: list[Listed]
    drafts: list[Listed] = field(default_factory=list)
    #: How many people wait for a decision.
    waiting_count: int = 0
    #: How many were put off until later; 0 while somebody waits.
    later_count: int = 0
    #: Lines that stand still beside a free seat, each with why.
    stuck: list[tuple[Listed, str]] = field(default_factory=list)
    #: Lists that somebody outside holds, and that are no longer true.
    outdated: list[Held] = field(default_factory=list)
    troubles: Troubles | None = None
    #: How many e-mails go by themselves, and how many are held back on purpose.
    leaving_count: int = 0
    held_count: int = 0
    #: How many a receiving server has put off, and when the first is tried again.
    put_off_count: int = 0
    put_off_until: datetime | None = None
    #: No worker runs: letters wait and offers do not end.
    is_worker_gone: bool = False
    blockers: list[str] = field(default_factory=list)
    #: Offers that end within two days.
    ending: list[tuple[Listed, Ending]] = field(default_factory=list)
    #: Events that people can see although texts are missing, each with what.
    lacking: list[tuple[Listed, list[str]]] = field(default_factory=list)
    #: The same of drafts, which nobody reads yet.
    lacking_drafts: list[tuple[Listed, list[str]]] = field(default_factory=list)
    #: What is on today.
    today: list[tuple[Listed, Today]] = field(default_factory=list)
    sign_ups: SignUps | None = None
    #: Whose offer ended although they could not be told of it.
    unheard: list[Registration] = field(default_factory=list)
    #: Who signed up and could not be asked to confirm the address.
    unreached: list[Registration] = field(default_factory=list)

    @property
    def is_calm(self) -> bool:
        """Whether nothing has gone wrong; a new site may still lack something."""
        untold = self.unheard or self.unreached
        wrong = self.troubles or self.stuck or self.is_worker_gone or untold
        return not (self.waiting_count or wrong)

    @property
    def is_quiet(self) -> bool:
        """Whether nothing needs anybody."""
        return self.is_calm and not self.blockers


def start_page(role: Role) -> Start:
    """What somebody with ``role`` should see first."""
    now = clock.now()
    ahead, drafts = events.upcoming_and_drafts()
    running = [each for each in ahead if each.state in RUNNING]
    trips = [each for each in running if each.kind is Kind.TRIP]
    own = trips if role is Role.TRAVEL_LEAD else running
    seen = Start(next_events=[listed(event, now) for event in own[:EVENT_COUNT]])
    on_today = figures.today(running, now)
    if role is Role.DESK:
        return replace(seen, today=_listed(on_today.answer(), now))
    drawn = figures.sign_ups(None if own is running else trips)
    if role not in DECIDES:
        found, signed_up = answers(on_today, drawn)
        return replace(seen, today=_listed(found, now), sign_ups=signed_up)
    drafts = drafts[:EVENT_COUNT]
    seen = replace(
        seen,
        drafts=[listed(event, now) for event in drafts],
        lacking_drafts=_lacking(drafts, now),
    )
    return _of_deciders(seen, running, role, on_today, drawn)


def _of_deciders(
    seen: Start,
    running: list[Event],
    role: Role,
    on_today: Question[list[Today]],
    drawn: Question[SignUps | None],
) -> Start:
    """With all that waits for director or office."""
    now = clock.now()
    found, signed_up, (waiting_count, later_count), why, troubles, seen_at, ending = (
        answers(
            on_today,
            drawn,
            waiting_counts_asked(),
            stuck_asked(running, now),
            outbox.troubles_asked(),
            jobs.heartbeat_asked(),
            figures.offers_ending(running, now),
        )
    )
    return replace(
        seen,
        today=_listed(found, now),
        sign_ups=signed_up,
        waiting_count=waiting_count,
        later_count=0 if waiting_count else later_count,
        stuck=[(listed(e, now), why[e.id]) for e in running if e.id in why],
        outdated=outdated(running),
        troubles=troubles or None,
        leaving_count=troubles.leaving_count - troubles.put_off_count,
        held_count=troubles.held_count,
        put_off_count=troubles.put_off_count,
        put_off_until=troubles.put_off_until,
        is_worker_gone=seen_at is None or seen_at < now - WORKER_IS_GONE,
        blockers=publishing_blockers() if role is Role.DIRECTOR else [],
        ending=_listed(ending, now),
        lacking=_lacking(running, now),
        unheard=registrations.unheard(running),
        unreached=registrations.unreached(running),
    )


def _listed(found: list[F], now: datetime) -> list[tuple[Listed, F]]:
    """Each figure with its event as it is shown."""
    return [(listed(each.event, now), each) for each in found]


def _lacking(running: list[Event], now: datetime) -> list[tuple[Listed, list[str]]]:
    """The next events with a text missing that people would read."""
    found = [
        (event, [lack.sentence for lack in missing(event, now) if lack.part in TEXTS])
        for event in running[:EVENT_COUNT]
    ]
    return [(listed(event, now), words) for event, words in found if words]
