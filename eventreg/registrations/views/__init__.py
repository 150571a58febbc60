"""Pages for everybody, and the pages that a link in a letter opens."""

from flask import Flask

from eventreg.registrations.views import (
    find,
    invited,
    known,
    lists,
    members,
    my,
    my_changes,
    my_companions,
    my_offers,
    my_replies,
    own,
    signup,
    signup_pages,
)

__all__ = [
    "find",
    "init_app",
    "invited",
    "known",
    "lists",
    "members",
    "my",
    "my_changes",
    "my_companions",
    "my_offers",
    "my_replies",
    "own",
    "signup",
    "signup_pages",
]


def init_app(app: Flask) -> None:
    """Tie the pages on."""
    for module in (signup, own, find, members, known, invited, lists):
        app.register_blueprint(module.bp)
