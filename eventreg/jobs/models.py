"""When each periodic job is due, and when a worker was last seen."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventreg.columns import UTCDateTime
from eventreg.database import Base


class Periodic(Base):
    """One job that runs again and again, and when it is due next."""

    name: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    next_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Heartbeat(Base):
    """One worker process and when it was last seen alive."""

    #: Host and process number.
    worker: Mapped[str] = mapped_column(sa.String(120), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
