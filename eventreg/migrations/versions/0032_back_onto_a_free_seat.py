"""Whoever came back onto a free seat has a reason of their own: they never waited."""

from datetime import timedelta
from itertools import pairwise

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

#: Why a registration moves, as version 0012 knew it.
WHY = (
    "signed_up",
    "address_confirmed",
    "approved",
    "onto_waitlist",
    "declined",
    "undone",
    "seat_came_free",
    "promoted",
    "let_in",
    "accepted",
    "refused",
    "offer_expired",
    "rejoined",
    "cancelled",
    "withdrawn",
    "not_me",
    "event_cancelled",
    "reconsidered",
    "reinstated",
    "substituted",
    "merged",
    "moved_up",
)
MOVES = sa.table(
    "registration_move",
    sa.column("id", sa.Integer()),
    sa.column("registration_id", sa.Integer()),
    sa.column("why", sa.String()),
    sa.column("at", sa.DateTime()),
)
#: Both moves of one click lie no further apart.
AT_ONCE = timedelta(minutes=1)


def upgrade() -> None:
    _reasons(*WHY, "seat_was_free")
    connection = op.get_bind()
    for id_ in _straight_back(connection):
        found = sa.update(MOVES).where(MOVES.c.id == id_)
        connection.execute(found.values(why="seat_was_free"))


def downgrade() -> None:
    op.execute(
        "UPDATE registration_move SET why = 'moved_up' WHERE why = 'seat_was_free'"
    )
    _reasons(*WHY)


def _straight_back(connection: sa.Connection) -> list[int]:
    """The moves onto a seat in the very step in which somebody came back."""
    back = sa.select(MOVES.c.registration_id).where(MOVES.c.why == "rejoined")
    moves = connection.execute(
        sa.select(MOVES)
        .where(MOVES.c.registration_id.in_(back))
        .order_by(MOVES.c.registration_id, MOVES.c.id)
    ).all()
    return [
        after.id
        for move, after in pairwise(moves)
        if (move.why, after.why) == ("rejoined", "moved_up")
        and move.registration_id == after.registration_id
        and after.at - move.at < AT_ONCE
    ]


def _reasons(*reasons: str) -> None:
    listed = ", ".join(f"'{reason}'" for reason in reasons)
    with op.batch_alter_table("registration_move") as table:
        table.drop_constraint(op.f("ck_registration_move_why"), type_="check")
        table.create_check_constraint(
            op.f("ck_registration_move_why"), f"why IN ({listed})"
        )
