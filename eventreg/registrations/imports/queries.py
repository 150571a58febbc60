"""Reading what a list of registrations meets."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, selectinload

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.people.imports.models import ListImport
from eventreg.people.imports.states import ImportState
from eventreg.registrations.models import Registration
from eventreg.registrations.states import LIVE, State


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
        .options(
            joinedload(Registration.event),
            selectinload(Registration.claims),
            selectinload(Registration.moves),
        )
    )
    return {registration.reference: registration for registration in found}


def entered_lists(event: Event) -> sa.Select[ListImport]:
    """Lists whose people were entered at ``event``, in the order they came."""
    return (
        sa.select(ListImport)
        .where(
            ListImport.event_id == event.id,
            ListImport.state != ImportState.OPEN,
        )
        .order_by(ListImport.id)
    )


def unread(event: Event) -> dict[State, int]:
    """How many of those who are not out get no letters, nor does a lead for them."""
    lead = aliased(Registration)
    rows = db.session.execute(
        sa.select(Registration.state, sa.func.count())
        .join(lead, Registration.lead_id == lead.id, isouter=True)
        .where(
            Registration.event_id == event.id,
            Registration.state.in_(LIVE - {State.UNVERIFIED}),
            Registration.email.is_(None),
            lead.email.is_(None),
        )
        .group_by(Registration.state)
    )
    return {row[0]: row[1] for row in rows}
