"""What a note is."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventreg import clock
from eventreg.columns import UTCDateTime
from eventreg.database import Base


class Note(Base):
    """What somebody of staff wrote about a registration; the person may read it.

    Rows are only ever added.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE"), index=True
    )
    words: Mapped[str] = mapped_column(sa.String(1000))
    #: Reference of the account.
    written_by: Mapped[str] = mapped_column(sa.String(40))
    written_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
