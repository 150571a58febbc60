"""Taking and giving back seats, under the lock of their event."""

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from eventreg.database import db
from eventreg.events.models import Event, SeatPool


def lock_event(event_id: int) -> Event | None:
    """The event, read anew and locked until the transaction ends.

    Every service that moves registrations, claims seats or changes capacity
    starts here; then pools in id order, then registrations in id order. On
    SQLite ``write_tx`` already holds the whole database.

    :returns: ``None`` when the event is gone.
    """
    event = db.session.scalar(
        sa.select(Event)
        .where(Event.id == event_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if event is not None:
        read_pools(event)
    return event


def read_pools(event: Event) -> None:
    """Read the event's pools and texts anew, for whoever holds the lock."""
    db.session.scalars(
        sa.select(Event)
        .where(Event.id == event.id)
        .options(selectinload(Event.pools), selectinload(Event.texts))
        .execution_options(populate_existing=True)
    ).one()


def take(pool: SeatPool, count: int = 1) -> bool:
    """Take ``count`` seats, or none.

    One conditional UPDATE is both the question and the lock: on PostgreSQL it
    holds the row, on SQLite ``write_tx`` already holds the database. The CHECK
    on the table stands behind it should anybody forget to ask.
    """
    result = db.session.execute(
        sa.update(SeatPool)
        .where(SeatPool.id == pool.id, SeatPool.taken + count <= SeatPool.capacity)
        .values(taken=SeatPool.taken + count)
        .execution_options(synchronize_session="evaluate")
    )
    return row_count(result) == 1


def give_back(pool: SeatPool, count: int = 1) -> None:
    """Return ``count`` seats to ``pool``; the CHECK refuses more than were taken."""
    db.session.execute(
        sa.update(SeatPool)
        .where(SeatPool.id == pool.id)
        .values(taken=SeatPool.taken - count)
        .execution_options(synchronize_session="evaluate")
    )


def row_count(result: "sa.Result[object]") -> int:
    """How many rows an UPDATE changed."""
    assert isinstance(result, sa.CursorResult)  # noqa: S101 - tells mypy, costs nothing
    return result.rowcount
