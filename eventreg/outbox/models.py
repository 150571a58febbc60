"""A letter: one row from the moment it is decided until long after it went."""

import secrets
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventreg import clock
from eventreg.columns import Json, UTCDateTime, enum_column
from eventreg.database import Base
from eventreg.outbox.states import LetterState

#: In just these words, or SQLite does not see that its index may be used.
IS_NOT_AT_REST = sa.text("state NOT IN ('sent', 'withdrawn', 'kept')")


def new_reference() -> str:
    """For addresses of staff pages and for Message-ID: 80 random bits."""
    return secrets.token_hex(10)


class Letter(Base):
    """One letter to one address; text and pictures are made when it goes.

    Only ``outbox.services`` and ``outbox.delivery`` write ``state``.
    """

    __table_args__ = (
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_at"),
        sa.CheckConstraint(
            "(state = 'sending') = (lease_until IS NOT NULL)", name="lease"
        ),
        sa.CheckConstraint("state <> 'failed' OR last_error <> ''", name="says_why"),
        sa.CheckConstraint("attempts >= 0", name="attempts"),
        # The few a worker looks for, however many have gathered in the table.
        sa.Index(
            "ix_letter_not_at_rest",
            "due_at",
            "id",
            sqlite_where=IS_NOT_AT_REST,
            postgresql_where=IS_NOT_AT_REST,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(
        sa.String(20), unique=True, default=new_reference
    )
    #: Which one, as in ``outbox.catalogue``: ``"confirmed"``.
    letter: Mapped[str] = mapped_column(sa.String(40), index=True)
    to: Mapped[str] = mapped_column(sa.String(320), index=True)
    language: Mapped[str] = mapped_column(sa.String(5))
    values: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    #: Endpoint and arguments by placeholder; addresses are made when it goes.
    links: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    #: Slug of the event it is about, or ``None``.
    event: Mapped[str | None] = mapped_column(sa.String(80), index=True)
    #: Reference of the registration it is about, or ``None``.
    registration: Mapped[str | None] = mapped_column(sa.String(40), index=True)
    #: Answers go there instead of to the network.
    reply_to: Mapped[str | None] = mapped_column(sa.String(320))
    #: Text of this one letter alone, instead of the event's or the standard one.
    source: Mapped[str | None] = mapped_column(sa.Text)
    #: See ``outbox.calendar``.
    calendar: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    #: The check-in code that is shown as picture and in groups.
    code: Mapped[str | None] = mapped_column(sa.String(40))
    #: ``token``, ``name`` and ``media_type`` of an upload that goes along.
    attachment: Mapped[dict[str, str] | None] = mapped_column(
        sa.JSON(none_as_null=True)
    )
    #: A second letter with the same key is never written.
    key: Mapped[str | None] = mapped_column(sa.String(160), unique=True)

    state: Mapped[LetterState] = mapped_column(
        enum_column(LetterState), default=LetterState.WAITING
    )
    due_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    #: After this instant it would be wrong, and is withdrawn instead of sent.
    not_after: Mapped[datetime | None] = mapped_column(UTCDateTime)
    #: Until then it belongs to the worker that sends it.
    lease_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(sa.String(500), default="")
    #: Since when it is refused for now, or when it failed for good.
    troubled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    #: The same at each attempt, so that mail programs show it once.
    message_id: Mapped[str | None] = mapped_column(sa.String(320))
    created_at: Mapped[datetime] = mapped_column(
        UTCDateTime, default=clock.now, index=True
    )
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)

    #: As it went out; ``None`` before.
    subject: Mapped[str | None] = mapped_column(sa.Text)
    text: Mapped[str | None] = mapped_column(sa.Text)
    html: Mapped[str | None] = mapped_column(sa.Text)
