"""Whoever was merged with somebody is found there by the old number.

Of those who were merged before, nobody knows any more.
"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "merged_person",
        sa.Column("reference", sa.String(12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_merged_person_person_id_person",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("reference", name="pk_merged_person"),
    )
    op.create_index("ix_merged_person_person_id", "merged_person", ["person_id"])


def downgrade() -> None:
    op.drop_table("merged_person")
