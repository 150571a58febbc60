"""Who came back onto a free seat has a reason of their own; "send now" is logged."""

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


#: What changes between two moves, as version 0002 knew it.
WHAT = (
    *("details", "places", "role", "extended", "paused", "resumed"),
    *("passed_over", "substitute", "party"),
)


def upgrade() -> None:
    _words("registration_change", "what", *WHAT, "sent_now")
    _words("registration_move", "why", *WHY, "seat_was_free")
    connection = op.get_bind()
    for id_ in _straight_back(connection):
        found = sa.update(MOVES).where(MOVES.c.id == id_)
        connection.execute(found.values(why="seat_was_free"))


def downgrade() -> None:
    op.execute(
        "UPDATE registration_move SET why = 'moved_up' WHERE why = 'seat_was_free'"
    )
    _words("registration_move", "why", *WHY)
    op.execute("DELETE FROM registration_change WHERE what = 'sent_now'")
    _words("registration_change", "what", *WHAT)


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


def _words(table_name: str, column: str, *words: str) -> None:
    """Let ``column`` hold just these."""
    listed, name = ", ".join(f"'{word}'" for word in words), f"{table_name}_{column}"
    with op.batch_alter_table(table_name) as table:
        table.drop_constraint(op.f(f"ck_{name}"), type_="check")
        table.create_check_constraint(op.f(f"ck_{name}"), f"{column} IN ({listed})")
