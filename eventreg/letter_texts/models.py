"""The text of a letter that an event words in its own way."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventreg import clock
from eventreg.columns import UTCDateTime
from eventreg.database import Base


class OwnText(Base):
    """What one letter about one event says in one language.

    Where there is no row, the letter says the standard text.
    """

    __table_args__ = (sa.UniqueConstraint("event_id", "letter", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    #: As in ``outbox.catalogue``.
    letter: Mapped[str] = mapped_column(sa.String(40))
    language: Mapped[str] = mapped_column(sa.String(5))
    #: As ``outbox.texts`` reads it, with the names of placeholders.
    source: Mapped[str] = mapped_column(sa.Text)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
