"""The log of a registration: its moves, and what changed between them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventreg import clock
from eventreg.audit.actors import ActorKind
from eventreg.columns import Json, UTCDateTime, enum_column
from eventreg.database import Base
from eventreg.registrations.models.listed import listed
from eventreg.registrations.models.registration import Registration
from eventreg.registrations.states import BEGINNINGS, DECIDED, MOVES, State, Why

#: The table of moves, once more, for the database. A CHECK that comes out as NULL
#: lets the row in, so ``old`` is asked for first.
IS_A_MOVE = " OR ".join(
    [
        f"old IS NULL AND new IN {listed(BEGINNINGS)}",
        "old IS NOT NULL AND why = 'undone' AND new = 'pending'"
        f" AND old IN {listed(DECIDED)}",
        *(
            f"old IS NOT NULL AND old = '{old}' AND new IN {listed(new)}"
            for old, new in MOVES.items()
        ),
    ]
)


class RegistrationMove(Base):
    """One step in the life of a registration. Rows are only ever added."""

    __table_args__ = (sa.CheckConstraint(IS_A_MOVE, name="is_listed"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE"), index=True
    )
    #: ``None``: the registration began with this move.
    old: Mapped[State | None] = mapped_column(enum_column(State, name="old_state"))
    new: Mapped[State] = mapped_column(enum_column(State, name="new_state"))
    actor_kind: Mapped[ActorKind] = mapped_column(enum_column(ActorKind))
    actor: Mapped[str] = mapped_column(sa.String(40), default="")
    why: Mapped[Why] = mapped_column(enum_column(Why))
    note: Mapped[str] = mapped_column(sa.String(600), default="")
    #: The step before was never told: its letter still waited, and was withdrawn.
    overtakes: Mapped[bool] = mapped_column(default=False)
    #: Of the step that handed a seat over: what was paid for it, and went along.
    passed_on_cents: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    #: From where staff did it, cut to its network, for a year; of nobody else.
    network: Mapped[str | None] = mapped_column(sa.String(45))

    registration: Mapped[Registration] = relationship(back_populates="moves")


class What(StrEnum):
    """What changed about a registration while its state stayed."""

    DETAILS = "details"
    PLACES = "places"
    ROLE = "role"
    #: Of an offer; with its old and new end where it became shorter.
    EXTENDED = "extended"
    PAUSED = "paused"
    RESUMED = "resumed"
    PASSED_OVER = "passed_over"
    SUBSTITUTE = "substitute"
    PARTY = "party"
    #: The letter of a decision did not wait; staff only.
    SENT_NOW = "sent_now"


class RegistrationChange(Base):
    """What changed between two moves. Rows are only ever added."""

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE"), index=True
    )
    what: Mapped[What] = mapped_column(enum_column(What))
    #: Old and new by field, as people read them.
    changes: Mapped[dict[str, list[Any]]] = mapped_column(Json, default=dict)
    actor_kind: Mapped[ActorKind] = mapped_column(enum_column(ActorKind))
    actor: Mapped[str] = mapped_column(sa.String(40), default="")
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    network: Mapped[str | None] = mapped_column(sa.String(45))

    registration: Mapped[Registration] = relationship(back_populates="changes")
