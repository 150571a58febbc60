"""``flask demo``."""

import click
from flask.cli import with_appcontext

from eventreg import schema
from eventreg.database import db
from eventreg.demo import loading, staff


@click.command("demo")
@with_appcontext
def demo() -> None:
    """Fill a new site with made-up people and events."""
    if schema.current_revision(db.engine) is None:
        schema.upgrade_if_needed(db.engine)
    if not loading.load_if_new():
        raise click.ClickException("This site is in use; the demo needs an empty one.")
    click.echo(staff.sign_in_words())
