"""What a registration is, and which seats it claims."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventreg import clock
from eventreg.columns import Json, UTCDateTime, enum_column
from eventreg.database import Base
from eventreg.events.models import Event, SeatPool
from eventreg.registrations.codes import new_badge_code, new_reference, new_token
from eventreg.registrations.models.listed import listed
from eventreg.registrations.states import LIVE, RegistrationRole, State

if TYPE_CHECKING:
    from eventreg.registrations.models.steps import (
        RegistrationChange,
        RegistrationMove,
    )

IS_LIVE = sa.text(f"state IN {listed(LIVE)}")
IS_PENDING = sa.text("state = 'pending'")
IS_WAITING = sa.text("state = 'waitlisted'")


class PhotoLevel(StrEnum):
    """Which photos of the person may be used; nothing unless they say so."""

    NONE = "none"
    INTERNAL = "internal"
    PUBLIC = "public"


class Registration(Base):
    """One person's place, or wish for a place, at one event.

    Only ``registrations.services`` writes ``state``.
    """

    __table_args__ = (
        sa.CheckConstraint("email = lower(email)", name="email_is_lowercase"),
        sa.CheckConstraint("given_name <> '' OR family_name <> ''", name="has_a_name"),
        sa.CheckConstraint(
            "state <> 'offered' OR offer_expires_at IS NOT NULL", name="offers_end"
        ),
        # One live registration per person and event, even when two tabs race.
        sa.Index(
            "uq_registration_live_person",
            "event_id",
            "email",
            "search_key",
            unique=True,
            sqlite_where=IS_LIVE,
            postgresql_where=IS_LIVE,
        ),
        sa.Index("ix_registration_event_id_state", "event_id", "state"),
        # The inbox over all events, and how many wait in it.
        sa.Index(
            "ix_registration_pending",
            "event_id",
            "later_until",
            sqlite_where=IS_PENDING,
            postgresql_where=IS_PENDING,
        ),
        # One page of the list, whoever reads it.
        sa.Index("ix_registration_name_de", "event_id", "sort_key_de", "id"),
        sa.Index("ix_registration_name_tr", "event_id", "sort_key_tr", "id"),
        # All that a search reads, so that it need not read whole rows.
        sa.Index(
            "ix_registration_search",
            *("event_id", "search_key", "other_key", "company_key"),
            *("email", "reference"),
        ),
        # Others of one company.
        sa.Index("ix_registration_company", "event_id", "company_key"),
        # Decisions that can still be undone.
        sa.Index(
            "ix_registration_decision_shown_at",
            "decision_shown_at",
            sqlite_where=sa.text("decision_shown_at IS NOT NULL"),
            postgresql_where=sa.text("decision_shown_at IS NOT NULL"),
        ),
        # The line, in its order but for members first.
        sa.Index(
            "ix_registration_line",
            "event_id",
            "waiting_since",
            "id",
            sqlite_where=IS_WAITING,
            postgresql_where=IS_WAITING,
        ),
        # Parties that come only together, among those in line.
        sa.Index(
            "ix_registration_head_id",
            "head_id",
            sqlite_where=sa.text("head_id IS NOT NULL"),
            postgresql_where=sa.text("head_id IS NOT NULL"),
        ),
        sa.Index("ix_registration_email", "email"),
        # Sign-ups by day.
        sa.Index("ix_registration_submitted_at", "submitted_at", "event_id", "state"),
        sa.Index("ix_registration_offer_expires_at", "offer_expires_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: For people: letters, transfers, the phone. Never opens anything by itself.
    reference: Mapped[str] = mapped_column(
        sa.String(12), unique=True, default=new_reference
    )
    #: Opens the person's own page; replaced to revoke it.
    token: Mapped[str] = mapped_column(sa.String(40), unique=True, default=new_token)
    #: In the QR code of badge and letter; opens nothing.
    badge_code: Mapped[str] = mapped_column(
        sa.String(13), unique=True, default=new_badge_code
    )
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"))
    #: The known person this is; ``None`` for most guests.
    person_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    #: Who signed this person up; ``None`` for whoever did so themselves. Letters
    #: about a companion without an address go there.
    lead_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="SET NULL"), index=True
    )
    #: Comes only with the others of its party: one decision, one seat decision.
    together: Mapped[bool] = mapped_column(default=False)
    #: Of those who come only together: who stands in line for them all. ``None``
    #: for that one itself, and for everybody who moves alone.
    head_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="SET NULL")
    )
    #: Asks to take over the seat of this one.
    replaces_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="SET NULL"), index=True
    )
    state: Mapped[State] = mapped_column(enum_column(State))
    role: Mapped[RegistrationRole] = mapped_column(
        enum_column(RegistrationRole), default=RegistrationRole.GUEST
    )
    #: Counted as a member when signing up; members may stand first in line.
    is_member: Mapped[bool] = mapped_column(default=False)

    salutation: Mapped[str] = mapped_column(sa.String(10), default="")
    title: Mapped[str] = mapped_column(sa.String(80), default="")
    #: After the name: ``LL.M.``
    suffix: Mapped[str] = mapped_column(sa.String(80), default="")
    given_name: Mapped[str] = mapped_column(sa.String(400))
    family_name: Mapped[str] = mapped_column(sa.String(400))
    #: The family name stands first.
    family_first: Mapped[bool] = mapped_column(default=False)
    #: The name in the person's own script, beside a Latin one.
    native_name: Mapped[str] = mapped_column(sa.String(400), default="")
    #: What the badge says; empty: the full name.
    badge_name: Mapped[str] = mapped_column(sa.String(400), default="")
    #: The whole greeting line by language, for offices.
    address_as: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    #: None for a companion without an own address.
    email: Mapped[str | None] = mapped_column(sa.String(254))
    #: E.164, or empty.
    phone: Mapped[str] = mapped_column(sa.String(20), default="")
    company: Mapped[str] = mapped_column(sa.String(200), default="")
    position: Mapped[str] = mapped_column(sa.String(200), default="")
    #: ISO 3166-1 alpha-2, or empty.
    country: Mapped[str] = mapped_column(sa.String(2), default="")
    #: The person's language: pages, letters, documents.
    language: Mapped[str] = mapped_column(sa.String(5))
    message: Mapped[str] = mapped_column(sa.Text, default="")
    search_key: Mapped[str] = mapped_column(sa.String(1000))
    #: Folded native and badge name, for searching.
    other_key: Mapped[str] = mapped_column(sa.String(1000), default="")
    #: Folded company, to notice a second person of the same one.
    company_key: Mapped[str] = mapped_column(sa.String(400), default="")
    sort_key_de: Mapped[bytes] = mapped_column(sa.LargeBinary)
    sort_key_tr: Mapped[bytes] = mapped_column(sa.LargeBinary)

    #: May the other participants see name and company?
    show_name: Mapped[bool] = mapped_column(default=False)
    photo_level: Mapped[PhotoLevel] = mapped_column(
        enum_column(PhotoLevel), default=PhotoLevel.NONE
    )
    #: The privacy notice that was linked beside the button.
    privacy_version: Mapped[str] = mapped_column(sa.String(20), default="")

    submitted_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    verified_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    #: Since when this person stands in line; read under the event's lock.
    waiting_since: Mapped[datetime | None] = mapped_column(UTCDateTime)
    #: Skipped in the line, blocks nobody.
    is_paused: Mapped[bool] = mapped_column(default=False)
    offer_expires_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    #: The offer was extended; that can be had once.
    is_extended: Mapped[bool] = mapped_column(default=False)
    #: Until then a decision can be undone and the person does not see it.
    decision_shown_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    #: Hidden in the inbox until then.
    later_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    #: What the director wrote when declining; the person may read it.
    reason: Mapped[str] = mapped_column(sa.String(600), default="")
    #: Rises with each calendar entry that was sent for this registration.
    calendar_sequence: Mapped[int] = mapped_column(default=0)

    event: Mapped[Event] = relationship()
    lead: Mapped["Registration | None"] = relationship(
        foreign_keys=[lead_id], remote_side=[id], back_populates="companions"
    )
    companions: Mapped[list["Registration"]] = relationship(
        foreign_keys=[lead_id],
        back_populates="lead",
        order_by="Registration.id",
        passive_deletes=True,
    )
    replaces: Mapped["Registration | None"] = relationship(
        foreign_keys=[replaces_id], remote_side=[id]
    )
    claims: Mapped[list["Claim"]] = relationship(
        back_populates="registration",
        order_by="Claim.pool_id",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )
    moves: Mapped[list["RegistrationMove"]] = relationship(
        order_by="RegistrationMove.id",
        back_populates="registration",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )
    changes: Mapped[list["RegistrationChange"]] = relationship(
        order_by="RegistrationChange.id",
        back_populates="registration",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )

    @property
    def shown_state(self) -> State:
        """The state the person may see: a decision shows when its letter is due."""
        if self.decision_shown_at and self.decision_shown_at > clock.now():
            return State.PENDING
        return self.state

    @property
    def was_named(self) -> bool:
        """Whether somebody else signed this person up, or handed a seat over."""
        return self.lead_id is not None or self.replaces_id is not None

    @property
    def named_by(self) -> "Registration | None":
        """Who did; of somebody who takes over a companion's seat, either may have."""
        if self.lead is None or self.replaces is None:
            return self.lead or self.replaces
        by_lead = self.moves[0].actor == self.lead.reference
        return self.lead if by_lead else self.replaces

    @property
    def written_to(self) -> "Registration":
        """Whose address gets the letters about this person."""
        if self.email is None and self.lead is not None:
            return self.lead
        return self


class Claim(Base):
    """One seat that a registration needs in one pool; held while it is seated."""

    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    pool_id: Mapped[int] = mapped_column(
        sa.ForeignKey("seat_pool.id"), primary_key=True, index=True
    )

    registration: Mapped[Registration] = relationship(back_populates="claims")
    pool: Mapped[SeatPool] = relationship()
