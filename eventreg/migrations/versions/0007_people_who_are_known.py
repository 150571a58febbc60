"""Names on badges and in the own script, greeting lines, ways in for members."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

#: What a registration now takes over from a person.
NAMES = ("native_name", "badge_name")


def upgrade() -> None:
    with op.batch_alter_table("person") as table:
        table.add_column(_text("other_key", 1000))
        table.add_column(sa.Column("no_invitations_since", sa.DateTime()))
    with op.batch_alter_table("registration") as table:
        for name in NAMES:
            table.add_column(_text(name, 400))
        table.add_column(_text("other_key", 1000))
        table.add_column(
            sa.Column(
                "address_as", sa.JSON(), nullable=False, server_default=sa.text("'{}'")
            )
        )
    _search_in("search_key", "other_key", "company_key")
    _links()
    _invitations()


def _search_in(*keys: str) -> None:
    """What the index holds that searches through registrations read."""
    name, table = "ix_registration_search", "registration"
    op.drop_index(name, table_name=table)
    op.create_index(name, table, ["event_id", *keys, "email", "reference"])


def _links() -> None:
    """Personal links, links that sign in, and member sessions."""
    _keys_of_a_person(
        "personal_link", sa.Column("token", sa.String(40), nullable=False)
    )
    running = sa.text("revoked_at IS NULL")
    op.create_index(
        "uq_personal_link_running",
        "personal_link",
        ["person_id"],
        unique=True,
        sqlite_where=running,
        postgresql_where=running,
    )
    for table, more in (
        (
            "member_link",
            [sa.Column("goal", sa.String(200), nullable=False), _when("used_at")],
        ),
        ("member_session", []),
    ):
        secret = sa.Column("token_hash", sa.String(64), nullable=False)
        ends = sa.Column("expires_at", sa.DateTime(), nullable=False)
        _keys_of_a_person(table, secret, ends, *more)
        op.create_index(op.f(f"ix_{table}_expires_at"), table, ["expires_at"])


def _keys_of_a_person(
    table: str, secret: "sa.Column[str]", *more: "sa.Column[Any]"
) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        secret,
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        *more,
        _when("revoked_at"),
        _of("person", table),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(secret.name, name=op.f(f"uq_{table}_{secret.name}")),
    )
    op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"])


def _invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("invited_at", sa.DateTime(), nullable=False),
        _of("event", "invitation"),
        _of("person", "invitation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint(
            "event_id", "person_id", name=op.f("uq_invitation_event_id")
        ),
    )
    op.create_index(op.f("ix_invitation_person_id"), "invitation", ["person_id"])


def _of(parent: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [f"{parent}_id"],
        [f"{parent}.id"],
        name=op.f(f"fk_{table}_{parent}_id_{parent}"),
        ondelete="CASCADE",
    )


def _when(name: str) -> "sa.Column[datetime]":
    return sa.Column(name, sa.DateTime())


def _text(name: str, length: int) -> "sa.Column[str]":
    return sa.Column(name, sa.String(length), nullable=False, server_default="")


def downgrade() -> None:
    for table in ("invitation", "member_session", "member_link", "personal_link"):
        op.drop_table(table)
    _search_in("search_key", "company_key")
    with op.batch_alter_table("registration") as table:
        for name in (*NAMES, "other_key", "address_as"):
            table.drop_column(name)
    with op.batch_alter_table("person") as table:
        table.drop_column("no_invitations_since")
        table.drop_column("other_key")
