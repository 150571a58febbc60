"""Who would be on lists and certificates with boxes instead of letters."""

from dataclasses import dataclass

import sqlalchemy as sa

from eventreg.database import db
from eventreg.documents import fonts
from eventreg.events.models import Event
from eventreg.people.names import full_name
from eventreg.registrations.models import Registration
from eventreg.registrations.queries.lists import Order, in_order
from eventreg.registrations.states import State

#: What lists and certificates say of a person as it was typed.
_TYPED = (
    *(Registration.title, Registration.given_name, Registration.family_name),
    *(Registration.suffix, Registration.company, Registration.position),
)


@dataclass(frozen=True)
class Boxed:
    """Somebody of whom no font has all characters."""

    reference: str
    name: str
    characters: str


def boxed(event: Event, *, language: str) -> list[Boxed]:
    """Of those who come, by name as ``language`` sorts it."""
    rows = db.session.execute(
        sa.select(Registration.reference, Registration.family_first, *_TYPED)
        .where(Registration.event_id == event.id, Registration.state == State.CONFIRMED)
        .order_by(*in_order(Order.NAME, language))
    )
    return [
        Boxed(row.reference, full_name(row), missing)
        for row in rows
        if (missing := fonts.missing_characters(" ".join(row[2:])))
    ]
