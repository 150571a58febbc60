"""Rows that only grow: who did what, to what, when and from where."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventreg import clock
from eventreg.audit.actors import ActorKind
from eventreg.columns import Json, UTCDateTime, enum_column
from eventreg.database import Base


class AuditEntry(Base):
    """One thing that somebody did. Never changed, deleted after 12 months."""

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now, index=True)
    actor_kind: Mapped[ActorKind] = mapped_column(enum_column(ActorKind))
    #: An account's or a registration's reference; empty for the worker.
    actor: Mapped[str] = mapped_column(sa.String(40), default="")
    #: What was done, as a verb with its room: ``event.published``.
    act: Mapped[str] = mapped_column(sa.String(60), index=True)
    #: To what: a reference or a slug, never a name or an address.
    target: Mapped[str] = mapped_column(sa.String(80), default="", index=True)
    #: What changed, field by field: ``{"capacity": [20, 25]}``.
    changes: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    #: The request's address, cut to its network; empty for the worker.
    network: Mapped[str] = mapped_column(sa.String(45), default="")
