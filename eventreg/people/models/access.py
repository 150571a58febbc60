"""How people come in without a password: links in letters, and member sessions."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventreg import clock
from eventreg.accounts.tokens import new_token
from eventreg.columns import UTCDateTime
from eventreg.database import Base
from eventreg.people.models.known import Person

#: A link that nobody has ended.
IS_RUNNING = sa.text("revoked_at IS NULL")


class PersonalLink(Base):
    """The link with which a person finds forms that know them already.

    It stands in each invitation, so it works until it is revoked, and is stored
    as it is: the next invitation needs it again.
    """

    __table_args__ = (
        sa.Index(
            "uq_personal_link_running",
            "person_id",
            unique=True,
            sqlite_where=IS_RUNNING,
            postgresql_where=IS_RUNNING,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: 128 random bits; mailed only to the person.
    token: Mapped[str] = mapped_column(sa.String(40), unique=True, default=new_token)
    person_id: Mapped[int] = mapped_column(
        sa.ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    person: Mapped[Person] = relationship()


class MemberLink(Base):
    """A link in a letter that signs a member in once."""

    id: Mapped[int] = mapped_column(primary_key=True)
    #: SHA-256 of the 128 random bits in the link.
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    person_id: Mapped[int] = mapped_column(
        sa.ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    #: The page that the member wanted to open; empty: their own.
    goal: Mapped[str] = mapped_column(sa.String(200), default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    #: When it did its work.
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    #: When a newer link took its place.
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    person: Mapped[Person] = relationship()

    @property
    def is_over(self) -> bool:
        """Whether it was used or replaced, or has run out."""
        return (
            self.used_at is not None
            or self.revoked_at is not None
            or self.expires_at <= clock.now()
        )


class MemberSession(Base):
    """A member who is signed in on one device, until they or staff end it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    #: SHA-256 of the secret in the cookie, so that a copy of the database
    #: signs nobody in.
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    person_id: Mapped[int] = mapped_column(
        sa.ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    person: Mapped[Person] = relationship()
