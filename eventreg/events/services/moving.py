"""Publishing, closing, opening again and calling off an event."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from flask_babel import gettext as _

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.errors import DomainError
from eventreg.events import rules, signals
from eventreg.events.models import Event
from eventreg.events.services.editing import locked
from eventreg.events.states import RUNNING, EventState, check_move
from eventreg.outbox.addresses import public_url
from eventreg.web.network import publishing_blockers


class NotReady(DomainError):
    """An event lacks something without which nobody could come."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(" ".join([_("This cannot be published yet."), *reasons]))


def publish(event: Event, *, by: Actor) -> None:
    """Show a draft to everybody.

    :raises NotReady: the event or the network lacks something.
    """
    event = locked(event)
    check_move(event.state, EventState.PUBLISHED)
    lacks = [lack for lack in rules.missing(event, clock.now()) if lack.blocks]
    reasons = [*(lack.sentence for lack in lacks), *publishing_blockers()]
    if reasons:
        raise NotReady(reasons)
    _move(event, EventState.PUBLISHED, "event.published", by=by)
    event.published_at = event.published_at or clock.now()
    event.calendar_host = event.calendar_host or urlsplit(public_url()).hostname or ""


def close(event: Event, *, by: Actor) -> None:
    """Let nobody else sign up; the line still moves."""
    event = locked(event)
    _move(event, EventState.CLOSED, "event.closed", by=by)


def reopen(event: Event, *, by: Actor) -> None:
    """Let people sign up again."""
    event = locked(event)
    if event.state is EventState.DRAFT:
        raise DomainError(_("Publish the event first."))
    _move(event, EventState.PUBLISHED, "event.reopened", by=by)


def cancel(event: Event, *, by: Actor, reason: Mapping[str, str] | None = None) -> None:
    """Call the event off, for good; later rooms end what hangs on it.

    :param reason: for the letters to those who signed up, and for their own pages and
        the public one; by language.
    :raises DomainError: it is over, so there is nothing to call off.
    """
    event = locked(event)
    if event.is_past and event.state in RUNNING:
        raise DomainError(_("This event is over, so it can no longer be cancelled."))
    said = {f"reason {code}": ["", words] for code, words in (reason or {}).items()}
    _move(event, EventState.CANCELLED, "event.cancelled", by=by, more=said)
    event.cancelled_at = clock.now()
    event.sequence += 1
    signals.event_cancelled.send(event, reason=reason or {}, by=by)


def _move(
    event: Event,
    new: EventState,
    act: str,
    *,
    by: Actor,
    more: Mapping[str, list[str]] | None = None,
) -> None:
    old = event.state
    check_move(old, new)
    event.state = new
    record(act, event.slug, by=by, changes={"state": [old, new], **(more or {})})
