"""How an event's badges look, own stocks, and which badge was printed when."""

import secrets
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventreg import clock
from eventreg.badges.designs import HOUSE_COLOUR, Back
from eventreg.columns import Json, UTCDateTime, enum_column
from eventreg.database import Base
from eventreg.events.models import Event
from eventreg.registrations.models import Registration
from eventreg.uploads import Upload


def new_code() -> str:
    """Names a print or a stock in addresses."""
    return secrets.token_urlsafe(9)


class Which(StrEnum):
    """Which badges of an event are printed."""

    ALL = "all"
    NEW = "new"
    CHANGED = "changed"
    #: Printed in a design that is not the event's any more.
    DESIGN = "design"
    CHOSEN = "chosen"
    ONE = "one"


class Reason(StrEnum):
    """Why a badge is printed once more."""

    JAM = "jam"
    LOST = "lost"
    NAME_CORRECTED = "name_corrected"


class Field(StrEnum):
    """What may stand on a badge besides name and role."""

    TITLE = "title"
    COMPANY = "company"
    POSITION = "position"
    COUNTRY = "country"
    EVENT = "event"


USUAL_FIELDS = (Field.TITLE, Field.COMPANY, Field.EVENT)


class BadgeDesign(Base):
    """How the badges of one event look; an event without a row has the usual look."""

    __table_args__ = (
        sa.CheckConstraint("length(colour) = 7", name="colour_is_hexadecimal"),
    )

    event_id: Mapped[int] = mapped_column(
        sa.ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    look: Mapped[str] = mapped_column(sa.String(20))
    #: ``#rrggbb``
    colour: Mapped[str] = mapped_column(sa.String(7), default=HOUSE_COLOUR)
    back: Mapped[Back] = mapped_column(enum_column(Back), default=Back.EMPTY)
    #: Of ``Field``, in their order.
    fields: Mapped[list[str]] = mapped_column(Json)
    #: Languages of the role, the first above.
    languages: Mapped[list[str]] = mapped_column(Json)
    #: Whoever wants to be in no photo has a sign.
    marks_photos: Mapped[bool] = mapped_column(default=False)
    #: The network's logo from the settings stands on it.
    has_network_logo: Mapped[bool] = mapped_column(default=False)
    partner_logo_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("upload.id", ondelete="SET NULL")
    )
    #: CSS of the event's own, as it was typed; ``own_style`` cleans it.
    own_style: Mapped[str] = mapped_column(sa.Text, default="")
    #: Rises with each change.
    version: Mapped[int] = mapped_column(default=1)

    event: Mapped[Event] = relationship()
    partner_logo: Mapped[Upload | None] = relationship()


class BadgeStock(Base):
    """Cards or labels that staff have described, beside those of the table."""

    __table_args__ = (
        sa.CheckConstraint(
            "width > 0 AND height > 0 AND card_columns > 0 AND card_rows > 0",
            name="sizes",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(16), unique=True, default=new_code)
    name: Mapped[str] = mapped_column(sa.String(80), unique=True)
    kind: Mapped[str] = mapped_column(sa.String(10))
    #: Millimetres, like all lengths.
    width: Mapped[float]
    height: Mapped[float]
    card_columns: Mapped[int]
    card_rows: Mapped[int]
    left: Mapped[float]
    top: Mapped[float]
    pitch_x: Mapped[float]
    pitch_y: Mapped[float]
    #: ``A4``, ``A6`` or width and height: ``62x100``.
    sheet: Mapped[str] = mapped_column(sa.String(20))


class PrinterOffset(Base):
    """What is in the printer that one account uses, and by how many mm it is off."""

    __table_args__ = (
        sa.CheckConstraint(
            "x BETWEEN -5 AND 5 AND y BETWEEN -5 AND 5", name="at_most_5_mm"
        ),
    )

    #: Reference of the account.
    account: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    x: Mapped[float] = mapped_column(default=0.0)
    y: Mapped[float] = mapped_column(default=0.0)
    #: Name of the cards it printed a single badge on last.
    stock: Mapped[str] = mapped_column(sa.String(80), default="")


class BadgePrint(Base):
    """One time that badges were printed, or were to be. Rows are only ever added."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(16), unique=True, default=new_code)
    event_id: Mapped[int] = mapped_column(
        sa.ForeignKey("event.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    #: Reference of the account.
    by: Mapped[str] = mapped_column(sa.String(40))
    which: Mapped[Which] = mapped_column(enum_column(Which))
    stock: Mapped[str] = mapped_column(sa.String(80))
    look: Mapped[str] = mapped_column(sa.String(20))
    design_version: Mapped[int]
    #: Start, skipped labels, copies and so on, as ``sheets.Run`` has them.
    run: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    badge_count: Mapped[int]
    #: Code of the job that makes its file; empty: it was made at once.
    task: Mapped[str] = mapped_column(sa.String(40), default="")
    #: When its file was made. Until then nothing of it counts as printed.
    made_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    event: Mapped[Event] = relationship()
    badges: Mapped[list["PrintedBadge"]] = relationship(
        back_populates="print",
        order_by="PrintedBadge.position",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )


class PrintedBadge(Base):
    """One badge of a print: whose, and what it said."""

    __table_args__ = (sa.Index("ix_printed_badge_registration_id", "registration_id"),)

    print_id: Mapped[int] = mapped_column(
        sa.ForeignKey("badge_print.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE")
    )
    #: Of all that stood on it: another one means that it has changed since.
    fingerprint: Mapped[str] = mapped_column(sa.String(32))
    #: Why once more; ``None`` for a first print.
    reason: Mapped[Reason | None] = mapped_column(enum_column(Reason))

    print: Mapped[BadgePrint] = relationship(back_populates="badges")
    registration: Mapped[Registration] = relationship()


class AcceptedBadge(Base):
    """A badge that does not come out well on some cards, and is printed all the same.

    Only as long as it says the same in the same design.
    """

    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    #: Name of the cards.
    stock: Mapped[str] = mapped_column(sa.String(80), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(sa.String(32))
    design_version: Mapped[int]
