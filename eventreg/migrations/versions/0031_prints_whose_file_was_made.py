"""A print of badges counts once its file was made; accounts keep their cards."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0029"
branch_labels = None
depends_on = None

_WHICH = ("all", "new", "changed", "chosen", "one")


def upgrade() -> None:
    with op.batch_alter_table("badge_print") as table:
        table.add_column(
            sa.Column("task", sa.String(40), nullable=False, server_default="")
        )
        table.add_column(sa.Column("made_at", sa.DateTime()))
        _which(table, *_WHICH, "design")
    # Nobody knows better of older ones.
    op.execute("UPDATE badge_print SET made_at = at")
    with op.batch_alter_table("badge_print") as table:
        table.alter_column("task", server_default=None)
    with op.batch_alter_table("printer_offset") as table:
        table.add_column(
            sa.Column("stock", sa.String(80), nullable=False, server_default="")
        )
    with op.batch_alter_table("printer_offset") as table:
        table.alter_column("stock", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("printer_offset") as table:
        table.drop_column("stock")
    # What was never made is not known there, nor prints of an older design.
    op.execute("DELETE FROM badge_print WHERE made_at IS NULL")
    op.execute("UPDATE badge_print SET which = 'chosen' WHERE which = 'design'")
    with op.batch_alter_table("badge_print") as table:
        _which(table, *_WHICH)
        table.drop_column("made_at")
        table.drop_column("task")


def _which(table: "op.BatchOperations", *values: str) -> None:
    name = op.f("ck_badge_print_which")
    table.drop_constraint(name, type_="check")
    listed = ", ".join(f"'{value}'" for value in values)
    table.create_check_constraint(name, f"which IN ({listed})")
