"""Files that people hand over: checked, drawn anew, kept outside the web root.

A feature refers to an ``Upload`` by a foreign key. What nothing refers to is taken
away after ``services.UNHELD``, so that a form which was never sent leaves nothing.
"""

from flask import Flask

from eventreg.uploads import jobs, models, queries
from eventreg.uploads.answers import answer
from eventreg.uploads.checking import Checked, checked
from eventreg.uploads.models import Upload
from eventreg.uploads.services import keep, remove

__all__ = [
    "Checked",
    "Upload",
    "answer",
    "checked",
    "init_app",
    "jobs",
    "keep",
    "models",
    "queries",
    "remove",
]


def init_app(_app: Flask) -> None:
    """Importing ``jobs`` has told the worker its work; there are no pages."""
