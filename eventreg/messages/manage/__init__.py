"""Staff pages: what is written to the people of an event."""

from flask import Flask

from eventreg.messages.manage import overview

__all__ = ["init_app", "overview"]


def init_app(app: Flask) -> None:
    """Tie the pages on."""
    app.register_blueprint(overview.bp)
