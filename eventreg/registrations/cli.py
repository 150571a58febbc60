"""``flask seats audit``: are the books right?"""

import click
from flask import Flask
from flask.cli import AppGroup

from eventreg.registrations.seats_audit import differences

seats = AppGroup("seats", help="Look after seats.")


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


def init_app(app: Flask) -> None:
    """Tie the command on."""
    app.cli.add_command(seats)
