"""What staff have settled about letters: which reminders an event sends."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventreg.database import Base


class ReminderChoice(Base):
    """Which reminders of its date an event sends; without a row, as its kind does."""

    event_id: Mapped[int] = mapped_column(
        sa.ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    week_before: Mapped[bool]
    day_before: Mapped[bool]
