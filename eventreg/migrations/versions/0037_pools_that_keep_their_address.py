"""A contingent, session or choice keeps its address when it is renamed.

Those of before get theirs with the next change; until then it is made from the name.
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("seat_pool", sa.Column("address", sa.String(80), nullable=True))


def downgrade() -> None:
    op.drop_column("seat_pool", "address")
