"""What was printed so far: who printed what, in which design, and how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from eventreg.badges import queries
from eventreg.badges.models import BadgeDesign, BadgePrint, PrintedBadge, Reason
from eventreg.badges.queries import Owned
from eventreg.events.models import Event
from eventreg.jobs.tasks import states_of
from eventreg.jobs.tasks.states import OPEN, TaskState
from eventreg.people.names import full_name
from eventreg.registrations.actors import account_names

#: So many prints are listed.
MOST_PRINTS = 20
#: So many names of chosen people; the rest are counted.
MOST_NAMES = 5


class Outcome(StrEnum):
    """What came of a print."""

    #: Its file can be had.
    MADE = "made"
    #: Made once, in a design that is not the event's any more.
    OTHER_DESIGN = "other_design"
    #: In another design, but the file that was made then is still kept.
    KEPT = "kept"
    #: In this design, but somebody's badge says something else since.
    CHANGED = "changed"
    #: The same, and the file that was made then is still kept.
    CHANGED_KEPT = "changed_kept"
    IN_PROGRESS = "in_progress"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True)
class PastPrint:
    """A print as the page lists it."""

    made: BadgePrint
    outcome: Outcome
    #: Who printed it; empty for an account that is gone.
    by: str
    #: Whose badges, where they were chosen one by one; at most ``MOST_NAMES``.
    names: tuple[str, ...]
    more_count: int
    reason: Reason | None


def past_prints(
    event: Event, design: BadgeDesign, badges: Sequence[Owned]
) -> list[PastPrint]:
    """The prints of ``event``, latest first.

    :param badges: what the badges of the event say now.
    """
    prints = queries.prints_of(event, most=MOST_PRINTS)
    states = states_of({made.task for made in prints if made.task})
    accounts, chosen = account_names(), queries.chosen_on(prints, most=MOST_NAMES)
    old = _changed(prints, design, badges)
    reasons = queries.reasons_of(prints)
    return [
        _past(
            made,
            _outcome(made, states, design, has_changed=made.id in old),
            accounts,
            chosen.get(made.id, []),
            reasons.get(made.id),
        )
        for made in prints
    ]


def _changed(
    prints: Sequence[BadgePrint], design: BadgeDesign, badges: Sequence[Owned]
) -> set[int]:
    """Ids of prints in ``design`` of which somebody's badge says another thing now."""
    now = {(own.registration.id, own.fingerprint) for own in badges}
    of_now = [made for made in prints if made.design_version == design.version]
    said = queries.said_on(of_now)
    return {made.id for made in of_now if not now.issuperset(said.get(made.id, ()))}


def _past(
    made: BadgePrint,
    outcome: Outcome,
    accounts: dict[str, str],
    chosen: list[PrintedBadge],
    reason: Reason | None,
) -> PastPrint:
    people = [badge.registration for badge in chosen]
    return PastPrint(
        made,
        outcome,
        accounts.get(made.by, ""),
        tuple(person.badge_name or full_name(person) for person in people),
        made.badge_count - len(people) if people else 0,
        reason,
    )


def _outcome(
    made: BadgePrint,
    states: dict[str, TaskState],
    design: BadgeDesign,
    *,
    has_changed: bool,
) -> Outcome:
    state = states.get(made.task)
    if made.made_at is not None:
        if has_changed:
            is_kept = state is TaskState.DONE
            return Outcome.CHANGED_KEPT if is_kept else Outcome.CHANGED
        if made.design_version == design.version:
            return Outcome.MADE
        return Outcome.KEPT if state is TaskState.DONE else Outcome.OTHER_DESIGN
    if state in OPEN:
        return Outcome.IN_PROGRESS
    return Outcome.CANCELLED if state is TaskState.CANCELLED else Outcome.FAILED
