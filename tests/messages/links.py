"""Digests, their links, and letters to groups for tests."""

from collections.abc import Sequence
from typing import Any

from eventreg import clock
from eventreg.accounts.models import Account
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events.models import Event
from eventreg.messages import queries, services
from eventreg.messages.groups import Group, fingerprint
from eventreg.messages.models import DecisionLink, FreeLetter, InvitationRound
from eventreg.messages.queries import Wanted
from eventreg.messages.rounds import seen_as
from eventreg.messages.services.digests import _new_link
from eventreg.outbox.models import Letter
from eventreg.people.models import Person
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from tests.factories import make_registration


def make_decision_link(
    account: Account, director: Account | None = None
) -> tuple[DecisionLink, str]:
    """A link with which ``account`` decides, and its secret."""
    with write_tx():
        return _new_link(account, director or account)


def make_free_letter(
    event: Event, account: Account, *, is_sent: bool = False
) -> FreeLetter:
    """A letter to all who are confirmed, in English."""
    with write_tx():
        letter = services.draft(
            event,
            texts={"en": {"subject": "News", "body": "Hello"}},
            group=Group(),
            upload=None,
            by=account,
        )
    if is_sent:
        seen = fingerprint(queries.recipients(letter), letter.texts)
        with write_tx():
            services.send(letter, seen=seen, by=Actor.staff(account))
    return letter


def make_round(
    event: Event, account: Account, people: Sequence[Person], *, is_sent: bool = False
) -> InvitationRound:
    """Invitations to ``people``, with a word in English; a draft, if not sent."""
    with write_tx():
        together = services.draft_round(
            event,
            people,
            wanted=Wanted(),
            notes={"en": "Do come"},
            counts_as_approved=False,
            by=account,
        )
    if is_sent:
        seen = seen_as(together, queries.invitees(together))
        with write_tx():
            services.send_round(together, seen=seen, by=Actor.staff(account))
    return together


def make_pending(event: Event, given_name: str = "Ada", **columns: Any) -> Registration:
    """Somebody who waits for a decision, for ten days already."""
    values: dict[str, Any] = {
        "given_name": given_name,
        "family_name": "Berg",
        "email": f"{given_name.lower()}@example.org",
        "verified_at": clock.now(),
    }
    return make_registration(event, State.PENDING, **(values | columns))


def letters_named(name: str) -> list[Letter]:
    """All letters of that name, the oldest first."""
    return db.session.query(Letter).filter_by(letter=name).order_by(Letter.id).all()
