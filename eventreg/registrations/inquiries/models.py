"""What an inquiry is."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventreg import clock
from eventreg.columns import UTCDateTime
from eventreg.database import Base
from eventreg.registrations.codes import new_token
from eventreg.registrations.models import Registration


class Inquiry(Base):
    """One question of the director to somebody who waits, and the reply.

    It is open while there is no reply and the person reads "being considered"; a
    decision ends it without a word.
    """

    __table_args__ = (
        sa.CheckConstraint(
            "(replied_at IS NULL) = (reply = '')", name="reply_has_words"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: In the address of the page on which the person replies.
    code: Mapped[str] = mapped_column(sa.String(40), unique=True, default=new_token)
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE"), index=True
    )
    question: Mapped[str] = mapped_column(sa.String(1000))
    #: Reference of the account.
    asked_by: Mapped[str] = mapped_column(sa.String(40))
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    reply: Mapped[str] = mapped_column(sa.String(2000), default="")
    replied_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    registration: Mapped[Registration] = relationship()
