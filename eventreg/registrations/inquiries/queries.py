"""Reading inquiries: of one person, and of all who wait."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from eventreg.database import db
from eventreg.registrations.inquiries.models import Inquiry
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State


def inquiries(registration: Registration) -> Sequence[Inquiry]:
    """All that this person was asked, the first asked first."""
    return of_all([registration.id]).get(registration.id, [])


def of_all(ids: Iterable[int]) -> dict[int, list[Inquiry]]:
    """What each of these was asked, by id; whoever was asked nothing is not in it."""
    found: dict[int, list[Inquiry]] = {}
    rows = db.session.scalars(
        sa.select(Inquiry)
        .where(Inquiry.registration_id.in_(list(ids)))
        .order_by(Inquiry.id)
    )
    for inquiry in rows:
        found.setdefault(inquiry.registration_id, []).append(inquiry)
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
