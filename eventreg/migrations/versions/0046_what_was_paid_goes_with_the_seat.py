"""What was paid for a seat is kept with who has it, and the step says what went along.

Of seats that went on for the same fee nobody knows any more who paid; where a rest was
due, both rows become one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

PAYMENTS = sa.table(
    "payment",
    sa.column("registration_id", sa.Integer()),
    sa.column("state", sa.String()),
    sa.column("amount_cents", sa.Integer()),
    sa.column("brought_cents", sa.Integer()),
    sa.column("changed_at", sa.DateTime()),
)
REGISTRATIONS = sa.table(
    "registration",
    sa.column("id", sa.Integer()),
    sa.column("reference", sa.String()),
    sa.column("replaces_id", sa.Integer()),
)
MOVES = sa.table(
    "registration_move",
    sa.column("id", sa.Integer()),
    sa.column("registration_id", sa.Integer()),
    sa.column("why", sa.String()),
    sa.column("note", sa.String()),
    sa.column("passed_on_cents", sa.Integer()),
)


def upgrade() -> None:
    with op.batch_alter_table("registration_move") as table:
        table.add_column(_cents("passed_on_cents"))
    with op.batch_alter_table("registration_move") as table:
        table.alter_column("passed_on_cents", server_default=None)
    with op.batch_alter_table("payment") as table:
        table.add_column(_cents("brought_cents"))
        table.drop_constraint(op.f("ck_payment_is_an_amount"), type_="check")
        table.create_check_constraint(
            op.f("ck_payment_is_an_amount"),
            "brought_cents >= 0 AND (amount_cents > 0 OR "
            "(amount_cents = 0 AND brought_cents > 0 AND state = 'paid'))",
        )
    with op.batch_alter_table("payment") as table:
        table.alter_column("brought_cents", server_default=None)
    for step in _with_a_rest(op.get_bind()):
        _make_one(op.get_bind(), step)


def downgrade() -> None:
    """What is paid in full stands with who has the seat; a part, with who had it."""
    op.execute(
        "UPDATE payment SET amount_cents = amount_cents + brought_cents, "
        "brought_cents = 0 WHERE state = 'paid'"
    )
    op.execute(
        "INSERT INTO payment "
        "(registration_id, state, amount_cents, brought_cents, changed_at) "
        "SELECT registration.replaces_id, 'paid', brought_cents, 0, changed_at "
        "FROM payment JOIN registration ON registration.id = registration_id "
        "WHERE brought_cents > 0 AND registration.replaces_id IS NOT NULL "
        "AND registration.replaces_id NOT IN (SELECT registration_id FROM payment)"
    )
    with op.batch_alter_table("payment") as table:
        table.drop_constraint(op.f("ck_payment_is_an_amount"), type_="check")
        table.drop_column("brought_cents")
        table.create_check_constraint(
            op.f("ck_payment_is_an_amount"), "amount_cents > 0"
        )
    with op.batch_alter_table("registration_move") as table:
        table.drop_column("passed_on_cents")


def _cents(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, server_default="0")


def _with_a_rest(connection: sa.Connection) -> list[sa.Row]:
    """Steps that handed a paid seat to somebody who owes, or paid, the rest.

    First those of whom a chain began.
    """
    last = sa.select(sa.func.max(MOVES.c.id)).group_by(MOVES.c.registration_id)
    old, new = PAYMENTS.alias(), PAYMENTS.alias()
    return list(
        connection.execute(
            sa.select(
                MOVES.c.id,
                old.c.registration_id.label("old_id"),
                old.c.amount_cents.label("cents"),
                new.c.registration_id.label("new_id"),
            )
            .join(old, old.c.registration_id == MOVES.c.registration_id)
            .join(REGISTRATIONS, REGISTRATIONS.c.reference == MOVES.c.note)
            .join(new, new.c.registration_id == REGISTRATIONS.c.id)
            .where(
                MOVES.c.id.in_(last),
                MOVES.c.why == "substituted",
                REGISTRATIONS.c.replaces_id == old.c.registration_id,
                old.c.state == "paid",
                new.c.state.in_(("due", "paid", "waived")),
            )
            .order_by(MOVES.c.id)
        )
    )


def _make_one(connection: sa.Connection, step: sa.Row) -> None:
    connection.execute(
        sa.update(PAYMENTS)
        .where(PAYMENTS.c.registration_id == step.new_id)
        .values(brought_cents=step.cents)
    )
    connection.execute(
        sa.delete(PAYMENTS).where(PAYMENTS.c.registration_id == step.old_id)
    )
    connection.execute(
        sa.update(MOVES).where(MOVES.c.id == step.id).values(passed_on_cents=step.cents)
    )
