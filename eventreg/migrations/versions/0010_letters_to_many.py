"""Reminders of an event, the digest and its links, letters to a group, invitations."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminder_choice",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("week_before", sa.Boolean(), nullable=False),
        sa.Column("day_before", sa.Boolean(), nullable=False),
        _of("event", "reminder_choice"),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_reminder_choice")),
    )
    _digests()
    with op.batch_alter_table("letter") as table:
        table.add_column(sa.Column("attachment", sa.JSON()))
    _free_letters()
    with op.batch_alter_table("invitation") as table:
        approved = sa.Column(
            "counts_as_approved",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
        )
        table.add_column(approved)
        table.add_column(sa.Column("reminded_at", sa.DateTime()))
        table.add_column(sa.Column("declined_at", sa.DateTime()))
    with op.batch_alter_table("invitation") as table:
        table.alter_column("counts_as_approved", server_default=None)


def _free_letters() -> None:
    op.create_table(
        "free_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(12), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("upload_id", sa.Integer()),
        sa.Column("written_by", sa.String(12), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime()),
        _of("event", "free_letter"),
        _of("upload", "free_letter", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_free_letter")),
        sa.UniqueConstraint("reference", name=op.f("uq_free_letter_reference")),
    )
    for name in ("event_id", "upload_id"):
        op.create_index(op.f(f"ix_free_letter_{name}"), "free_letter", [name])
    op.create_table(
        "free_letter_copy",
        sa.Column("free_letter_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        _of("free_letter", "free_letter_copy"),
        _of("registration", "free_letter_copy"),
        sa.PrimaryKeyConstraint(
            "free_letter_id", "registration_id", name=op.f("pk_free_letter_copy")
        ),
    )
    op.create_index(
        op.f("ix_free_letter_copy_registration_id"),
        "free_letter_copy",
        ["registration_id"],
    )


def _digests() -> None:
    op.create_table(
        "digest_choice",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer()),
        sa.Column("away_from", sa.Date()),
        sa.Column("away_until", sa.Date()),
        sa.Column("deputy_id", sa.Integer()),
        sa.Column("looked_on", sa.Date()),
        sa.CheckConstraint(
            "hour BETWEEN 0 AND 23", name=op.f("ck_digest_choice_hour_of_a_day")
        ),
        sa.CheckConstraint(
            "(away_from IS NULL) = (away_until IS NULL)",
            name=op.f("ck_digest_choice_away_is_a_span"),
        ),
        sa.CheckConstraint(
            "away_from <= away_until", name=op.f("ck_digest_choice_away_ends")
        ),
        _of("account", "digest_choice"),
        _of("account", "digest_choice", "deputy_id", "SET NULL"),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_digest_choice")),
    )
    op.create_table(
        "decision_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(12), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("director_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime()),
        _of("account", "decision_link"),
        _of("account", "decision_link", "director_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_link")),
        sa.UniqueConstraint("reference", name=op.f("uq_decision_link_reference")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_decision_link_token_hash")),
    )
    for name in ("account_id", "director_id", "expires_at"):
        op.create_index(op.f(f"ix_decision_link_{name}"), "decision_link", [name])
    op.create_table(
        "urgent_note",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("deadline_at", sa.DateTime(), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        _of("account", "urgent_note"),
        _of("registration", "urgent_note"),
        sa.PrimaryKeyConstraint(
            "account_id",
            "registration_id",
            "deadline_at",
            name=op.f("pk_urgent_note"),
        ),
    )
    op.create_index(
        op.f("ix_urgent_note_registration_id"), "urgent_note", ["registration_id"]
    )


def _of(
    parent: str, table: str, column: str = "", ondelete: str = "CASCADE"
) -> sa.ForeignKeyConstraint:
    column = column or f"{parent}_id"
    return sa.ForeignKeyConstraint(
        [column],
        [f"{parent}.id"],
        name=op.f(f"fk_{table}_{column}_{parent}"),
        ondelete=ondelete,
    )


def downgrade() -> None:
    with op.batch_alter_table("invitation") as table:
        for name in ("declined_at", "reminded_at", "counts_as_approved"):
            table.drop_column(name)
    op.drop_table("free_letter_copy")
    op.drop_table("free_letter")
    with op.batch_alter_table("letter") as table:
        table.drop_column("attachment")
    for name in ("urgent_note", "decision_link", "digest_choice", "reminder_choice"):
        op.drop_table(name)
