"""Invitations are looked at together before they go."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "invitation_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(12), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("counts_as_approved", sa.Boolean(), nullable=False),
        sa.Column("written_by", sa.String(12), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime()),
        _of("event", "invitation_round"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_round")),
        sa.UniqueConstraint("reference", name=op.f("uq_invitation_round_reference")),
    )
    op.create_index(
        op.f("ix_invitation_round_event_id"), "invitation_round", ["event_id"]
    )
    op.create_table(
        "round_person",
        sa.Column("invitation_round_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _of("invitation_round", "round_person"),
        _of("person", "round_person"),
        sa.PrimaryKeyConstraint(
            "invitation_round_id", "person_id", name=op.f("pk_round_person")
        ),
    )
    op.create_index(op.f("ix_round_person_person_id"), "round_person", ["person_id"])


def downgrade() -> None:
    op.drop_table("round_person")
    op.drop_table("invitation_round")


def _of(table: str, owner: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [f"{table}_id"],
        [f"{table}.id"],
        name=op.f(f"fk_{owner}_{table}_id_{table}"),
        ondelete="CASCADE",
    )
