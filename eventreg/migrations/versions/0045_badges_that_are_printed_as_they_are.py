"""A badge that does not come out well can be accepted as it is."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accepted_badge",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("stock", sa.String(80), nullable=False),
        sa.Column("fingerprint", sa.String(32), nullable=False),
        sa.Column("design_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_accepted_badge_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "registration_id", "stock", name=op.f("pk_accepted_badge")
        ),
    )


def downgrade() -> None:
    op.drop_table("accepted_badge")
