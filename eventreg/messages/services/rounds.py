"""Inviting many: a draft, a look at list and letter, and then each once."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from flask_babel import gettext as _

from eventreg import clock
from eventreg.accounts.models import Account
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.events.models import Event
from eventreg.messages import queries
from eventreg.messages.letters import rounds as letters
from eventreg.messages.models import InvitationRound, round_key
from eventreg.messages.queries import Wanted
from eventreg.messages.rounds import seen_as
from eventreg.messages.services.drafts import ListHasChanged, locked_draft
from eventreg.people.models import Person
from eventreg.registrations import seats
from eventreg.registrations.services import invite_locked


class NobodyIsLeft(DomainError):
    """Meanwhile all were invited or signed up, or want no invitations."""

    def __init__(self) -> None:
        super().__init__(_("Nobody of those you marked can be invited any more."))


def draft_round(
    event: Event,
    people: Iterable[Person],
    *,
    wanted: Wanted,
    notes: dict[str, str],
    counts_as_approved: bool,
    by: Account,
) -> InvitationRound:
    """Invitations that nobody gets yet."""
    together = InvitationRound(event=event, written_by=by.reference)
    db.session.add(together)
    _write(together, people, wanted, notes, counts_as_approved)
    return together


def redraft_round(
    together: InvitationRound,
    people: Iterable[Person],
    *,
    wanted: Wanted,
    notes: dict[str, str],
    counts_as_approved: bool,
) -> None:
    """Choose and write anew. :raises IsSent: see there."""
    _write(locked_draft(together), people, wanted, notes, counts_as_approved)


def discard_round(together: InvitationRound) -> None:
    """Throw a draft away. :raises IsSent: see there."""
    db.session.delete(locked_draft(together))


def send_round(together: InvitationRound, *, seen: str, by: Actor) -> int:
    """Invite each of its people once, just as the page has shown them.

    :param seen: what stands for list and words on that page.
    :returns: how many.
    :raises IsSent: another press was quicker.
    :raises ListHasChanged: see there.
    :raises NobodyIsLeft: see there.
    """
    event = seats.locked_event(together.event_id)
    together = locked_draft(together)
    people = queries.invitees(together)
    if not people:
        raise NobodyIsLeft
    if seen_as(together, people) != seen:
        raise ListHasChanged
    together.people, together.sent_at = list(people), clock.now()
    for person in people:
        invite_locked(
            event,
            person,
            by=by,
            note=together.notes.get(person.language, ""),
            counts_as_approved=together.counts_as_approved,
            once=True,
            key=round_key(together, person.reference),
        )
    changes: dict[str, Any] = {
        "round": [None, together.reference],
        "people": [0, len(people)],
    }
    record("event.invited_to", event.slug, by=by, changes=changes)
    return len(people)


def test_round(together: InvitationRound, language: str, account: Account) -> None:
    """The same to who writes it, to be looked at."""
    letters.to_myself(together, language, account)


def _write(
    together: InvitationRound,
    people: Iterable[Person],
    wanted: Wanted,
    notes: dict[str, str],
    counts_as_approved: bool,
) -> None:
    together.people, together.wanted = list(people), asdict(wanted)
    together.notes = {code: note for code, note in notes.items() if note}
    together.counts_as_approved = counts_as_approved
    db.session.flush()
