"""Texts of letters that are an event's own, and letters with a text of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(40), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_own_text_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_text")),
        sa.UniqueConstraint(
            "event_id", "letter", "language", name=op.f("uq_own_text_event_id")
        ),
    )
    with op.batch_alter_table("letter") as table:
        table.add_column(sa.Column("source", sa.Text()))


def downgrade() -> None:
    with op.batch_alter_table("letter") as table:
        table.drop_column("source")
    op.drop_table("own_text")
