"""Since when a letter is refused for now, or when it failed for good.

Letters of before say nothing; what is still refused says so from its next try on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "letter",
        sa.Column("troubled_at", sa.DateTime(), nullable=True),
    )


def downgrade() -> None:
    op.drop_column("letter", "troubled_at")
