"""Events: what they are, their seats, the public pages, the pages of staff."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from eventreg import outbox
from eventreg.events import (
    manage,
    manage_cover,
    manage_programme,
    models,
    programme,
    queries,
    views,
)
from eventreg.events.manage import VIEWERS
from eventreg.events.manage_copy import bp as copy
from eventreg.events.manage_parts import bp as parts
from eventreg.events.manage_pools import bp as pools
from eventreg.events.manage_postpone import bp as postpone
from eventreg.events.questions import manage as questions
from eventreg.events.questions import models as question_models
from eventreg.web import navigation

__all__ = [
    "init_app",
    "manage_cover",
    "manage_programme",
    "models",
    "programme",
    "question_models",
]


def init_app(app: Flask) -> None:
    """Tie the pages on."""
    app.register_blueprint(views.bp)
    app.register_blueprint(manage.bp)
    app.register_blueprint(copy)
    app.register_blueprint(parts)
    app.register_blueprint(pools)
    app.register_blueprint(postpone)
    questions.init_app(app)
    outbox.register_event_titles(queries.titles)
    navigation.add_public("events.index", _l("Events"), order=10)
    navigation.add("manage_events.index", _l("Events"), roles=VIEWERS, order=30)
