"""The badges of an event may have CSS of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("badge_design") as table:
        table.add_column(
            sa.Column("own_style", sa.Text(), nullable=False, server_default="")
        )
    # The model says what is the default; the database needs it for old rows only.
    with op.batch_alter_table("badge_design") as table:
        table.alter_column("own_style", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("badge_design") as table:
        table.drop_column("own_style")
