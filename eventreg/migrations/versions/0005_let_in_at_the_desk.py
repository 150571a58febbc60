"""One more reason for a move: let in at the desk, whoever else stood in line."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

#: Why a registration moves, as version 0002 knew it.
WHY = (
    "signed_up",
    "address_confirmed",
    "approved",
    "onto_waitlist",
    "declined",
    "undone",
    "seat_came_free",
    "promoted",
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
    _reasons(*WHY, "let_in")


def downgrade() -> None:
    op.execute("UPDATE registration_move SET why = 'promoted' WHERE why = 'let_in'")
    _reasons(*WHY)


def _reasons(*reasons: str) -> None:
    listed = ", ".join(f"'{reason}'" for reason in reasons)
    with op.batch_alter_table("registration_move") as table:
        table.drop_constraint(op.f("ck_registration_move_why"), type_="check")
        table.create_check_constraint(
            op.f("ck_registration_move_why"), f"why IN ({listed})"
        )
