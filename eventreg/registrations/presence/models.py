"""What a check-in is."""

import secrets
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventreg import clock
from eventreg.audit.actors import ActorKind
from eventreg.columns import UTCDateTime, enum_column
from eventreg.database import Base
from eventreg.registrations.models import Registration

#: The device of whoever ticks names on a staff page.
PAGE = "page"


def new_nonce() -> str:
    """For a check-in that no device has numbered."""
    return secrets.token_hex(10)


class Direction(StrEnum):
    """Came, or was taken back because it was a mistake."""

    IN = "in"
    OUT = "out"


class CheckIn(Base):
    """Somebody came, or a check-in was taken back. Rows are only ever added.

    Of one registration the latest row says how things stand. A device that sends
    the same row twice, because an answer was lost, makes one of it.
    """

    __table_args__ = (
        sa.UniqueConstraint("device", "nonce"),
        sa.Index("ix_check_in_registration_id_id", "registration_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE")
    )
    direction: Mapped[Direction] = mapped_column(
        enum_column(Direction), default=Direction.IN
    )
    #: When it happened, which a device without network tells later.
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    #: Where; ``None``: ticked from a list.
    desk: Mapped[str | None] = mapped_column(sa.String(60))
    actor_kind: Mapped[ActorKind] = mapped_column(enum_column(ActorKind))
    actor: Mapped[str] = mapped_column(sa.String(40), default="")
    device: Mapped[str] = mapped_column(sa.String(40), default=PAGE)
    nonce: Mapped[str] = mapped_column(sa.String(40), default=new_nonce)

    registration: Mapped[Registration] = relationship()
