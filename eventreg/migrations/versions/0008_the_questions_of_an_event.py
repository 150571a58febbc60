"""The questions of an event, their wordings over time, and what people answered."""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

POOLS = ("event", "team", "contingent", "session", "choice")
KINDS = (
    *("short_text", "long_text", "number", "yes_no", "one_of", "several_of", "date"),
    *("country", "phone", "email", "web_address", "file", "picture"),
)


def upgrade() -> None:
    _pool_kinds((*POOLS, "answer"))
    _sections()
    _questions()
    _choices()
    _versions()
    _answers()
    with op.batch_alter_table("sign_up_draft") as table:
        begun = sa.Column(
            "is_begun", sa.Boolean(), nullable=False, server_default=sa.false()
        )
        table.add_column(begun)
    with op.batch_alter_table("sign_up_draft") as table:
        table.alter_column("is_begun", server_default=None)


def _sections() -> None:
    op.create_table(
        "question_section",
        _id(),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(12), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("helps", sa.JSON(), nullable=False),
        _reference("question_section", "event_id", "event", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_section")),
        sa.UniqueConstraint(
            "event_id", "key", name=op.f("uq_question_section_event_id")
        ),
    )


def _questions() -> None:
    op.create_table(
        "question",
        _id(),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer()),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(12), nullable=False),
        sa.Column("standard", sa.String(40), nullable=False),
        _words("kind", KINDS, name="questionkind"),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("helps", sa.JSON(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("per_party", sa.Boolean(), nullable=False),
        sa.Column("own_tick", sa.Boolean(), nullable=False),
        sa.Column("least", sa.String(20)),
        sa.Column("most", sa.String(20)),
        sa.Column("shown_if_id", sa.Integer()),
        sa.Column("shown_if_answers", sa.JSON(), nullable=False),
        _words("stage", ("application", "after_confirmation"), name="stage"),
        _words(
            "audience",
            ("director_office", "office_travel", "travel", "all_staff"),
            name="audience",
        ),
        sa.Column("in_inbox", sa.Boolean(), nullable=False),
        _words("delete_after", ("registration", "quarter", "week"), name="deleteafter"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("retired_at", sa.DateTime()),
        sa.CheckConstraint("version >= 1", name=op.f("ck_question_version")),
        sa.CheckConstraint(
            "shown_if_id IS NULL OR shown_if_id <> id",
            name=op.f("ck_question_never_waits_for_itself"),
        ),
        _reference("question", "event_id", "event", "CASCADE"),
        _reference("question", "section_id", "question_section", "SET NULL"),
        _reference("question", "shown_if_id", "question", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("event_id", "key", name=op.f("uq_question_event_id")),
    )
    for column in ("section_id", "shown_if_id"):
        op.create_index(op.f(f"ix_question_{column}"), "question", [column])


def _choices() -> None:
    op.create_table(
        "question_choice",
        _id(),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(12), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("pool_id", sa.Integer()),
        sa.Column("retired_at", sa.DateTime()),
        _reference("question_choice", "question_id", "question", "CASCADE"),
        _reference("question_choice", "pool_id", "seat_pool", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_choice")),
        sa.UniqueConstraint(
            "question_id", "key", name=op.f("uq_question_choice_question_id")
        ),
        sa.UniqueConstraint("pool_id", name=op.f("uq_question_choice_pool_id")),
    )


def _versions() -> None:
    op.create_table(
        "question_version",
        _id(),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        _reference("question_version", "question_id", "question", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_version")),
        sa.UniqueConstraint(
            "question_id", "version", name=op.f("uq_question_version_question_id")
        ),
    )


def _answers() -> None:
    op.create_table(
        "answer",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("upload_id", sa.Integer()),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        _reference("answer", "registration_id", "registration", "CASCADE"),
        _reference("answer", "question_id", "question", "CASCADE"),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name=op.f("fk_answer_upload_id_upload")
        ),
        sa.ForeignKeyConstraint(
            ["question_id", "version"],
            ["question_version.question_id", "question_version.version"],
            name=op.f("fk_answer_version_question_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "registration_id", "question_id", name=op.f("pk_answer")
        ),
    )
    op.create_index(
        op.f("ix_answer_question_id_version"), "answer", ["question_id", "version"]
    )
    op.create_index(op.f("ix_answer_upload_id"), "answer", ["upload_id"])


def _id() -> "sa.Column[int]":
    return sa.Column("id", sa.Integer(), nullable=False)


def _reference(
    table: str, column: str, to: str, ondelete: str
) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{to}.id"],
        name=op.f(f"fk_{table}_{column}_{to}"),
        ondelete=ondelete,
    )


def _words(column: str, values: Iterable[str], *, name: str) -> "sa.Column[str]":
    kind = sa.Enum(
        *values, name=name, native_enum=False, create_constraint=True, length=20
    )
    return sa.Column(column, kind, nullable=False)


def _pool_kinds(kinds: Iterable[str]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("seat_pool") as table:
        table.drop_constraint(op.f("ck_seat_pool_poolkind"), type_="check")
        table.create_check_constraint(
            op.f("ck_seat_pool_poolkind"), f"kind IN ({listed})"
        )


def downgrade() -> None:
    # The version before knows no forms that were only begun.
    op.execute(sa.text("DELETE FROM sign_up_draft WHERE is_begun"))
    with op.batch_alter_table("sign_up_draft") as table:
        table.drop_column("is_begun")
    for table in ("answer", "question_version", "question_choice", "question"):
        op.drop_table(table)
    op.drop_table("question_section")
    # The version before knows no places of answers.
    op.execute(
        "DELETE FROM claim WHERE pool_id IN"
        " (SELECT id FROM seat_pool WHERE kind = 'answer')"
    )
    op.execute("DELETE FROM seat_pool WHERE kind = 'answer'")
    _pool_kinds(POOLS)
