"""A decision of staff says from which network it came.

Of what was before, nobody knows any more.
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0037"
branch_labels = None
depends_on = None

TABLES = ("registration_move", "registration_change")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("network", sa.String(45), nullable=True))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "network")
