"""Reading inquiries: of one person, and of all who wait."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from eventreg.asking import Question, Row
from eventreg.database import db
from eventreg.registrations.inquiries.models import Inquiry
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State


@dataclass(frozen=True)
class Asked:
    """What a person was asked and replied, as a list shows it."""

    question: str
    asked_at: datetime
    reply: str
    replied_at: datetime | None


def inquiries(registration: Registration) -> Sequence[Inquiry]:
    """All that this person was asked, the first asked first."""
    return db.session.scalars(
        sa.select(Inquiry)
        .where(Inquiry.registration_id == registration.id)
        .order_by(Inquiry.id)
    ).all()


def inquiries_asked(ids: Iterable[int]) -> Question[dict[int, list[Asked]]]:
    """What each of these was asked, by id, in order; nobody who was asked nothing."""
    query = sa.select(
        Inquiry.id,
        Inquiry.registration_id,
        Inquiry.question,
        Inquiry.asked_at,
        Inquiry.reply,
        Inquiry.replied_at,
    ).where(Inquiry.registration_id.in_(list(ids)))
    return Question(query, _by_registration)


def _by_registration(rows: Sequence[Row]) -> dict[int, list[Asked]]:
    found: dict[int, list[Asked]] = {}
    for _id, registration_id, *asked in sorted(rows, key=lambda row: row[0]):
        found.setdefault(registration_id, []).append(Asked(*asked))
    return found


def open_inquiries(registration: Registration) -> list[Inquiry]:
    """What the person can still reply to; nothing once they know of a decision."""
    if registration.shown_state is not State.PENDING:
        return []
    return [each for each in inquiries(registration) if each.replied_at is None]


def inquiry(registration: Registration, code: str) -> Inquiry | None:
    """The inquiry to this person at this address."""
    return db.session.scalar(
        sa.select(Inquiry).filter_by(registration_id=registration.id, code=code)
    )
