"""A step says whether the one before was ever told, and moving up has two reasons."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

#: Why a registration moves, as version 0005 knew it.
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
)


def upgrade() -> None:
    _reasons(*WHY, "moved_up")
    overtakes = sa.Column(
        "overtakes", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    with op.batch_alter_table("registration_move") as table:
        table.add_column(overtakes)
    with op.batch_alter_table("registration_move") as table:
        table.alter_column("overtakes", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("registration_move") as table:
        table.drop_column("overtakes")
    # The version before says of everybody in line that a seat came free.
    op.execute(
        "UPDATE registration_move SET why = 'seat_came_free' WHERE why = 'moved_up'"
    )
    _reasons(*WHY)


def _reasons(*reasons: str) -> None:
    listed = ", ".join(f"'{reason}'" for reason in reasons)
    with op.batch_alter_table("registration_move") as table:
        table.drop_constraint(op.f("ck_registration_move_why"), type_="check")
        table.create_check_constraint(
            op.f("ck_registration_move_why"), f"why IN ({listed})"
        )
