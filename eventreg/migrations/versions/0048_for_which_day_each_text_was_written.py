"""Each text of an event knows for which day of it that one was written.

Until now all texts in a language knew it together: each of them takes that day over.
On the way down the earliest counts for all.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0046"
branch_labels = None
depends_on = None

NAMES = ("title", "summary", "description", "access", "price", "terms", "cover_alt")
_TEXT = sa.table(
    "event_text",
    sa.column("id", sa.Integer),
    sa.column("written_for", sa.Date),
    sa.column("written_days", sa.JSON),
)


def upgrade() -> None:
    with op.batch_alter_table("event_text") as table:
        table.add_column(
            sa.Column(
                "written_days",
                sa.JSON(),
                server_default=sa.text("'{}'"),
                nullable=False,
            )
        )
    for row, day in _rows(_TEXT.c.written_for):
        if day is not None:
            _set(row, written_days=dict.fromkeys(NAMES, day.isoformat()))
    with op.batch_alter_table("event_text") as table:
        table.alter_column("written_days", server_default=None)
        table.drop_column("written_for")


def downgrade() -> None:
    with op.batch_alter_table("event_text") as table:
        table.add_column(sa.Column("written_for", sa.Date(), nullable=True))
    for row, days in _rows(_TEXT.c.written_days):
        if days:
            _set(row, written_for=date.fromisoformat(min(days.values())))
    with op.batch_alter_table("event_text") as table:
        table.drop_column("written_days")


def _rows(column: sa.ColumnElement[Any]) -> Sequence[sa.Row[tuple[int, Any]]]:
    return op.get_bind().execute(sa.select(_TEXT.c.id, column)).all()


def _set(row: int, **values: Any) -> None:
    op.execute(sa.update(_TEXT).where(_TEXT.c.id == row).values(values))
