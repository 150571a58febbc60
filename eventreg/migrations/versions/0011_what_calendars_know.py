"""What calendars and search engines were told: the name of the site, the old start."""

from urllib.parse import urlsplit

import sqlalchemy as sa
from alembic import op
from flask import current_app

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("event") as table:
        table.add_column(
            sa.Column(
                "calendar_host", sa.String(255), nullable=False, server_default=""
            )
        )
        table.add_column(sa.Column("previous_starts_at", sa.DateTime()))
    with op.batch_alter_table("event") as table:
        table.alter_column("calendar_host", server_default=None)
    # Under this name the entries stand in people's calendars already.
    host = urlsplit(current_app.config["PUBLIC_URL"] or "").hostname
    if host:
        op.execute(
            sa.text(
                "UPDATE event SET calendar_host = :host WHERE published_at IS NOT NULL"
            ).bindparams(host=host)
        )


def downgrade() -> None:
    with op.batch_alter_table("event") as table:
        table.drop_column("previous_starts_at")
        table.drop_column("calendar_host")
