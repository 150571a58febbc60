"""Reading what a list of registrations meets."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.registrations.models import Registration
from eventreg.registrations.states import LIVE


def live_like(
    event: Event, emails: Collection[str], keys: Collection[str]
) -> Sequence[Registration]:
    """Live registrations with one of these addresses, or of these folded names."""
    return db.session.scalars(
        sa.select(Registration)
        .where(
            Registration.event_id == event.id,
            Registration.state.in_(LIVE),
            sa.or_(Registration.email.in_(emails), Registration.search_key.in_(keys)),
        )
        .order_by(Registration.id)
    ).all()


def by_references(references: Collection[str]) -> dict[str, Registration]:
    """Registrations by reference, with what an undoing looks at."""
    found = db.session.scalars(
        sa.select(Registration)
        .where(Registration.reference.in_(references))
        .options(joinedload(Registration.event), selectinload(Registration.claims))
    )
    return {registration.reference: registration for registration in found}
