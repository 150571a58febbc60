"""Which reminders an event sends."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminder_choice",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("week_before", sa.Boolean(), nullable=False),
        sa.Column("day_before", sa.Boolean(), nullable=False),
        _of("event", "reminder_choice"),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_reminder_choice")),
    )


def _of(parent: str, table: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [f"{parent}_id"],
        [f"{parent}.id"],
        name=op.f(f"fk_{table}_{parent}_id_{parent}"),
        ondelete=ondelete,
    )


def downgrade() -> None:
    op.drop_table("reminder_choice")
