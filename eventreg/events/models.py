"""What an event is, its texts in each language, and its pools of seats."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventreg import clock
from eventreg.columns import Json, UTCDateTime, enum_column
from eventreg.database import Base
from eventreg.events.states import EventState, Kind, PoolKind

ZONE_LENGTH = 40


class Event(Base):
    """An evening, a workshop or a trip that people sign up for.

    Times are kept as the clocks at the place show them (``…_local`` with
    ``timezone``); ``…_at`` are the same instants in UTC, for queries. Only
    ``events.services`` writes either, and ``state``.
    """

    __table_args__ = (
        sa.CheckConstraint("starts_at < ends_at", name="starts_before_it_ends"),
        sa.CheckConstraint("accept_hours >= 0", name="accept_hours"),
        sa.CheckConstraint("offer_hours >= 0", name="offer_hours"),
        sa.Index("ix_event_state_starts_at", "state", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(sa.String(80), unique=True)
    kind: Mapped[Kind] = mapped_column(enum_column(Kind))
    state: Mapped[EventState] = mapped_column(
        enum_column(EventState), default=EventState.DRAFT
    )
    #: Language codes, the event's first language first.
    languages: Mapped[list[str]] = mapped_column(Json)

    timezone: Mapped[str] = mapped_column(sa.String(ZONE_LENGTH))
    starts_local: Mapped[datetime] = mapped_column(sa.DateTime)
    ends_local: Mapped[datetime] = mapped_column(sa.DateTime)
    #: When sign-up opens; ``None``: as soon as the event is published.
    opens_local: Mapped[datetime | None] = mapped_column(sa.DateTime)
    #: Until when people can sign up; ``None``: until the event starts.
    deadline_local: Mapped[datetime | None] = mapped_column(sa.DateTime)
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime)
    opens_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    deadline_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    place_name: Mapped[str] = mapped_column(sa.String(200))
    place_address: Mapped[str] = mapped_column(sa.String(400), default="")
    #: Shown to confirmed people only.
    online_url: Mapped[str] = mapped_column(sa.String(400), default="")
    organiser: Mapped[str] = mapped_column(sa.String(200), default="")
    contact_email: Mapped[str] = mapped_column(sa.String(254), default="")

    needs_approval: Mapped[bool] = mapped_column(default=False)
    #: Hours to accept an approval; 0: the approval confirms.
    accept_hours: Mapped[int] = mapped_column(default=0)
    #: Hours an offer from the line is kept; 0: the first in line moves up at once.
    offer_hours: Mapped[int] = mapped_column(default=0)
    #: Hours before the start at which the line stops moving by itself.
    cut_off_hours: Mapped[int] = mapped_column(default=3)
    #: Members stand before guests in the line.
    members_first: Mapped[bool] = mapped_column(default=False)
    line_paused: Mapped[bool] = mapped_column(default=False)

    #: Rises whenever the calendar entry changes.
    sequence: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    cancelled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    texts: Mapped[list["EventText"]] = relationship(
        back_populates="event", cascade="all, delete-orphan", passive_deletes=True
    )
    pools: Mapped[list["SeatPool"]] = relationship(
        back_populates="event",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="SeatPool.id",
    )

    @property
    def language(self) -> str:
        """The event's first language."""
        return self.languages[0]

    @property
    def is_past(self) -> bool:
        return self.ends_at <= clock.now()

    @property
    def cut_off_at(self) -> datetime:
        """From this instant on the line does not move by itself."""
        return self.starts_at - timedelta(hours=self.cut_off_hours)

    @property
    def closes_at(self) -> datetime:
        """Until this instant people can sign up."""
        return self.deadline_at or self.starts_at

    def text(self, language: str) -> "EventText":
        """The event's text in ``language``, else in its first language."""
        by_language = {text.language: text for text in self.texts}
        wanted = language if language in self.languages else self.language
        return by_language.get(wanted) or by_language[self.language]

    def title(self, language: str) -> str:
        return self.text(language).title

    def pool(self, kind: PoolKind) -> "SeatPool":
        """The event's one pool of ``kind`` EVENT or TEAM."""
        return next(pool for pool in self.pools if pool.kind is kind)


class EventText(Base):
    """What an event says about itself in one language."""

    __table_args__ = (sa.UniqueConstraint("event_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(sa.String(5))
    title: Mapped[str] = mapped_column(sa.String(200))
    summary: Mapped[str] = mapped_column(sa.String(600), default="")
    #: Markdown; made into cleaned HTML when shown.
    description: Mapped[str] = mapped_column(sa.Text, default="")
    #: How to get in: step-free, toilet, induction loop.
    access: Mapped[str] = mapped_column(sa.String(600), default="")
    #: What it costs, in words.
    price: Mapped[str] = mapped_column(sa.String(200), default="")

    event: Mapped[Event] = relationship(back_populates="texts")


class SeatPool(Base):
    """Something that can run out. Only ``take`` and ``give_back`` write ``taken``."""

    __table_args__ = (
        sa.CheckConstraint("taken >= 0 AND taken <= capacity", name="never_oversold"),
        # One public pool and one team pool an event.
        sa.Index(
            "uq_seat_pool_event_kind",
            "event_id",
            "kind",
            unique=True,
            sqlite_where=sa.text("kind IN ('event', 'team')"),
            postgresql_where=sa.text("kind IN ('event', 'team')"),
        ),
        sa.Index("ix_seat_pool_event_id", "event_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    kind: Mapped[PoolKind] = mapped_column(enum_column(PoolKind))
    #: Name by language code; empty for the public and the team pool.
    names: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    capacity: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)

    event: Mapped[Event] = relationship(back_populates="pools")

    @property
    def free(self) -> int:
        return self.capacity - self.taken
