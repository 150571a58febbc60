"""What runs later: periodic work, and the worker that does it."""

from flask import Flask

from eventreg.jobs import models, upkeep
from eventreg.jobs.cli import worker_command
from eventreg.jobs.queries import last_heartbeat, worker_trouble
from eventreg.jobs.registry import periodic
from eventreg.jobs.rounds import is_stopping, periodic_due_now
from eventreg.web import health

__all__ = [
    "init_app",
    "is_stopping",
    "last_heartbeat",
    "models",
    "periodic",
    "periodic_due_now",
    "upkeep",
]


def init_app(app: Flask) -> None:
    """Tie on ``flask worker``, and have ``/readyz`` look whether one runs."""
    app.cli.add_command(worker_command)
    health.add_check("worker", worker_trouble)
