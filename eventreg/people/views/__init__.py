"""Pages for members: signing in without a password, their details, invitations."""

from flask import Flask

from eventreg.people.views import members, personal

__all__ = ["init_app", "members", "personal"]


def init_app(app: Flask) -> None:
    """Tie the pages on."""
    app.register_blueprint(members.bp)
    app.register_blueprint(personal.bp)
