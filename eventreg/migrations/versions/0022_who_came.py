"""Who came: check-ins, and whether an event thanks for coming."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

DIRECTIONS = sa.Enum(
    "in",
    "out",
    name="direction",
    native_enum=False,
    create_constraint=True,
    length=20,
)
ACTORS = sa.Enum(
    "staff",
    "person",
    "worker",
    "import",
    name="actorkind",
    native_enum=False,
    create_constraint=True,
    length=20,
)


def upgrade() -> None:
    op.create_table(
        "check_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("direction", DIRECTIONS, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("desk", sa.String(60)),
        sa.Column("actor_kind", ACTORS, nullable=False),
        sa.Column("actor", sa.String(40), nullable=False),
        sa.Column("device", sa.String(40), nullable=False),
        sa.Column("nonce", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_check_in_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
        sa.UniqueConstraint("device", "nonce", name=op.f("uq_check_in_device")),
    )
    op.create_index(
        "ix_check_in_registration_id_id", "check_in", ["registration_id", "id"]
    )
    thanks_after = sa.Column(
        "thanks_after", sa.Boolean(), nullable=False, server_default=sa.true()
    )
    with op.batch_alter_table("reminder_choice") as table:
        table.add_column(thanks_after)
    with op.batch_alter_table("reminder_choice") as table:
        table.alter_column("thanks_after", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("reminder_choice") as table:
        table.drop_column("thanks_after")
    op.drop_index("ix_check_in_registration_id_id", table_name="check_in")
    op.drop_table("check_in")
