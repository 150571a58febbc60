"""``flask backup`` and ``flask restore``."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import DBAPIError

from eventreg import clock, schema
from eventreg.backup import restoring
from eventreg.backup.archive import BadBackup
from eventreg.backup.making import back_up
from eventreg.database import db
from eventreg.instance import is_held


@click.command("backup")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@with_appcontext
def backup_command(file: Path | None) -> None:
    """Write everything but the keys to FILE (in the instance if not given)."""
    instance = Path(current_app.instance_path)
    if file is None:
        file = instance / f"backups/{clock.now():%Y-%m-%d-%H%M%S}.zip"
    if file.exists():
        raise click.ClickException(f"{file} exists; choose another name.")
    if schema.current_revision(db.engine) is None:
        raise click.ClickException("There is nothing to back up: no tables yet.")
    try:
        back_up(db.engine, instance, file)
    except OSError as error:
        raise click.ClickException(f"Cannot write {file}: {error.strerror}") from None
    click.echo(f"{file} ({file.stat().st_size / 1e6:.1f} MB). Keep the keys elsewhere.")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Overwrite what is there.")
@with_appcontext
def restore_command(file: Path, yes: bool) -> None:
    """Put the backup FILE in the place of everything that is there."""
    if not file.exists():
        raise click.ClickException(f"There is no file {file}.")
    if not yes and not restoring.is_empty(db.engine):
        raise click.ClickException(
            "This would overwrite what is there. Stop the site and add --yes."
        )
    if is_held(Path(current_app.instance_path)):
        raise click.ClickException("The site is running. Stop it first.")
    try:
        made = restoring.restore(db.engine, Path(current_app.instance_path), file)
    except BadBackup as error:
        raise click.ClickException(f"{error} Nothing has changed.") from None
    except DBAPIError as error:
        reason = str(error.orig).partition("\n")[0]
        raise click.ClickException(f"Nothing has changed: {reason}") from None
    click.echo(f"Restored as of {made['made_at']}: {sum(made['rows'].values())} rows.")
    click.echo("What was encrypted can be read with that site's data.key only.")
