"""``flask worker``."""

import click
from flask import current_app
from flask.cli import with_appcontext

from eventreg.jobs.rounds import work_until_stopped


@click.command("worker")
@with_appcontext
def worker_command() -> None:
    """Send letters and do all other work that is due, until told to stop."""
    work_until_stopped(current_app._get_current_object())  # type: ignore[attr-defined]
