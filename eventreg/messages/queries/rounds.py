"""Rounds of invitations of an event: whom they would reach, and how far they are."""

from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.messages.models import InvitationRound, RoundPerson, round_key
from eventreg.messages.queries.invitations import inviting
from eventreg.outbox.models import Letter
from eventreg.outbox.states import LetterState
from eventreg.people.models import Person


def invitation_round(event: Event, reference: str) -> InvitationRound | None:
    return db.session.scalar(
        sa.select(InvitationRound)
        .filter_by(event_id=event.id, reference=reference)
        .options(selectinload(InvitationRound.people).joinedload(Person.company))
    )


def rounds(event: Event) -> list[tuple[InvitationRound, int]]:
    """All of ``event``, drafts too, the newest first; each with how many people."""
    count = (
        sa.select(sa.func.count())
        .where(RoundPerson.invitation_round_id == InvitationRound.id)
        .scalar_subquery()
    )
    rows = db.session.execute(
        sa.select(InvitationRound, count)
        .filter_by(event_id=event.id)
        .order_by(InvitationRound.id.desc())
    )
    return [(row[0], row[1]) for row in rows]


def invitees(together: InvitationRound) -> Sequence[Person]:
    """Whom a draft would reach now, by name: who can still be invited of its people."""
    chosen = sa.select(RoundPerson.person_id).filter_by(invitation_round_id=together.id)
    return db.session.scalars(
        inviting(together.event).where(Person.id.in_(chosen))
    ).all()


def round_letters(together: InvitationRound) -> dict[str, LetterState]:
    """How far the e-mail to each is, by the person's reference, while it is kept."""
    beginning = round_key(together, "")
    rows = db.session.execute(
        sa.select(Letter.key, Letter.state).where(
            Letter.key.startswith(beginning, autoescape=True)
        )
    )
    return {str(row[0]).removeprefix(beginning): row[1] for row in rows}


def progress_of_round(letters: dict[str, LetterState]) -> Counter[LetterState]:
    """How many of its letters stand where."""
    return Counter(letters.values())
