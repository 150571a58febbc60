"""A believable network to look around in: made up, and made by the real services."""

from flask import Flask

from eventreg.demo.commands import demo
from eventreg.demo.loading import load, load_if_new
from eventreg.demo.staff import SIGN_INS

__all__ = ["SIGN_INS", "init_app", "load", "load_if_new"]


def init_app(app: Flask) -> None:
    """Tie the command on."""
    app.cli.add_command(demo)
