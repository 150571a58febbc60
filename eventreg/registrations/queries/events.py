"""What staff changed about an event, from the audit log."""

from datetime import datetime

import sqlalchemy as sa

from eventreg.audit.models import AuditEntry
from eventreg.database import db
from eventreg.events.models import Event


def changes_of(event: Event, since: datetime, until: datetime) -> list[AuditEntry]:
    """What was changed about ``event`` in a span of time, the earliest first."""
    return list(
        db.session.scalars(
            sa.select(AuditEntry)
            .where(
                AuditEntry.target == event.slug,
                AuditEntry.act == "event.changed",
                AuditEntry.at.between(since, until),
            )
            .order_by(AuditEntry.at, AuditEntry.id)
        )
    )
