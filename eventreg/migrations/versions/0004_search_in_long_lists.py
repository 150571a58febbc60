"""An index that holds all that a search through registrations reads."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INDEX = "ix_registration_search"
COLUMNS = ["event_id", "search_key", "company_key", "email", "reference"]


def upgrade() -> None:
    op.create_index(INDEX, "registration", COLUMNS)


def downgrade() -> None:
    op.drop_index(INDEX, table_name="registration")
