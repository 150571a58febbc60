"""What is kept beside registrations: forms that were begun, and named lists."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventreg import clock
from eventreg.columns import Json, UTCDateTime
from eventreg.database import Base
from eventreg.registrations.codes import new_token


class SignUpDraft(Base):
    """What somebody typed into a sign-up form.

    Kept for a day once sent, so that a wrong address can be corrected; for a week
    if only begun. The browser holds only the random ``key``, never who is registered.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(40), unique=True, default=new_token)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    #: A long form, page by page; ``values`` are its fields as they were sent.
    is_begun: Mapped[bool] = mapped_column(default=False)
    values: Mapped[dict[str, Any]] = mapped_column(Json)
    #: The unverified registration this made; ``None`` when it met an older one.
    registration_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="SET NULL")
    )
    created_at: Mapped[datetime] = mapped_column(
        UTCDateTime, default=clock.now, index=True
    )


class ListView(Base):
    """A way to look at an event's registrations that somebody named and kept."""

    __table_args__ = (sa.UniqueConstraint("event_id", "kept_by", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    #: Stands in addresses.
    code: Mapped[str] = mapped_column(sa.String(40), unique=True, default=new_token)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    #: Reference of the account; others do not see it.
    kept_by: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[str] = mapped_column(sa.String(60))
    #: The query string of the list: values by name.
    args: Mapped[dict[str, list[str]]] = mapped_column(Json)
