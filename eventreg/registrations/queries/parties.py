"""Who came together with whom, and who may be the same person twice."""

from collections.abc import Iterable

import sqlalchemy as sa

from eventreg.asking import Question
from eventreg.database import db
from eventreg.registrations.models import Registration
from eventreg.registrations.states import LIVE

#: More namesakes than this help nobody to decide.
MOST_NAMESAKES = 5


def party(registration: Registration) -> list[Registration]:
    """Everybody of one form, the lead first; empty for whoever came alone."""
    lead_id = registration.lead_id or registration.id
    found = list(
        db.session.scalars(
            sa.select(Registration)
            .where(
                sa.or_(Registration.id == lead_id, Registration.lead_id == lead_id),
                Registration.event_id == registration.event_id,
            )
            .order_by(Registration.id != lead_id, Registration.id)
        )
    )
    return found if len(found) > 1 else []


def unit(registration: Registration) -> list[Registration]:
    """Those who are decided on together with this one, its head first."""
    if not registration.together:
        return [registration]
    head_id = registration.head_id or registration.id
    return list(
        db.session.scalars(
            sa.select(Registration)
            .where(
                sa.or_(Registration.id == head_id, Registration.head_id == head_id),
                Registration.together,
                Registration.state == registration.state,
            )
            .order_by(Registration.id != head_id, Registration.id)
        )
    )


def companion_counts(lead_ids: Iterable[int]) -> Question[dict[int, int]]:
    """How many people each of these brings along who are not out."""
    query = (
        sa.select(Registration.lead_id, sa.func.count())
        .where(Registration.lead_id.in_(list(lead_ids)), Registration.state.in_(LIVE))
        .group_by(Registration.lead_id)
    )
    return Question(query, lambda rows: {row[0] or 0: row[1] for row in rows})


def namesakes(registration: Registration) -> list[Registration]:
    """Others at the event of the same name and company: perhaps the same person."""
    if not registration.company_key or registration.state not in LIVE:
        return []
    return list(
        db.session.scalars(
            sa.select(Registration)
            .where(
                Registration.event_id == registration.event_id,
                Registration.id != registration.id,
                Registration.search_key == registration.search_key,
                Registration.company_key == registration.company_key,
                Registration.state.in_(LIVE),
            )
            .order_by(Registration.id)
            .limit(MOST_NAMESAKES)
        )
    )
