"""What runs later: periodic work, long work, and the worker that does both."""

from flask import Flask
from flask_babel import format_decimal

from eventreg.jobs import models, tasks, upkeep
from eventreg.jobs.cli import worker_command
from eventreg.jobs.queries import heartbeat_asked, last_heartbeat, worker_trouble
from eventreg.jobs.registry import periodic
from eventreg.jobs.rounds import is_stopping, periodic_due_now
from eventreg.jobs.tasks import manage, words
from eventreg.web import health

__all__ = [
    "heartbeat_asked",
    "init_app",
    "is_stopping",
    "last_heartbeat",
    "models",
    "periodic",
    "periodic_due_now",
    "tasks",
    "upkeep",
]


def init_app(app: Flask) -> None:
    """Tie on ``flask worker`` and the pages of jobs; ``/readyz`` looks for a worker."""
    app.cli.add_command(worker_command)
    app.register_blueprint(manage.bp)
    app.jinja_env.filters.update(
        number=format_decimal,
        size_words=words.size_words,
        task_state=words.state_name,
        task_title=words.title_of,
    )
    health.add_check("worker", worker_trouble)
