"""Long work that somebody asks for, done by a worker, with the file it makes."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

STATES = ("waiting", "running", "done", "failed", "cancelled")


def upgrade() -> None:
    states = sa.Enum(
        *STATES,
        name="taskstate",
        native_enum=False,
        create_constraint=True,
        length=20,
    )
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("code", 40),
        _text("kind", 60),
        sa.Column("arguments", sa.JSON(), nullable=False),
        _text("title", 300),
        _text("language", 8),
        _text("back", 300),
        _text("asked_by", 40),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("state", states, nullable=False),
        _number("done"),
        _number("total"),
        _text("trouble", 500),
        sa.Column("ended_at", sa.DateTime()),
        _text("worker", 120),
        sa.Column("lease_until", sa.DateTime()),
        _number("attempts"),
        _text("file_name", 200),
        _text("media_type", 100),
        _number("size"),
        sa.CheckConstraint(
            "done >= 0 AND done <= total", name=op.f("ck_task_progress")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("code", name=op.f("uq_task_code")),
    )
    op.create_index("ix_task_state_id", "task", ["state", "id"])
    op.create_index(op.f("ix_task_asked_by"), "task", ["asked_by"])


def downgrade() -> None:
    op.drop_table("task")


def _text(name: str, length: int) -> "sa.Column[str]":
    return sa.Column(name, sa.String(length), nullable=False)


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer(), nullable=False)
