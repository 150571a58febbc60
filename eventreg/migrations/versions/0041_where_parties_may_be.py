"""An event remembers that parties that come only together were once allowed.

They may wait there still, whatever it allows today.
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("event") as table:
        table.add_column(
            sa.Column(
                "may_have_parties",
                sa.Boolean(),
                nullable=False,
                server_default=sa.false(),
            )
        )
    with op.batch_alter_table("event") as table:
        table.alter_column("may_have_parties", server_default=None)
    event, registration = _tables()
    has_party = sa.exists().where(
        registration.c.event_id == event.c.id, registration.c.together
    )
    op.execute(
        event.update()
        .where(sa.or_(event.c.only_together, has_party))
        .values(may_have_parties=sa.true())
    )


def downgrade() -> None:
    with op.batch_alter_table("event") as table:
        table.drop_column("may_have_parties")


def _tables() -> tuple[sa.TableClause, sa.TableClause]:
    event = sa.table(
        "event",
        sa.column("id", sa.Integer),
        sa.column("only_together", sa.Boolean),
        sa.column("may_have_parties", sa.Boolean),
    )
    registration = sa.table(
        "registration",
        sa.column("event_id", sa.Integer),
        sa.column("together", sa.Boolean),
    )
    return event, registration
