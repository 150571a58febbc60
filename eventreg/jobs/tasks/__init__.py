"""Long work that somebody asks for: done by a worker, with a page that tells how far.

A room names a kind of work with ``long_work`` and asks for it with ``ask``; whoever
asked is led to ``address_of(task)``, where the bar moves and the file appears.
"""

from eventreg.jobs.tasks import models, overseer
from eventreg.jobs.tasks.kinds import (
    Made,
    Progress,
    TaskTrouble,
    long_work,
    page_by_page,
)
from eventreg.jobs.tasks.manage import address_of
from eventreg.jobs.tasks.queries import states_of
from eventreg.jobs.tasks.services import ask

__all__ = [
    "Made",
    "Progress",
    "TaskTrouble",
    "address_of",
    "ask",
    "long_work",
    "models",
    "overseer",
    "page_by_page",
    "states_of",
]
