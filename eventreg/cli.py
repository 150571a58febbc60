"""Commands that belong to no single room."""

from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy.exc import DatabaseError, OperationalError

from eventreg import schema
from eventreg.database import db
from eventreg.demo import load_if_new
from eventreg.errors import ConfigurationError
from eventreg.home import set_up_code
from eventreg.web.network import stored

tables = AppGroup("db", help="The tables of the database and their revisions.")


def init_app(app: Flask) -> None:
    """Tie the commands on."""
    app.cli.add_command(prepare)
    app.cli.add_command(tables)


class CannotStart(click.ClickException):
    """Whoever started us need not say more; as in ``app.py``."""

    exit_code = 4


@click.command()
@click.option("--demo/--no-demo", help="Fill a new database with the demo.")
@with_appcontext
def prepare(demo: bool) -> None:
    """Bring the database up to date, so that the site can start."""
    try:
        _prepare(demo)
    except ConfigurationError as error:
        raise CannotStart(str(error)) from None
    except DatabaseError as error:
        if not (complaint := _complaint(error)):
            raise
        raise CannotStart(complaint) from None


def _complaint(error: DatabaseError) -> str:
    """What to tell of a database that cannot be used; empty: the fault is ours."""
    reason = str(error.orig).partition("\n")[0]
    if isinstance(error, OperationalError):
        return f"The database does not answer: {reason}"
    if type(error) is DatabaseError:  # SQLite's word for a file that makes no sense
        return (
            f"{db.engine.url.database} is not a database of this site or is damaged "
            f"({reason}). Move it away, and restore a backup: "
            "python3 app.py restore FILE"
        )
    return ""


def _prepare(demo: bool) -> None:
    instance = Path(current_app.instance_path)
    wanted = instance / "demo.wanted"
    if demo and schema.current_revision(db.engine) is None:
        # A start that ends half-way must go on with the demo, not with set-up.
        wanted.touch()
    schema.upgrade_if_needed(db.engine)
    if demo and wanted.exists():
        load_if_new()
    wanted.unlink(missing_ok=True)
    site = stored()
    if site is None or site.set_up_at is None:
        set_up_code(instance)


@tables.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the tables up to REVISION (the newest)."""
    with schema.exclusive(db.engine) as connection:
        schema.upgrade(connection, revision)


@tables.command()
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Take the tables back to REVISION, or to "base"."""
    from alembic import command

    command.downgrade(schema.alembic_config(), revision)


@tables.command()
@click.option("-m", "--message", required=True, help="What it does, in a few words.")
@click.option("--empty", is_flag=True, help="Do not compare with the models.")
def revision(message: str, empty: bool) -> None:
    """Write the next numbered migration; read it before you commit it."""
    from alembic import command

    number = f"{int(schema.head() or 0) + 1:04}"
    command.revision(
        schema.alembic_config(), message, autogenerate=not empty, rev_id=number
    )


@tables.command()
def check() -> None:
    """Say whether the tables are what the models want (exit 1 if not)."""
    from alembic import command

    command.check(schema.alembic_config())


@tables.command()
def current() -> None:
    """Print the revision of the database and the newest one."""
    found = schema.current_revision(db.engine)
    click.echo(f"database {found or 'empty'}, newest {schema.head()}")
