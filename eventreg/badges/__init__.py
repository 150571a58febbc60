"""Badges: how they look, sheets of them, one by itself, and what a scan shows."""

from flask import Flask

from eventreg.badges import manage, views


def init_app(app: Flask) -> None:
    """Tie the pages on."""
    app.register_blueprint(manage.bp)
    app.register_blueprint(views.bp)
