"""``flask seats audit``: are the books right? ``flask names sort-again``."""

import click
from flask import Flask
from flask.cli import AppGroup

from eventreg.database import write_tx
from eventreg.registrations import services
from eventreg.registrations.seats_audit import differences

seats = AppGroup("seats", help="Look after seats.")
names = AppGroup("names", help="Look after names.")


@seats.command("audit")
def audit() -> None:
    """Recount all seats from the registrations; exit status 1 if any differ."""
    found = differences()
    for wrong in found:
        click.echo(
            f"{wrong.event}, pool {wrong.pool}: "
            f"{wrong.taken} counted as taken, {wrong.held} held by registrations"
        )
    if found:
        raise SystemExit(1)
    click.echo("All seats add up.")


@names.command("sort-again")
def sort_again() -> None:
    """Make all sort and search keys anew, after SORT_PARTICLES has changed."""
    with write_tx():
        count = services.write_all_keys()
    click.echo(f"{count} names sorted again.")


def init_app(app: Flask) -> None:
    """Tie the commands on."""
    app.cli.add_command(seats)
    app.cli.add_command(names)
