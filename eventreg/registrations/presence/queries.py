"""Reading who came."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.registrations.models import Registration
from eventreg.registrations.presence.models import CheckIn, Direction
from eventreg.registrations.states import State


@dataclass(frozen=True)
class Attendance:
    """An event's people in figures."""

    #: How many have a confirmed seat.
    expected: int
    #: How many came, whatever became of their seat afterwards.
    present: int
    #: How many have a confirmed seat and did not come.
    missing: int

    @property
    def percent(self) -> int:
        """Of a hundred expected, how many came."""
        return (
            round(100 * self.present_with_seat / self.expected) if self.expected else 0
        )

    @property
    def missing_percent(self) -> int:
        """Of a hundred expected, how many did not come."""
        return round(100 * self.missing / self.expected) if self.expected else 0

    @property
    def present_with_seat(self) -> int:
        """Of those expected, how many came."""
        return self.expected - self.missing


def has_come(*, before: datetime | None = None) -> sa.ColumnElement[bool]:
    """Holds for registrations whose check-in stands.

    :param before: and was made by this instant.
    """
    conditions = [
        CheckIn.registration_id == Registration.id,
        CheckIn.direction == Direction.IN,
        _is_latest(),
    ]
    if before is not None:
        conditions.append(CheckIn.at <= before)
    return sa.exists().where(*conditions)


def attendance(event: Event) -> Attendance:
    """How many are expected and how many came, in one query."""
    is_confirmed, came = Registration.state == State.CONFIRMED, has_come()
    row = db.session.execute(
        sa.select(
            sa.func.count().filter(is_confirmed),
            sa.func.count().filter(came),
            sa.func.count().filter(is_confirmed, ~came),
        ).where(Registration.event_id == event.id)
    ).one()
    return Attendance(*row)


def check_ins(registrations: Iterable[Registration]) -> dict[int, CheckIn]:
    """The check-ins of these that stand, by id of the registration."""
    return standing([registration.id for registration in registrations])


def standing(ids: Collection[int]) -> dict[int, CheckIn]:
    """The same, by ids."""
    if not ids:
        return {}
    return {row.registration_id: row for row in _standing(ids)}


def comings(conditions: Sequence[sa.ColumnElement[bool]]) -> sa.Select[CheckIn]:
    """How each came of the registrations for which ``conditions`` hold."""
    return (
        sa.select(CheckIn)
        .join(CheckIn.registration)
        .where(*conditions, CheckIn.direction == Direction.IN, _is_latest())
    )


def check_in_of(registration: Registration) -> CheckIn | None:
    """The check-in of one person, if it stands."""
    return standing([registration.id]).get(registration.id)


def all_of(registration: Registration) -> list[CheckIn]:
    """Each coming and each taking back, the first one first."""
    return list(
        db.session.scalars(
            sa.select(CheckIn)
            .where(CheckIn.registration_id == registration.id)
            .order_by(CheckIn.id)
        )
    )


def sent_before(registration: Registration, device: str, nonce: str) -> CheckIn | None:
    """The row that a device has sent already under this number."""
    return db.session.scalar(
        sa.select(CheckIn).filter_by(
            registration_id=registration.id, device=device, nonce=nonce
        )
    )


def people_of(event: Event, references: Collection[str]) -> list[Registration]:
    """These of ``event``, locked and read anew, in id order."""
    return list(
        db.session.scalars(
            sa.select(Registration)
            .where(
                Registration.event_id == event.id,
                Registration.reference.in_(references),
            )
            .order_by(Registration.id)
            .options(joinedload(Registration.event))
            .with_for_update(of=Registration)
            .execution_options(populate_existing=True)
        )
    )


def _standing(ids: Collection[int]) -> Iterable[CheckIn]:
    return db.session.scalars(
        sa.select(CheckIn).where(
            CheckIn.registration_id.in_(ids),
            CheckIn.direction == Direction.IN,
            _is_latest(),
        )
    )


def _is_latest() -> sa.ColumnElement[bool]:
    later = aliased(CheckIn)
    return ~sa.exists().where(
        later.registration_id == CheckIn.registration_id, later.id > CheckIn.id
    )


def has_certificate(registration: Registration) -> bool:
    """Whether the person may have a certificate: came, and the event is over."""
    return (
        registration.event.is_past
        and registration.shown_state is State.CONFIRMED
        and check_in_of(registration) is not None
    )


def did_not_come(registration: Registration) -> bool:
    """Whether others were checked in at an event that is over, and this one not."""
    if not registration.event.is_past or check_in_of(registration) is not None:
        return False
    somebody = sa.exists().where(
        Registration.event_id == registration.event_id, has_come()
    )
    return bool(db.session.scalar(sa.select(somebody)))
