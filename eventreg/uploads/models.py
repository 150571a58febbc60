"""What is known about a file that somebody handed over."""

import secrets
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from eventreg import clock
from eventreg.columns import UTCDateTime
from eventreg.database import Base

#: Longest name that is kept for showing.
LONGEST_NAME = 120
JPEG = "image/jpeg"


def new_token() -> str:
    """The public name of a file: 128 bits that nobody guesses."""
    return secrets.token_hex(16)


class Upload(Base):
    """A file in ``instance/uploads``, named there by its token.

    What refers to it by a foreign key holds it; see ``queries.is_unheld``.
    """

    __table_args__ = (sa.CheckConstraint("byte_count > 0", name="is_not_empty"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(sa.String(32), unique=True, default=new_token)
    #: What it was called, cleaned; for showing only.
    name: Mapped[str] = mapped_column(sa.String(LONGEST_NAME))
    media_type: Mapped[str] = mapped_column(sa.String(100))
    byte_count: Mapped[int]
    #: Of a picture, in pixels, like ``height``; ``None``: it is none.
    width: Mapped[int | None]
    height: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(
        UTCDateTime, default=clock.now, index=True
    )

    @property
    def is_picture(self) -> bool:
        return self.width is not None
