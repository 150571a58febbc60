"""Who did what, when, from where: rows that only grow."""

from flask import Flask

from eventreg.audit import models

__all__ = ["init_app", "models"]


def init_app(app: Flask) -> None:
    """Nothing to tie on yet but the table."""
