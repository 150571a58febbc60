"""Staff pages: what is written to the people of an event, and the digest."""

from flask import Flask

from eventreg.messages.manage import digest, groups, invitations, overview, rounds

__all__ = ["digest", "groups", "init_app", "invitations", "overview", "rounds"]


def init_app(app: Flask) -> None:
    """Tie the pages on."""
    app.register_blueprint(overview.bp)
    app.register_blueprint(groups.bp)
    app.register_blueprint(invitations.bp)
    app.register_blueprint(rounds.bp)
    app.register_blueprint(digest.bp)
