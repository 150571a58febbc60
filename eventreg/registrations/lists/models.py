"""A list as somebody outside has it."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventreg import clock
from eventreg.columns import Json, UTCDateTime, enum_column
from eventreg.database import Base
from eventreg.events.models import Event
from eventreg.registrations.codes import new_token
from eventreg.registrations.lists.kinds import HandedOut, ListKind


class IssuedList(Base):
    """One version of a list that was handed out; its file stays as it was."""

    __table_args__ = (
        sa.UniqueConstraint("event_id", "kind", "recipient_key", "version"),
        sa.CheckConstraint("version >= 1", name="counts_from_1"),
        sa.CheckConstraint("(how = 'sent') = (email <> '')", name="sent_to_an_address"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: Opens the file without signing in; in the letter and nowhere else.
    token: Mapped[str] = mapped_column(sa.String(40), unique=True, default=new_token)
    #: Names the file, and the list in addresses of staff.
    code: Mapped[str] = mapped_column(sa.String(40), unique=True, default=new_token)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    kind: Mapped[ListKind] = mapped_column(enum_column(ListKind))
    language: Mapped[str] = mapped_column(sa.String(5))
    #: Whose hands it is in, as staff call them: the hotel.
    recipient: Mapped[str] = mapped_column(sa.String(120))
    #: The same folded, so that "hotel x" is "Hotel X".
    recipient_key: Mapped[str] = mapped_column(sa.String(120))
    version: Mapped[int]
    how: Mapped[HandedOut] = mapped_column(enum_column(HandedOut))
    #: Where it was sent; empty when handed over.
    email: Mapped[str] = mapped_column(sa.String(254), default="")
    issued_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    #: Reference of the account.
    issued_by: Mapped[str] = mapped_column(sa.String(40))
    #: Fingerprint of what it says of each person, by reference.
    rows: Mapped[dict[str, str]] = mapped_column(Json)

    event: Mapped[Event] = relationship()
