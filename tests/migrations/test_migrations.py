"""Migrations lead to what the models say, and lose no row on the way."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from eventreg import schema
from eventreg.database import Base, db
from eventreg.errors import ConfigurationError


@pytest.fixture
def versions(app, tmp_path, monkeypatch):
    """A folder of migrations of our own, and an empty database."""
    with schema.exclusive(db.engine) as connection:
        found = sa.MetaData()
        found.reflect(connection)
        found.drop_all(connection)
    for name in ("env.py", "script.py.mako", "alembic.ini"):
        (tmp_path / name).write_text((schema.MIGRATIONS / name).read_text())
    (tmp_path / "versions").mkdir()
    monkeypatch.setattr(schema, "MIGRATIONS", tmp_path)
    return tmp_path / "versions"


def write(folder, number, text):
    before = f"{int(number) - 1:04}" if number > "0001" else None
    (folder / f"{number}_step.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision, down_revision = {number!r}, {before!r}\n"
        f"def upgrade():\n    {text}\n"
    )


PARENT_AND_CHILD = """
    op.create_table("parent", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table(
        "child",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "parent_id",
            sa.Integer,
            sa.ForeignKey("parent.id", name="fk", ondelete="CASCADE"),
            nullable=False,
        ),
    )
    op.execute("INSERT INTO parent (id) VALUES (1)")
    op.execute("INSERT INTO child (id, parent_id) VALUES (1, 1)")
"""
REBUILD_PARENT = """
    with op.batch_alter_table("parent", recreate="always") as table:
        table.add_column(sa.Column("name", sa.String(20)))
"""


def children():
    with db.engine.connect() as connection:
        return connection.scalar(sa.text("SELECT count(*) FROM child"))


def test_migrations_lead_to_the_models(app):
    with schema.exclusive(db.engine) as connection:
        metadata = sa.MetaData()
        metadata.reflect(connection)
        metadata.drop_all(connection)
        schema.upgrade(connection)
        context = MigrationContext.configure(connection)

        assert compare_metadata(context, Base.metadata) == []


def test_rebuilding_a_table_keeps_the_rows_that_refer_to_it(versions):
    if db.engine.dialect.name != "sqlite":
        return  # PostgreSQL rebuilds nothing
    write(versions, "0001", PARENT_AND_CHILD.strip())
    write(versions, "0002", REBUILD_PARENT.strip())

    schema.upgrade_if_needed(db.engine)

    assert children() == 1


def test_a_migration_that_breaks_a_reference_changes_nothing(versions):
    write(versions, "0001", PARENT_AND_CHILD.strip())
    schema.upgrade_if_needed(db.engine)
    write(versions, "0002", 'op.execute("INSERT INTO child VALUES (2, 99)")')

    with pytest.raises((RuntimeError, sa.exc.IntegrityError)):
        schema.upgrade_if_needed(db.engine)

    assert (children(), schema.current_revision(db.engine)) == (1, "0001")


def test_a_migration_that_fails_half_way_changes_nothing(versions):
    write(versions, "0001", PARENT_AND_CHILD.strip())
    schema.upgrade_if_needed(db.engine)
    write(versions, "0002", 'op.drop_table("child")\n    raise OSError("full")')

    with pytest.raises(OSError, match="full"):
        schema.upgrade_if_needed(db.engine)

    assert (children(), schema.current_revision(db.engine)) == (1, "0001")


def test_foreign_keys_are_on_again_afterwards(versions):
    write(versions, "0001", PARENT_AND_CHILD.strip())
    schema.upgrade_if_needed(db.engine)

    with pytest.raises(sa.exc.IntegrityError), db.engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO child VALUES (2, 99)"))


def test_a_database_from_a_newer_version_is_left_alone(versions):
    write(versions, "0001", PARENT_AND_CHILD.strip())
    write(versions, "0002", "pass")
    schema.upgrade_if_needed(db.engine)
    (versions / "0002_step.py").unlink()

    with pytest.raises(ConfigurationError):
        schema.upgrade_if_needed(db.engine)
