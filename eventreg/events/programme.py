"""What happens at an event, and who speaks there: rows that its page shows."""

import secrets
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventreg import clock
from eventreg.columns import Json
from eventreg.database import Base
from eventreg.events.models import ZONE_LENGTH, Event
from eventreg.uploads import Upload

#: More no page can show; a trip of two weeks has some sixty.
MOST_ENTRIES = 150
MOST_SPEAKERS = 60
#: Longest title or place, longest text of either.
LONGEST_LINE = 200
LONGEST_TEXT = 1200


def new_key() -> str:
    """The name of a row in addresses of staff; it is no secret."""
    return secrets.token_hex(4)


class AgendaEntry(Base):
    """One point of an event's agenda, or of a trip's itinerary.

    Times are kept as the clocks there show them. Only ``events.services`` writes.
    """

    __table_args__ = (sa.UniqueConstraint("event_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(8), default=new_key)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    starts_local: Mapped[datetime] = mapped_column(sa.DateTime)
    #: ``None``: the end is open.
    ends_local: Mapped[datetime | None] = mapped_column(sa.DateTime)
    #: Empty: the event's.
    timezone: Mapped[str] = mapped_column(sa.String(ZONE_LENGTH), default="")
    #: Where it ends on another clock, as a flight does; empty: as it begins.
    ends_timezone: Mapped[str] = mapped_column(sa.String(ZONE_LENGTH), default="")
    #: By language code, like ``places`` and ``texts``.
    titles: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    places: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    #: Plain text; lines stay.
    texts: Mapped[dict[str, str]] = mapped_column(Json, default=dict)

    event: Mapped[Event] = relationship(back_populates="agenda")

    @property
    def zone(self) -> str:
        return self.timezone or self.event.timezone

    @property
    def ends_zone(self) -> str:
        return self.ends_timezone or self.zone

    @property
    def starts_at(self) -> datetime:
        return clock.to_utc(self.starts_local, self.zone)

    @property
    def ends_at(self) -> datetime | None:
        return self.ends_local and clock.to_utc(self.ends_local, self.ends_zone)


class Speaker(Base):
    """Somebody who speaks at an event, as its page introduces them.

    Not a registration: who is to have a badge is entered as one, too.
    """

    __table_args__ = (sa.UniqueConstraint("event_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(8), default=new_key)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    #: Where they stand among the others, from 0.
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(sa.String(LONGEST_LINE))
    company: Mapped[str] = mapped_column(sa.String(LONGEST_LINE), default="")
    #: What they do there, by language code.
    roles: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    #: By language code; plain text, lines stay.
    texts: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    picture_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("upload.id", ondelete="SET NULL")
    )

    event: Mapped[Event] = relationship(back_populates="speakers")
    picture: Mapped[Upload | None] = relationship()
