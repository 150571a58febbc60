"""What staff have settled about letters to many, and links with which they decide."""

import secrets
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventreg import clock
from eventreg.accounts.models import Account
from eventreg.columns import Json, UTCDateTime
from eventreg.database import Base
from eventreg.events.models import Event
from eventreg.people.models import Person
from eventreg.registrations.models import Registration
from eventreg.uploads import Upload


def new_reference() -> str:
    """For addresses of staff pages and for the log; opens nothing."""
    return secrets.token_hex(6)


class ReminderChoice(Base):
    """What an event writes by itself; without a row, as its kind does."""

    event_id: Mapped[int] = mapped_column(
        sa.ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    week_before: Mapped[bool]
    day_before: Mapped[bool]
    #: The day after, those who came are thanked.
    thanks_after: Mapped[bool] = mapped_column(default=True)


class DigestChoice(Base):
    """When a director reads who waits, and who does so meanwhile they are away."""

    __table_args__ = (
        sa.CheckConstraint("hour BETWEEN 0 AND 23", name="hour_of_a_day"),
        sa.CheckConstraint(
            "(away_from IS NULL) = (away_until IS NULL)", name="away_is_a_span"
        ),
        sa.CheckConstraint("away_from <= away_until", name="away_ends"),
    )

    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    #: By the clock of the network's home; ``None``: no digest is wanted.
    hour: Mapped[int | None]
    away_from: Mapped[date | None]
    #: The last day away.
    away_until: Mapped[date | None]
    deputy_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("account.id", ondelete="SET NULL")
    )
    #: The last day on which it was looked whether somebody waits.
    looked_on: Mapped[date | None]

    deputy: Mapped[Account | None] = relationship(foreign_keys=[deputy_id])


class DecisionLink(Base):
    """A link in a letter with which its owner decides without signing in."""

    id: Mapped[int] = mapped_column(primary_key=True)
    #: Names it in the log and in lists; opens nothing.
    reference: Mapped[str] = mapped_column(
        sa.String(12), unique=True, default=new_reference
    )
    #: SHA-256 of the 128 random bits in the link.
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    #: Who decides with it.
    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    #: In whose place: the director's, who may be the same.
    director_id: Mapped[int] = mapped_column(
        sa.ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    account: Mapped[Account] = relationship(foreign_keys=[account_id])
    director: Mapped[Account] = relationship(foreign_keys=[director_id])


class UrgentNote(Base):
    """That somebody was told of one who waits while a deadline is near."""

    account_id: Mapped[int] = mapped_column(
        sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    )
    deadline_at: Mapped[datetime] = mapped_column(UTCDateTime, primary_key=True)
    noted_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)


class FreeLetter(Base):
    """What staff write to some people of an event; a draft until it is sent."""

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(
        sa.String(12), unique=True, default=new_reference
    )
    event_id: Mapped[int] = mapped_column(
        sa.ForeignKey("event.id", ondelete="CASCADE"), index=True
    )
    #: Subject and body by language, the body in Markdown with placeholders.
    texts: Mapped[dict[str, dict[str, str]]] = mapped_column(Json)
    #: To whom, as ``groups.Group`` reads it.
    wanted: Mapped[dict[str, Any]] = mapped_column(Json)
    upload_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("upload.id", ondelete="SET NULL"), index=True
    )
    #: The account's reference.
    written_by: Mapped[str] = mapped_column(sa.String(12))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    event: Mapped[Event] = relationship()
    upload: Mapped[Upload | None] = relationship()


def free_key(letter: FreeLetter, reference: str) -> str:
    """The outbox key of the e-mail about one registration; all begin alike."""
    return f"free:{letter.reference}:{reference}"


class FreeLetterCopy(Base):
    """That a free letter was written to somebody, about whom."""

    free_letter_id: Mapped[int] = mapped_column(
        sa.ForeignKey("free_letter.id", ondelete="CASCADE"), primary_key=True
    )
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    )

    registration: Mapped[Registration] = relationship()


class InvitationRound(Base):
    """People who are invited together; a draft until it is sent."""

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(
        sa.String(12), unique=True, default=new_reference
    )
    event_id: Mapped[int] = mapped_column(
        sa.ForeignKey("event.id", ondelete="CASCADE"), index=True
    )
    #: From among whom they were chosen, as ``queries.Wanted`` reads it.
    wanted: Mapped[dict[str, str]] = mapped_column(Json)
    #: A word to them, by language.
    notes: Mapped[dict[str, str]] = mapped_column(Json)
    counts_as_approved: Mapped[bool]
    #: The account's reference.
    written_by: Mapped[str] = mapped_column(sa.String(12))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    event: Mapped[Event] = relationship()
    people: Mapped[list[Person]] = relationship(
        secondary="round_person", order_by=[Person.sort_key_de, Person.id]
    )


def round_key(together: InvitationRound, reference: str) -> str:
    """The outbox key of the e-mail to one person; all begin alike."""
    return f"round:{together.reference}:{reference}"


class RoundPerson(Base):
    """That somebody is invited in a round."""

    invitation_round_id: Mapped[int] = mapped_column(
        sa.ForeignKey("invitation_round.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
