"""What an event is, its texts in each language, and its pools of seats."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from eventreg import clock
from eventreg.columns import Json, UTCDateTime, enum_column
from eventreg.database import Base
from eventreg.events.places import in_one_line
from eventreg.events.states import ContingentRole, EventState, Kind, PoolKind
from eventreg.uploads import Upload

if TYPE_CHECKING:
    from eventreg.events.programme import AgendaEntry, Speaker

ZONE_LENGTH = 40
#: The texts of an event in which a day may stand.
WITH_DAYS = (
    *("title", "summary", "description"),
    *("access", "price", "terms", "cover_alt"),
)


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
    #: From when members can; ``None``: from when everybody can.
    members_open_local: Mapped[datetime | None] = mapped_column(sa.DateTime)
    #: Until when people can sign up; ``None``: until the event starts.
    deadline_local: Mapped[datetime | None] = mapped_column(sa.DateTime)
    #: Until when people change their answers; ``None``: until the event starts.
    change_until_local: Mapped[datetime | None] = mapped_column(sa.DateTime)
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime)
    opens_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    members_open_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    deadline_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    change_until_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    place_name: Mapped[str] = mapped_column(sa.String(200))
    place_address: Mapped[str] = mapped_column(sa.String(400), default="")
    #: Shown to confirmed people only.
    online_url: Mapped[str] = mapped_column(sa.String(400), default="")
    organiser: Mapped[str] = mapped_column(sa.String(200), default="")
    contact_email: Mapped[str] = mapped_column(sa.String(254), default="")

    #: The picture that stands above the page; ``None``: it has none.
    cover_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("upload.id", ondelete="SET NULL")
    )
    #: The same for lists and phones.
    small_cover_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("upload.id", ondelete="SET NULL")
    )

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
    #: Applications that come after the deadline wait in the inbox, marked late.
    takes_late: Mapped[bool] = mapped_column(default=False)
    #: Parties of up to four may ask to come all or not at all.
    only_together: Mapped[bool] = mapped_column(default=False)
    #: They were allowed once: some may wait, whatever is allowed now.
    may_have_parties: Mapped[bool] = mapped_column(default=False)
    #: Rises whenever price, fees, or what cancelling costs change.
    terms_version: Mapped[int] = mapped_column(default=1)

    #: Rises whenever the calendar entry changes.
    sequence: Mapped[int] = mapped_column(default=0)
    #: The site's name when it was published: that of its calendar entry for ever.
    calendar_host: Mapped[str] = mapped_column(sa.String(255), default="")
    #: Where it stood before it was moved last; ``None``: it never was in public.
    previous_starts_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
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
    cover: Mapped[Upload | None] = relationship(foreign_keys=[cover_id])
    small_cover: Mapped[Upload | None] = relationship(foreign_keys=[small_cover_id])
    agenda: Mapped[list["AgendaEntry"]] = relationship(
        back_populates="event", cascade="all, delete-orphan", passive_deletes=True
    )
    speakers: Mapped[list["Speaker"]] = relationship(
        back_populates="event",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="Speaker.position, Speaker.id",
    )

    @property
    def language(self) -> str:
        """The event's first language."""
        return self.languages[0]

    @property
    def is_past(self) -> bool:
        return self.ends_at <= clock.now()

    @validates("only_together")
    def _remember_parties(self, _name: str, is_allowed: bool) -> bool:
        if is_allowed:
            self.may_have_parties = True
        return is_allowed

    @property
    def cut_off_at(self) -> datetime:
        """From this instant on the line does not move by itself."""
        return self.starts_at - timedelta(hours=self.cut_off_hours)

    @property
    def last_forms_at(self) -> datetime:
        """Until this instant forms are taken in, those marked late included."""
        return self.starts_at if self.takes_late_forms else self.closes_at

    @property
    def takes_late_forms(self) -> bool:
        """Only where somebody decides anyway."""
        return self.takes_late and self.needs_approval

    @property
    def changes_end_at(self) -> datetime:
        """Until this instant people change what they said."""
        return self.change_until_at or self.starts_at

    @property
    def closes_at(self) -> datetime:
        """Until this instant people can sign up."""
        return self.deadline_at or self.starts_at

    @property
    def calendar_place(self) -> str:
        """Where it is, in one line; of a trip without the way there."""
        is_trip = self.kind is Kind.TRIP
        return in_one_line(self.place_name) if is_trip else self.whole_place

    @property
    def whole_place(self) -> str:
        """Name and address in one line."""
        return in_one_line(self.place_name, self.place_address)

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

    def pools_of(self, *kinds: PoolKind) -> list["SeatPool"]:
        """All pools of ``kinds``, in id order."""
        return [pool for pool in self.pools if pool.kind in kinds]


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
    #: What giving up a seat costs, in words.
    terms: Mapped[str] = mapped_column(sa.String(600), default="")
    #: What the cover picture shows, for those who cannot see it.
    cover_alt: Mapped[str] = mapped_column(sa.String(200), default="")
    #: By column of a text: the day, as ISO has it, on which the event began when that
    #: one was written or read again last; none: the day on which it begins now. Dates
    #: within may be wrong since.
    written_days: Mapped[dict[str, str]] = mapped_column(Json, default=dict)

    event: Mapped[Event] = relationship(back_populates="texts")

    def remember_day(self, starts_on: date) -> None:
        """The event began on ``starts_on`` and does so no more, the texts stay."""
        was = dict.fromkeys(WITH_DAYS, starts_on.isoformat())
        self.written_days = was | self.written_days

    def fits_now(self, *names: str) -> None:
        """These texts, or all, are right for the day on which the event begins now."""
        right = names or WITH_DAYS
        self.written_days = {
            name: day for name, day in self.written_days.items() if name not in right
        }


class SeatPool(Base):
    """Something that can run out. Only ``take`` and ``give_back`` write ``taken``."""

    __table_args__ = (
        sa.CheckConstraint("taken >= 0 AND taken <= capacity", name="never_oversold"),
        sa.CheckConstraint(
            "cap_percent IS NULL OR (cap_percent >= 1 AND cap_percent <= 100)",
            name="cap_percent",
        ),
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
    #: In addresses and forms, kept when it is renamed; ``None``: made from its name.
    address: Mapped[str | None] = mapped_column(sa.String(80))
    capacity: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    #: Of a contingent: above this share of the event's seats the inbox warns.
    cap_percent: Mapped[int | None]
    #: Of a contingent: as what those come who choose it; ``None``: guest or member.
    role: Mapped[ContingentRole | None] = mapped_column(enum_column(ContingentRole))

    event: Mapped[Event] = relationship(back_populates="pools")

    @property
    def free(self) -> int:
        return self.capacity - self.taken

    @property
    def is_over_cap(self) -> bool:
        """Whether the contingent has more than its share of the event's seats."""
        if self.cap_percent is None:
            return False
        whole = self.event.pool(PoolKind.EVENT).capacity
        return self.taken * 100 >= self.cap_percent * whole

    def name(self, language: str) -> str:
        """What people call it, else in the event's first language."""
        return (
            self.names.get(language)
            or self.names.get(self.event.language)
            or next(iter(self.names.values()), "")
        )
