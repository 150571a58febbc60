"""Questions to one person who waits, what they replied, and notes."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(1000), nullable=False),
        sa.Column("asked_by", sa.String(40), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("reply", sa.String(2000), nullable=False),
        sa.Column("replied_at", sa.DateTime()),
        sa.CheckConstraint(
            "(replied_at IS NULL) = (reply = '')",
            name=op.f("ck_inquiry_reply_has_words"),
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_inquiry_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
        sa.UniqueConstraint("code", name=op.f("uq_inquiry_code")),
    )
    op.create_index(op.f("ix_inquiry_registration_id"), "inquiry", ["registration_id"])
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(1000), nullable=False),
        sa.Column("written_by", sa.String(40), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_note_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index(op.f("ix_note_registration_id"), "note", ["registration_id"])
    op.create_index(
        "ix_registration_submitted_at",
        "registration",
        ["submitted_at", "event_id", "state"],
    )


def downgrade() -> None:
    op.drop_index("ix_registration_submitted_at", "registration")
    op.drop_table("note")
    op.drop_table("inquiry")
