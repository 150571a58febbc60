"""People, companies, members: who somebody is, without any event."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing to tie on yet."""
