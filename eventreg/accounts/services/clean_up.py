"""What is kept of sign-ins and links, and for how long."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from eventreg import clock
from eventreg.accounts.models import KnownDevice, LinkToken, SignInSession
from eventreg.accounts.services.devices import KEPT as DEVICES_KEPT
from eventreg.database import db

#: Long enough for a look back after something went wrong.
KEPT = timedelta(days=30)


def forget_old() -> int:
    """Delete sign-ins and links that ended a month ago, and unused devices."""
    limit = clock.now() - KEPT
    unused = KnownDevice.last_used_at < clock.now() - DEVICES_KEPT
    gone = [
        *db.session.scalars(
            sa.delete(KnownDevice).where(unused).returning(KnownDevice.id)
        ),
        *db.session.scalars(_ended(SignInSession, limit)),
        *db.session.scalars(_ended(LinkToken, limit)),
    ]
    return len(gone)


def _ended(model: type[SignInSession] | type[LinkToken], limit: datetime) -> Any:
    return (
        sa.delete(model)
        .where(sa.or_(model.expires_at < limit, model.revoked_at < limit))
        .returning(model.id)
    )
