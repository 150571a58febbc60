"""Indexes for the inbox and the list of registrations, however long they are."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = {
    "ix_registration_name_de": ["event_id", "sort_key_de", "id"],
    "ix_registration_name_tr": ["event_id", "sort_key_tr", "id"],
    "ix_registration_company": ["event_id", "company_key"],
}
#: These cover few rows, or the planner would prefer them to better ones.
PARTS = {
    "ix_registration_pending": (["event_id", "later_until"], "state = 'pending'"),
    "ix_registration_decision_shown_at": (
        ["decision_shown_at"],
        "decision_shown_at IS NOT NULL",
    ),
}


def upgrade() -> None:
    for name, columns in COLUMNS.items():
        op.create_index(name, "registration", columns)
    for name, (columns, only) in PARTS.items():
        where = sa.text(only)
        op.create_index(
            name,
            "registration",
            columns,
            sqlite_where=where,
            postgresql_where=where,
        )


def downgrade() -> None:
    for name in (*COLUMNS, *PARTS):
        op.drop_index(name, table_name="registration")
