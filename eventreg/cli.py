"""Commands that belong to no single room."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Tie the commands on."""
