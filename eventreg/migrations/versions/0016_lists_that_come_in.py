"""Lists that staff import, and what came of them."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(
        *values, name=name, native_enum=False, create_constraint=True, length=20
    )


def upgrade() -> None:
    op.create_table(
        "list_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("brought_by", sa.String(40), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=True),
        sa.Column(
            "state", _one_of("importstate", "open", "done", "undone"), nullable=False
        ),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("brought_at", sa.DateTime(), nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_list_import_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["upload_id"],
            ["upload.id"],
            name=op.f("fk_list_import_upload_id_upload"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_import")),
        sa.UniqueConstraint("code", name=op.f("uq_list_import_code")),
    )
    for column in ("event_id", "upload_id", "brought_at"):
        op.create_index(op.f(f"ix_list_import_{column}"), "list_import", [column])
    op.create_table(
        "import_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_import_id", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column(
            "thing",
            _one_of("thing", "company", "person", "registration"),
            nullable=False,
        ),
        sa.Column("target", sa.String(80), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("kept", _one_of("kept", "changed", "in_use", "gone"), nullable=True),
        sa.ForeignKeyConstraint(
            ["list_import_id"],
            ["list_import.id"],
            name=op.f("fk_import_result_list_import_id_list_import"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_result")),
    )
    op.create_index(
        op.f("ix_import_result_list_import_id"), "import_result", ["list_import_id"]
    )


def downgrade() -> None:
    op.drop_table("import_result")
    op.drop_table("list_import")
