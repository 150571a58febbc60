"""The staff's start page: what needs somebody now, and what comes next."""

from dataclasses import dataclass, field
from datetime import timedelta

from eventreg import clock, jobs, outbox
from eventreg.events import queries as events
from eventreg.events.shown import Listed, listed
from eventreg.events.states import RUNNING, Kind
from eventreg.outbox.queries import Troubles
from eventreg.registrations.lists.queries import Held, outdated
from eventreg.registrations.queries import inbox_count
from eventreg.registrations.stuck import stuck
from eventreg.web.network import publishing_blockers
from eventreg.web.roles import Role

#: So many events are shown; the others stand in the list of events.
EVENT_COUNT = 5
#: A worker that was not seen for so long has stopped.
WORKER_IS_GONE = timedelta(minutes=5)

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
    #: No worker runs: letters wait and offers do not end.
    is_worker_gone: bool = False
    blockers: list[str] = field(default_factory=list)

    @property
    def is_calm(self) -> bool:
        """Whether nothing has gone wrong; a new site may still lack something."""
        wrong = self.troubles or self.stuck or self.is_worker_gone
        return not (self.waiting_count or wrong)

    @property
    def is_quiet(self) -> bool:
        """Whether nothing needs anybody."""
        return self.is_calm and not self.blockers


def start_page(role: Role) -> Start:
    """What somebody with ``role`` should see first."""
    now = clock.now()
    kind = Kind.TRIP if role is Role.TRAVEL_LEAD else None
    running = [each for each in events.upcoming(kind) if each.state in RUNNING]
    upcoming = [listed(event, now) for event in running[:EVENT_COUNT]]
    if role not in DECIDES:
        return Start(next_events=upcoming)
    why = stuck(running, now)
    waiting_count = inbox_count()
    return Start(
        next_events=upcoming,
        drafts=[listed(event, now) for event in events.drafts()][:EVENT_COUNT],
        waiting_count=waiting_count,
        later_count=0 if waiting_count else inbox_count(with_later=True),
        stuck=[(listed(e, now), why[e.id]) for e in running if e.id in why],
        outdated=outdated(running),
        troubles=outbox.troubles() or None,
        is_worker_gone=_is_worker_gone(),
        blockers=publishing_blockers() if role is Role.DIRECTOR else [],
    )


def _is_worker_gone() -> bool:
    seen = jobs.last_heartbeat()
    return seen is None or seen < clock.now() - WORKER_IS_GONE
