"""What happened so far, as the person reads it on the own page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import ActorKind
from eventreg.audit.models import AuditEntry
from eventreg.events.models import Event
from eventreg.registrations import queries
from eventreg.registrations.answers.logged import LoggedAnswers
from eventreg.registrations.log import Difference, differences
from eventreg.registrations.models import (
    Registration,
    RegistrationChange,
    RegistrationMove,
    What,
)
from eventreg.registrations.standing import step_words, told
from eventreg.registrations.states import LIVE, Why
from eventreg.web.dates import format_when

#: Differences of these are the person's own words, and shown.
_OWN = {What.DETAILS, What.PLACES, What.ROLE}


@dataclass(frozen=True)
class Step:
    """One line of a history; ``differences`` say what became what."""

    at: datetime
    words: str
    differences: tuple[Difference, ...] = ()


def steps(registration: Registration) -> list[Step]:
    """The latest first, as far as the person may know."""
    answers = LoggedAnswers(registration, by=None)
    moves = [Step(m.at, _move_words(registration, m)) for m in told(registration)]
    changes = [
        Step(
            change.at,
            change_words(registration, change),
            tuple(differences(change, answers)) if change.what in _OWN else (),
        )
        for change in registration.changes
    ]
    moved = _event_moved(registration)
    return sorted([*moves, *changes, *moved], key=lambda step: step.at)[::-1]


def _event_moved(registration: Registration) -> list[Step]:
    """When the event got another date or place while the person was not out."""
    is_out = registration.state not in LIVE and registration.moves
    until = registration.moves[-1].at if is_out else clock.now()
    event = registration.event
    return [
        Step(entry.at, _("The event was moved"), differences)
        for entry in queries.changes_of(event, registration.submitted_at, until)
        if (differences := tuple(_moved_differences(event, entry)))
    ]


def _moved_differences(event: Event, entry: AuditEntry) -> Iterator[Difference]:
    """The old and new start, and the old and new place."""
    if pair := entry.changes.get("starts_local"):
        zones = entry.changes.get("timezone", [event.timezone] * 2)
        old, new = (
            format_when(clock.to_utc(datetime.fromisoformat(local), zone), zone)
            for local, zone in zip(pair, zones, strict=True)
        )
        yield Difference(_("When"), old, new)
    if pair := entry.changes.get("place_name"):
        yield Difference(_("Where"), *(one or "–" for one in pair))


def _move_words(registration: Registration, move: RegistrationMove) -> str:
    if move.why is Why.CANCELLED and not _is_own(registration, move):
        return _("Cancelled by whoever signed you up")
    return step_words(move)


def ended_by_lead(registration: Registration) -> bool:
    """Whether whoever signed the person up has cancelled for them."""
    moves = told(registration)
    last = moves[-1] if moves else None
    return (
        last is not None
        and last.why is Why.CANCELLED
        and not _is_own(registration, last)
    )


def change_words(registration: Registration, change: RegistrationChange) -> str:
    """What changed while the state stayed, as a sentence to the person."""
    return (
        _own_words(change.what)
        if _is_own(registration, change)
        else _by_others(change.what)
    )


def _own_words(what: What) -> str:
    own = {
        What.DETAILS: _("You have changed your details"),
        What.PLACES: _("You have chosen anew"),
        What.SUBSTITUTE: _("You have named somebody who should come instead"),
    }
    return own.get(what) or _by_others(what)


def _by_others(what: What) -> str:
    return {
        What.DETAILS: _("Your details have been changed for you"),
        What.PLACES: _("Your choice has been changed for you"),
        What.ROLE: _("The organiser has changed what you come as"),
        What.EXTENDED: _("The seat is kept longer"),
        What.PAUSED: _("The organiser has put your place in line on hold"),
        What.RESUMED: _("Your place in line moves again"),
        What.PASSED_OVER: _(
            "Less than 48 hours to the start: your party is no longer moved up"
        ),
        What.SUBSTITUTE: _("Somebody has been named who should come instead"),
        What.PARTY: _("Your party has changed"),
    }[what]


def _is_own(
    registration: Registration, step: RegistrationMove | RegistrationChange
) -> bool:
    """Whether the person did it, not the lead, staff or the clock."""
    is_person = step.actor_kind is ActorKind.PERSON
    return is_person and step.actor in {"", registration.reference}
