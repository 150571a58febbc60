"""Copies of everything an installation owns, except its keys."""

from flask import Flask

from eventreg.backup import nightly
from eventreg.backup.cli import backup_command, restore_command

__all__ = ["init_app", "nightly"]


def init_app(app: Flask) -> None:
    """Tie the commands on; importing ``nightly`` has told the worker its job."""
    app.cli.add_command(backup_command)
    app.cli.add_command(restore_command)
