"""Names on badges and in the own script, and greeting lines."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0003"
branch_labels = None
depends_on = None

#: What a registration now takes over from a person.
NAMES = ("native_name", "badge_name")


def upgrade() -> None:
    with op.batch_alter_table("person") as table:
        table.add_column(_text("other_key", 1000))
    with op.batch_alter_table("registration") as table:
        for name in NAMES:
            table.add_column(_text(name, 400))
        table.add_column(_text("other_key", 1000))
        table.add_column(
            sa.Column(
                "address_as", sa.JSON(), nullable=False, server_default=sa.text("'{}'")
            )
        )


def _text(name: str, length: int) -> "sa.Column[str]":
    return sa.Column(name, sa.String(length), nullable=False, server_default="")


def downgrade() -> None:
    with op.batch_alter_table("registration") as table:
        for name in (*NAMES, "other_key", "address_as"):
            table.drop_column(name)
    with op.batch_alter_table("person") as table:
        table.drop_column("other_key")
