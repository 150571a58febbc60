"""Who was invited to which event: it opens to them as early as to members."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventreg import clock
from eventreg.columns import UTCDateTime
from eventreg.database import Base, db
from eventreg.events.models import Event
from eventreg.people.models import Person


class Invitation(Base):
    """One person, personally invited to one event."""

    __table_args__ = (sa.UniqueConstraint("event_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(
        sa.ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    #: When the latest letter about it was written.
    invited_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    #: The form leads to the seat decision at once, also where the director decides.
    counts_as_approved: Mapped[bool] = mapped_column(default=False)
    #: When the person was asked once more; that happens once.
    reminded_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    #: When the person said "no, thank you".
    declined_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    person: Mapped[Person] = relationship()


def invitation(event: Event, person: Person) -> Invitation | None:
    """The invitation of this person to this event."""
    return db.session.scalar(
        sa.select(Invitation).filter_by(event_id=event.id, person_id=person.id)
    )


def invitations_of(person: Person) -> dict[int, datetime]:
    """When this person was invited last, by the event's id."""
    rows = db.session.execute(
        sa.select(Invitation.event_id, Invitation.invited_at).filter_by(
            person_id=person.id
        )
    )
    return {row.event_id: row.invited_at for row in rows}


def approved_events(person: Person) -> set[int]:
    """The ids of the events whose director has said yes to ``person`` beforehand."""
    return set(
        db.session.scalars(
            sa.select(Invitation.event_id).filter_by(
                person_id=person.id, counts_as_approved=True
            )
        )
    )
