"""Staff pages of what an event asks."""

from flask import Flask

from eventreg.events.questions.manage import (
    copying,
    previewing,
    sections,
    several,
    writing,
)
from eventreg.events.questions.manage.common import bp

__all__ = ["copying", "init_app", "previewing", "sections", "several", "writing"]


def init_app(app: Flask) -> None:
    """Tie the pages on."""
    app.register_blueprint(bp)
