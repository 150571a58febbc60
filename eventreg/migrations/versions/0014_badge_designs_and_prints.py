"""How badges look, own stocks, which badge was printed when; lists handed out."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "badge_design",
        _event(),
        _text("look", 20),
        _text("colour", 7),
        _enum("back", "back", "empty", "front", "programme"),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("marks_photos", sa.Boolean(), nullable=False),
        sa.Column("has_network_logo", sa.Boolean(), nullable=False),
        sa.Column("partner_logo_id", sa.Integer()),
        _number("version"),
        sa.CheckConstraint(
            "length(colour) = 7", name=op.f("ck_badge_design_colour_is_hexadecimal")
        ),
        _to_event("badge_design"),
        sa.ForeignKeyConstraint(
            ["partner_logo_id"],
            ["upload.id"],
            name=op.f("fk_badge_design_partner_logo_id_upload"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_badge_design")),
    )
    op.create_table(
        "badge_stock",
        _number("id"),
        _text("key", 16),
        _text("name", 80),
        _text("kind", 10),
        _length("width"),
        _length("height"),
        _number("card_columns"),
        _number("card_rows"),
        _length("left"),
        _length("top"),
        _length("pitch_x"),
        _length("pitch_y"),
        _text("sheet", 20),
        sa.CheckConstraint(
            "width > 0 AND height > 0 AND card_columns > 0 AND card_rows > 0",
            name=op.f("ck_badge_stock_sizes"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge_stock")),
        sa.UniqueConstraint("key", name=op.f("uq_badge_stock_key")),
        sa.UniqueConstraint("name", name=op.f("uq_badge_stock_name")),
    )
    op.create_table(
        "printer_offset",
        _text("account", 40),
        _length("x"),
        _length("y"),
        sa.CheckConstraint(
            "x BETWEEN -5 AND 5 AND y BETWEEN -5 AND 5",
            name=op.f("ck_printer_offset_at_most_5_mm"),
        ),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_printer_offset")),
    )
    _prints()
    _issued_lists()


def _issued_lists() -> None:
    op.create_table(
        "issued_list",
        _number("id"),
        _text("token", 40),
        _text("code", 40),
        _event(),
        _enum("kind", "listkind", "attendees", "door", "companies", "groups"),
        _text("language", 5),
        _text("recipient", 120),
        _text("recipient_key", 120),
        _number("version"),
        _enum("how", "handedout", "sent", "by_hand"),
        _text("email", 254),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        _text("issued_by", 40),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_issued_list_counts_from_1")),
        sa.CheckConstraint(
            "(how = 'sent') = (email <> '')",
            name=op.f("ck_issued_list_sent_to_an_address"),
        ),
        _to_event("issued_list"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_list")),
        sa.UniqueConstraint("token", name=op.f("uq_issued_list_token")),
        sa.UniqueConstraint("code", name=op.f("uq_issued_list_code")),
        sa.UniqueConstraint(
            *("event_id", "kind", "recipient_key", "version"),
            name=op.f("uq_issued_list_event_id"),
        ),
    )


def _prints() -> None:
    op.create_table(
        "badge_print",
        _number("id"),
        _text("code", 16),
        _event(),
        sa.Column("at", sa.DateTime(), nullable=False),
        _text("by", 40),
        _enum("which", "which", "all", "new", "changed", "chosen", "one"),
        _text("stock", 80),
        _text("look", 20),
        _number("design_version"),
        sa.Column("run", sa.JSON(), nullable=False),
        _number("badge_count"),
        _to_event("badge_print"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge_print")),
        sa.UniqueConstraint("code", name=op.f("uq_badge_print_code")),
    )
    op.create_index(op.f("ix_badge_print_event_id"), "badge_print", ["event_id"])
    op.create_table(
        "printed_badge",
        _number("print_id"),
        _number("position"),
        _number("registration_id"),
        _text("fingerprint", 32),
        _enum("reason", "reason", "jam", "lost", "name_corrected", nullable=True),
        sa.ForeignKeyConstraint(
            ["print_id"],
            ["badge_print.id"],
            name=op.f("fk_printed_badge_print_id_badge_print"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_printed_badge_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("print_id", "position", name=op.f("pk_printed_badge")),
    )
    op.create_index(
        "ix_printed_badge_registration_id", "printed_badge", ["registration_id"]
    )


def downgrade() -> None:
    for table in (
        "issued_list",
        "printed_badge",
        "badge_print",
        "printer_offset",
        "badge_stock",
        "badge_design",
    ):
        op.drop_table(table)


def _enum(column: str, name: str, *values: str, nullable: bool = False):
    kind = sa.Enum(
        *values, name=name, native_enum=False, create_constraint=True, length=20
    )
    return sa.Column(column, kind, nullable=nullable)


def _event() -> "sa.Column[int]":
    return sa.Column("event_id", sa.Integer(), nullable=False)


def _to_event(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["event_id"],
        ["event.id"],
        name=op.f(f"fk_{table}_event_id_event"),
        ondelete="CASCADE",
    )


def _text(name: str, length: int) -> "sa.Column[str]":
    return sa.Column(name, sa.String(length), nullable=False)


def _number(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer(), nullable=False)


def _length(name: str) -> "sa.Column[float]":
    return sa.Column(name, sa.Double(), nullable=False)
