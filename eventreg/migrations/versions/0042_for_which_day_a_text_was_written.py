"""A text knows for which day of the event it was written.

Of what was before, it is taken to be the day on which the event begins.
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("event_text", sa.Column("written_for", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("event_text", "written_for")
