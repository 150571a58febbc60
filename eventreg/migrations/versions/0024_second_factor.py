"""A second factor at sign-in, its recovery codes, and devices that are known."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

DEMANDED = sa.Enum(
    "nobody",
    "office",
    "staff",
    name="demanded",
    native_enum=False,
    create_constraint=True,
    length=20,
)


def upgrade() -> None:
    with op.batch_alter_table("network") as table:
        table.add_column(
            sa.Column(
                "second_factor_for", DEMANDED, nullable=False, server_default="nobody"
            )
        )
    with op.batch_alter_table("network") as table:
        table.alter_column("second_factor_for", server_default=None)
    op.create_table(
        "second_factor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("sealed_secret", sa.String(300), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        *_of_account("second_factor"),
        sa.UniqueConstraint("account_id", name=op.f("uq_second_factor_account_id")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        *_of_account("recovery_code"),
        sa.UniqueConstraint(
            "account_id", "code_hash", name=op.f("uq_recovery_code_account_id")
        ),
    )
    op.create_table(
        "known_device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("mark_hash", sa.String(64), nullable=False),
        sa.Column("last_used_at", sa.DateTime(), nullable=False),
        *_of_account("known_device"),
        sa.UniqueConstraint(
            "account_id", "mark_hash", name=op.f("uq_known_device_account_id")
        ),
    )


def downgrade() -> None:
    for table in ("known_device", "recovery_code", "second_factor"):
        op.drop_table(table)
    with op.batch_alter_table("network") as table:
        table.drop_constraint(op.f("ck_network_demanded"), type_="check")
        table.drop_column("second_factor_for")


def _of_account(table: str) -> tuple[sa.Constraint, ...]:
    """Its primary key, and that it goes with its account."""
    return (
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f(f"fk_{table}_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
