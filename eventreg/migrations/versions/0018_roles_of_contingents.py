"""A contingent says as what those come who choose it."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0016"
branch_labels = None
depends_on = None

ROLES = sa.Enum(
    "press",
    "delegation",
    "vip",
    name="contingentrole",
    native_enum=False,
    create_constraint=True,
    length=20,
)


def upgrade() -> None:
    with op.batch_alter_table("seat_pool") as table:
        table.add_column(sa.Column("role", ROLES))


def downgrade() -> None:
    with op.batch_alter_table("seat_pool") as table:
        table.drop_constraint(op.f("ck_seat_pool_contingentrole"), type_="check")
        table.drop_column("role")
