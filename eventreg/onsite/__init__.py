"""At the door and afterwards: certificates of attendance."""

from flask import Flask

from eventreg.onsite import manage, views, work

__all__ = ["init_app", "work"]


def init_app(app: Flask) -> None:
    """Tie the pages on."""
    app.register_blueprint(manage.bp)
    app.register_blueprint(views.bp)
