"""A payment says what is owed, who paid what, and so what is due or comes back.

What leaving had cost before is not known; only what was to be given back counts then.
"""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0048"
branch_labels = None
depends_on = None

PAYMENTS = sa.table(
    "payment",
    sa.column("state", sa.String()),
    sa.column("amount_cents", sa.Integer()),
    sa.column("brought_cents", sa.Integer()),
    sa.column("owed_cents", sa.Integer()),
    sa.column("own_cents", sa.Integer()),
    sa.column("by_last_cents", sa.Integer()),
    sa.column("is_waived", sa.Boolean()),
)
_NEW = ("owed_cents", "own_cents", "by_last_cents")
#: What went along with the seat of this payment's registration, from whom it was.
_WENT_ALONG = (
    "(SELECT COALESCE(SUM(step.passed_on_cents), 0) FROM registration_move AS step "
    "JOIN registration AS old ON old.id = step.registration_id "
    "JOIN registration AS new ON new.replaces_id = old.id AND new.reference = step.note "
    "WHERE new.id = payment.registration_id AND step.why = 'substituted')"
)
_HAS_OLD = (
    "EXISTS (SELECT 1 FROM registration WHERE registration.id = registration_id "
    "AND registration.replaces_id IS NOT NULL)"
)
_OLD_WAS_FIRST = (
    "EXISTS (SELECT 1 FROM registration AS new JOIN registration AS old "
    "ON old.id = new.replaces_id WHERE new.id = payment.registration_id "
    "AND old.replaces_id IS NULL)"
)
_NEVER_TOOK_IT = (
    "EXISTS (SELECT 1 FROM registration_move WHERE "
    "registration_move.registration_id = payment.registration_id "
    "AND registration_move.why IN ('not_me', 'substituted'))"
)


def upgrade() -> None:
    with op.batch_alter_table("payment") as table:
        for name in _NEW:
            table.add_column(_cents(name))
        table.add_column(
            sa.Column(
                "is_waived", sa.Boolean(), nullable=False, server_default=sa.false()
            )
        )
    with op.batch_alter_table("payment") as table:
        for name in (*_NEW, "is_waived"):
            table.alter_column(name, server_default=None)
        table.drop_constraint(op.f("ck_payment_is_an_amount"), type_="check")
    _fill(op.get_bind())
    with op.batch_alter_table("payment") as table:
        table.drop_column("amount_cents")
        table.create_check_constraint(
            op.f("ck_payment_is_an_amount"),
            "owed_cents >= 0 AND own_cents >= 0 AND by_last_cents >= 0 AND "
            "brought_cents >= by_last_cents",
        )


def downgrade() -> None:
    """What is kept of who has left, and what was waived for them, is not noted."""
    with op.batch_alter_table("payment") as table:
        table.add_column(_cents("amount_cents"))
        table.drop_constraint(op.f("ck_payment_is_an_amount"), type_="check")
    for statement in (
        "DELETE FROM payment WHERE state = 'waived' AND owed_cents = 0",
        "UPDATE payment SET amount_cents = owed_cents - own_cents - brought_cents, "
        "brought_cents = own_cents + brought_cents WHERE state IN ('due', 'waived')",
        "UPDATE payment SET amount_cents = own_cents WHERE state = 'paid'",
        "UPDATE payment SET amount_cents = own_cents + brought_cents - owed_cents, "
        "brought_cents = 0 WHERE state = 'refund_due'",
    ):
        op.execute(statement)
    with op.batch_alter_table("payment") as table:
        table.alter_column("amount_cents", server_default=None)
        for name in (*_NEW, "is_waived"):
            table.drop_column(name)
        table.create_check_constraint(
            op.f("ck_payment_is_an_amount"),
            "brought_cents >= 0 AND (amount_cents > 0 OR "
            "(amount_cents = 0 AND brought_cents > 0 AND state = 'paid'))",
        )


def _cents(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, server_default="0")


def _fill(connection: sa.Connection) -> None:
    pay, update = PAYMENTS.c, sa.update(PAYMENTS)
    is_refund = pay.state == "refund_due"
    both = pay.own_cents + pay.brought_cents
    went_along = sa.literal_column(_WENT_ALONG)
    least = sa.case((went_along < pay.own_cents, went_along), else_=pay.own_cents)
    came_along = sa.and_(
        is_refund, went_along > 0, sa.not_(sa.literal_column(_NEVER_TOOK_IT))
    )
    for statement in (
        update.where(~is_refund).values(
            owed_cents=pay.amount_cents + pay.brought_cents
        ),
        update.where(pay.state.in_(("paid", "refund_due"))).values(
            own_cents=pay.amount_cents
        ),
        update.where(sa.not_(sa.literal_column(_HAS_OLD))).values(
            own_cents=both, brought_cents=0
        ),
        update.where(came_along).values(brought_cents=least),
        update.where(is_refund).values(own_cents=pay.own_cents - pay.brought_cents),
        update.where(sa.literal_column(_OLD_WAS_FIRST)).values(
            by_last_cents=pay.brought_cents
        ),
        update.where(pay.state == "waived").values(is_waived=True),
    ):
        connection.execute(statement)
