"""Pages behind links in letters."""

from flask import Flask

from eventreg.messages.views import deciding

__all__ = ["deciding", "init_app"]


def init_app(app: Flask) -> None:
    """Tie the pages on."""
    app.register_blueprint(deciding.bp)
