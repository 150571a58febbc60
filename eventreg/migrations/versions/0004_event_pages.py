"""Files that people hand over; cover picture, agenda and speakers of an event."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

#: Of an event: its picture, and the same for small screens.
COVERS = ("cover_id", "small_cover_id")


def upgrade() -> None:
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(32), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("byte_count", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("byte_count > 0", name=op.f("ck_upload_is_not_empty")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        sa.UniqueConstraint("token", name=op.f("uq_upload_token")),
    )
    op.create_index(op.f("ix_upload_created_at"), "upload", ["created_at"])
    with op.batch_alter_table("event") as table:
        for name in COVERS:
            table.add_column(sa.Column(name, sa.Integer(), nullable=True))
            table.create_foreign_key(
                op.f(f"fk_event_{name}_upload"),
                "upload",
                [name],
                ["id"],
                ondelete="SET NULL",
            )
    with op.batch_alter_table("event_text") as table:
        table.add_column(
            sa.Column("cover_alt", sa.String(200), server_default="", nullable=False)
        )
    with op.batch_alter_table("event_text") as table:
        table.alter_column("cover_alt", server_default=None)
    _agenda()
    _speakers()


def _agenda() -> None:
    op.create_table(
        "agenda_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(8), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("starts_local", sa.DateTime(), nullable=False),
        sa.Column("ends_local", sa.DateTime(), nullable=True),
        sa.Column("timezone", sa.String(40), nullable=False),
        sa.Column("ends_timezone", sa.String(40), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_agenda_entry_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_entry")),
        sa.UniqueConstraint("event_id", "key", name=op.f("uq_agenda_entry_event_id")),
    )


def _speakers() -> None:
    op.create_table(
        "speaker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(8), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("company", sa.String(200), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_speaker_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["picture_id"],
            ["upload.id"],
            name=op.f("fk_speaker_picture_id_upload"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker")),
        sa.UniqueConstraint("event_id", "key", name=op.f("uq_speaker_event_id")),
    )


def downgrade() -> None:
    op.drop_table("speaker")
    op.drop_table("agenda_entry")
    with op.batch_alter_table("event_text") as table:
        table.drop_column("cover_alt")
    with op.batch_alter_table("event") as table:
        for name in COVERS:
            table.drop_constraint(op.f(f"fk_event_{name}_upload"), type_="foreignkey")
            table.drop_column(name)
    op.drop_index(op.f("ix_upload_created_at"), table_name="upload")
    op.drop_table("upload")
