"""What an event costs, what cancelling costs, and what each one owes."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventreg import clock
from eventreg.columns import UTCDateTime, enum_column
from eventreg.database import Base
from eventreg.events.models import Event
from eventreg.registrations.models import Registration
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.money.whose import Money
from eventreg.registrations.states import RegistrationRole


class FeePlan(Base):
    """That an event costs something, and until when it is to be paid."""

    event_id: Mapped[int] = mapped_column(
        sa.ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    #: ``None``: as soon as somebody has a seat.
    due_on: Mapped[date | None] = mapped_column(sa.Date)

    event: Mapped[Event] = relationship()
    fees: Mapped[list["Fee"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, lazy="selectin"
    )
    steps: Mapped[list["FeeStep"]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="selectin",
        order_by="FeeStep.from_on",
    )


class Fee(Base):
    """What those pay who come with one role; a role without a row pays nothing."""

    __table_args__ = (sa.CheckConstraint("amount_cents > 0", name="costs_something"),)

    event_id: Mapped[int] = mapped_column(
        sa.ForeignKey("fee_plan.event_id", ondelete="CASCADE"), primary_key=True
    )
    role: Mapped[RegistrationRole] = mapped_column(
        enum_column(RegistrationRole, name="fee_role"), primary_key=True
    )
    amount_cents: Mapped[int]


class FeeStep(Base):
    """From this day on cancelling costs this share of the fee."""

    __table_args__ = (
        sa.CheckConstraint("percent >= 1 AND percent <= 100", name="percent"),
    )

    event_id: Mapped[int] = mapped_column(
        sa.ForeignKey("fee_plan.event_id", ondelete="CASCADE"), primary_key=True
    )
    from_on: Mapped[date] = mapped_column(sa.Date, primary_key=True)
    percent: Mapped[int]


class Payment(Base):
    """What one registration owes, has paid, or gets back.

    Only ``money.services`` writes it.
    """

    __table_args__ = (
        sa.CheckConstraint(
            "owed_cents >= 0 AND own_cents >= 0 AND by_last_cents >= 0 AND "
            "brought_cents >= by_last_cents",
            name="is_an_amount",
        ),
    )

    registration_id: Mapped[int] = mapped_column(
        sa.ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    #: As ``money`` has it. Of who need not pay and has left: waived, and nothing owed.
    state: Mapped[PaymentState] = mapped_column(enum_column(PaymentState))
    #: What the seat costs; of who has left it, what leaving costs.
    owed_cents: Mapped[int]
    #: Paid by themselves and not given back.
    own_cents: Mapped[int] = mapped_column(default=0)
    #: Paid by who had the seat before, and come along with it.
    brought_cents: Mapped[int] = mapped_column(default=0)
    #: Of that, paid by the last one who had it.
    by_last_cents: Mapped[int] = mapped_column(default=0)
    is_waived: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime] = mapped_column(
        UTCDateTime, default=clock.now, onupdate=clock.now
    )

    registration: Mapped[Registration] = relationship()

    @property
    def money(self) -> Money:
        return Money(
            self.owed_cents,
            self.own_cents,
            self.brought_cents,
            self.by_last_cents,
            self.is_waived,
        )

    @money.setter
    def money(self, money: Money) -> None:
        self.state = money.state or PaymentState.WAIVED
        self.owed_cents, self.own_cents = money.owed, money.own
        self.brought_cents, self.by_last_cents = money.brought, money.by_last
        self.is_waived = money.is_waived
