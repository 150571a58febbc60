"""Badges: how they look, sheets of them, one by itself, and what a scan shows."""

from flask import Flask

from eventreg.badges import manage, models, services, views
from eventreg.events import signals

__all__ = ["init_app", "models"]


def init_app(app: Flask) -> None:
    """Tie the pages and the subscription on."""
    manage.init_app(app)
    app.register_blueprint(views.bp)
    signals.questions_copied.connect(services.copy_design)
