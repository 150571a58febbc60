"""Staff accounts, their sign-ins, and the links that let them set a password."""

import secrets
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventreg import clock
from eventreg.columns import UTCDateTime, enum_column
from eventreg.database import Base
from eventreg.web.roles import Role

#: Crockford's base 32: nobody misreads a reference on the phone.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference() -> str:
    """For people and for logs: names an account, opens nothing."""
    return "A" + "".join(secrets.choice(ALPHABET) for _ in range(7))


class Account(Base):
    """Somebody of the staff who may sign in.

    Only ``accounts.services`` writes ``role``, ``password_hash`` and
    ``is_active``.
    """

    __table_args__ = (
        sa.CheckConstraint("email = lower(email)", name="email_is_lowercase"),
        sa.CheckConstraint("name <> ''", name="has_a_name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(
        sa.String(12), unique=True, default=new_reference
    )
    name: Mapped[str] = mapped_column(sa.String(200))
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    role: Mapped[Role] = mapped_column(enum_column(Role))
    #: Of the office: looks after fees too. The director always does.
    has_money_right: Mapped[bool] = mapped_column(default=False)
    #: The language of pages and letters for this person.
    language: Mapped[str] = mapped_column(sa.String(5), default="de")
    #: argon2; ``None`` until the person has set a password.
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)

    sign_ins: Mapped[list["SignInSession"]] = relationship(
        back_populates="account", order_by="SignInSession.id", passive_deletes=True
    )
    second_factor: Mapped["SecondFactor | None"] = relationship(
        back_populates="account", passive_deletes=True
    )

    @property
    def has_accepted(self) -> bool:
        """Whether the person has followed the invitation and can sign in."""
        return self.password_hash is not None

    @property
    def has_second_factor(self) -> bool:
        """Whether signing in takes a code beside the password."""
        factor = self.second_factor
        return factor is not None and factor.confirmed_at is not None

    @property
    def handles_money(self) -> bool:
        """Whether this account sees and notes who has paid."""
        if self.role is Role.OFFICE:
            return self.has_money_right
        return self.role is Role.DIRECTOR

    # What Flask-Login asks of a user.
    is_authenticated = True
    is_anonymous = False

    def get_id(self) -> str:
        return self.reference


class SignInSession(Base):
    """One sign-in on one device. Ended by the person, by staff, or by time."""

    id: Mapped[int] = mapped_column(primary_key=True)
    #: Names it in the list of sign-ins; opens nothing.
    reference: Mapped[str] = mapped_column(
        sa.String(12), unique=True, default=new_reference
    )
    #: SHA-256 of the secret in the cookie, so that a copy of the database
    #: signs nobody in.
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    #: The family of browser and system: "Firefox, Android".
    device: Mapped[str] = mapped_column(sa.String(60), default="")
    #: The address it came from, cut to its network.
    network: Mapped[str] = mapped_column(sa.String(45), default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    #: Written at most once a minute.
    last_seen_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    account: Mapped[Account] = relationship(back_populates="sign_ins")


class Purpose(StrEnum):
    """What a link lets its owner do."""

    RESET = "reset"
    INVITATION = "invitation"


class LinkToken(Base):
    """A link in a letter that lets its owner set a password once."""

    id: Mapped[int] = mapped_column(primary_key=True)
    #: SHA-256 of the 128 random bits in the link.
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    purpose: Mapped[Purpose] = mapped_column(enum_column(Purpose))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    #: When it did its work.
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    #: When a newer link or the end of the account took its place.
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    account: Mapped[Account] = relationship()

    @property
    def is_over(self) -> bool:
        """Whether it was used or replaced, has run out, or its account closed."""
        return (
            self.used_at is not None
            or self.revoked_at is not None
            or self.expires_at <= clock.now()
            or not self.account.is_active
        )


class SecondFactor(Base):
    """What an account's app for codes (TOTP, RFC 6238) shares with this site."""

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("account.id", ondelete="CASCADE"), unique=True
    )
    #: Encrypted with the key outside the database.
    sealed_secret: Mapped[str] = mapped_column(sa.String(300))
    #: ``None`` until a first code has shown that the app has the secret.
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    #: The span of 30 seconds whose code was used last: none works twice.
    last_step: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)

    account: Mapped[Account] = relationship(back_populates="second_factor")


class RecoveryCode(Base):
    """Stands in for a code of the app, once, for who has lost the phone."""

    __table_args__ = (sa.UniqueConstraint("account_id", "code_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("account.id", ondelete="CASCADE")
    )
    #: SHA-256 of 80 random bits.
    code_hash: Mapped[str] = mapped_column(sa.String(64))
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class KnownDevice(Base):
    """A browser from which an account has signed in; its owner was told once."""

    __table_args__ = (sa.UniqueConstraint("account_id", "mark_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("account.id", ondelete="CASCADE")
    )
    #: SHA-256 of the mark in the browser's cookie.
    mark_hash: Mapped[str] = mapped_column(sa.String(64))
    last_used_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
