"""The whole life of a registration: parties, substitutes, contingents, changes."""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op
from alembic.operations.base import BatchOperations

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WHY = (
    *("signed_up", "address_confirmed", "approved", "onto_waitlist", "declined"),
    *("undone", "seat_came_free", "promoted", "accepted", "refused"),
    *("offer_expired", "rejoined", "cancelled", "withdrawn", "not_me"),
    *("event_cancelled", "reconsidered", "reinstated", "substituted"),
)
SEAT_DECISION = ("waitlisted", "offered", "confirmed")
#: The table of moves as it was at this revision.
MOVES = {
    "unverified": ("pending", *SEAT_DECISION, "cancelled"),
    "pending": (*SEAT_DECISION, "declined", "cancelled"),
    "waitlisted": ("offered", "confirmed", "declined", "cancelled"),
    "offered": ("confirmed", "cancelled", "expired"),
    "confirmed": ("cancelled",),
    "declined": ("pending",),
    "cancelled": ("pending", *SEAT_DECISION),
    "expired": ("pending", *SEAT_DECISION),
}
BEGINNINGS = ("unverified", "pending", *SEAT_DECISION)
DECIDED = (*SEAT_DECISION, "declined")
KEYS = ("lead_id", "head_id", "replaces_id")


def listed(values: Iterable[str]) -> str:
    return "({})".format(", ".join(f"'{value}'" for value in values))


# A CHECK that comes out as NULL lets the row in, so ``old`` is asked for first.
IS_A_MOVE = " OR ".join(
    [
        f"old IS NULL AND new IN {listed(BEGINNINGS)}",
        "old IS NOT NULL AND why = 'undone' AND new = 'pending'"
        f" AND old IN {listed(DECIDED)}",
        *(
            f"old IS NOT NULL AND old = '{old}' AND new IN {listed(new)}"
            for old, new in MOVES.items()
        ),
    ]
)


def upgrade() -> None:
    _changes()
    no = sa.false()
    with op.batch_alter_table("event") as table:
        for name in ("members_open", "change_until"):
            table.add_column(sa.Column(f"{name}_local", sa.DateTime()))
            table.add_column(sa.Column(f"{name}_at", sa.DateTime()))
        for name in ("takes_late", "only_together"):
            table.add_column(
                sa.Column(name, sa.Boolean(), nullable=False, server_default=no)
            )
        table.add_column(
            sa.Column("terms_version", sa.Integer(), nullable=False, server_default="1")
        )
    with op.batch_alter_table("event_text") as table:
        table.add_column(
            sa.Column("terms", sa.String(600), nullable=False, server_default="")
        )
    with op.batch_alter_table("seat_pool") as table:
        table.add_column(sa.Column("cap_percent", sa.Integer()))
        table.create_check_constraint(
            op.f("ck_seat_pool_cap_percent"),
            "cap_percent IS NULL OR (cap_percent >= 1 AND cap_percent <= 100)",
        )
    with op.batch_alter_table("registration") as table:
        for name in ("together", "is_extended"):
            table.add_column(
                sa.Column(name, sa.Boolean(), nullable=False, server_default=no)
            )
        for name in KEYS:
            table.add_column(sa.Column(name, sa.Integer()))
            table.create_foreign_key(
                op.f(f"fk_registration_{name}_registration"),
                "registration",
                [name],
                ["id"],
                ondelete="SET NULL",
            )
    for name in ("lead_id", "replaces_id"):
        op.create_index(op.f(f"ix_registration_{name}"), "registration", [name])
    only_set = sa.text("head_id IS NOT NULL")
    op.create_index(
        "ix_registration_head_id",
        "registration",
        ["head_id"],
        sqlite_where=only_set,
        postgresql_where=only_set,
    )
    with op.batch_alter_table("registration_move") as table:
        _reasons(table, (*WHY, "merged"))
        table.create_check_constraint(op.f("ck_registration_move_is_listed"), IS_A_MOVE)


def _changes() -> None:
    """The table of what changed between two moves."""
    what = ("details", "places", "role", "extended", "paused", "resumed")
    op.create_table(
        "registration_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column(
            "what",
            _words(*what, "passed_over", "substitute", "party", name="what"),
            nullable=False,
        ),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column(
            "actor_kind",
            _words("staff", "person", "worker", "import", name="actorkind"),
            nullable=False,
        ),
        sa.Column("actor", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_registration_change_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_change")),
    )
    op.create_index(
        op.f("ix_registration_change_registration_id"),
        "registration_change",
        ["registration_id"],
    )


def _words(*values: str, name: str) -> sa.Enum:
    return sa.Enum(
        *values, name=name, native_enum=False, create_constraint=True, length=20
    )


def _reasons(table: BatchOperations, reasons: Iterable[str]) -> None:
    """Which reasons a move may have."""
    table.drop_constraint(op.f("ck_registration_move_why"), type_="check")
    table.create_check_constraint(
        op.f("ck_registration_move_why"), f"why IN {listed(reasons)}"
    )


def downgrade() -> None:
    op.execute("UPDATE registration_move SET why = 'withdrawn' WHERE why = 'merged'")
    with op.batch_alter_table("registration_move") as table:
        table.drop_constraint(op.f("ck_registration_move_is_listed"), type_="check")
        _reasons(table, WHY)
    for name in KEYS:
        op.drop_index(f"ix_registration_{name}", table_name="registration")
    with op.batch_alter_table("registration") as table:
        for name in KEYS:
            table.drop_constraint(
                op.f(f"fk_registration_{name}_registration"), type_="foreignkey"
            )
        for name in (*KEYS, "together", "is_extended"):
            table.drop_column(name)
    with op.batch_alter_table("seat_pool") as table:
        table.drop_constraint(op.f("ck_seat_pool_cap_percent"), type_="check")
        table.drop_column("cap_percent")
    with op.batch_alter_table("event_text") as table:
        table.drop_column("terms")
    with op.batch_alter_table("event") as table:
        for name in ("terms_version", "only_together", "takes_late"):
            table.drop_column(name)
        for name in ("members_open", "change_until"):
            table.drop_column(f"{name}_local")
            table.drop_column(f"{name}_at")
    op.drop_table("registration_change")
