"""Fees by category, what each registration owes, and who may look after it."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

ROLES = sa.Enum(
    "guest",
    "member",
    "speaker",
    "press",
    "delegation",
    "team",
    "vip",
    name="fee_role",
    native_enum=False,
    create_constraint=True,
    length=20,
)
STATES = sa.Enum(
    "due",
    "paid",
    "waived",
    "refund_due",
    name="paymentstate",
    native_enum=False,
    create_constraint=True,
    length=20,
)


def upgrade() -> None:
    with op.batch_alter_table("account") as table:
        table.add_column(
            sa.Column(
                "has_money_right",
                sa.Boolean(),
                nullable=False,
                server_default=sa.false(),
            )
        )
    with op.batch_alter_table("account") as table:
        table.alter_column("has_money_right", server_default=None)
    with op.batch_alter_table("network") as table:
        table.add_column(_text("account_holder", 70))
        table.add_column(_text("iban", 34))
    with op.batch_alter_table("network") as table:
        table.alter_column("account_holder", server_default=None)
        table.alter_column("iban", server_default=None)
    op.create_table(
        "fee_plan",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_fee_plan_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_fee_plan")),
    )
    op.create_table(
        "fee",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("role", ROLES, nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_fee_costs_something")),
        *_of_plan("fee"),
        sa.PrimaryKeyConstraint("event_id", "role", name=op.f("pk_fee")),
    )
    op.create_table(
        "fee_step",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "percent >= 1 AND percent <= 100", name=op.f("ck_fee_step_percent")
        ),
        *_of_plan("fee_step"),
        sa.PrimaryKeyConstraint("event_id", "from_on", name=op.f("pk_fee_step")),
    )
    op.create_table(
        "payment",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("state", STATES, nullable=False),
        sa.Column("amount_cents", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_payment_is_an_amount")),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_payment_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_payment")),
    )


def downgrade() -> None:
    for table in ("payment", "fee_step", "fee", "fee_plan"):
        op.drop_table(table)
    with op.batch_alter_table("network") as table:
        table.drop_column("iban")
        table.drop_column("account_holder")
    with op.batch_alter_table("account") as table:
        table.drop_column("has_money_right")


def _text(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=False, server_default="")


def _of_plan(table: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["fee_plan.event_id"],
            name=op.f(f"fk_{table}_event_id_fee_plan"),
            ondelete="CASCADE",
        ),
    )
