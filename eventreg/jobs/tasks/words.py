"""How pages say where a task stands and how large its file is."""

from flask_babel import format_decimal
from flask_babel import gettext as _

from eventreg.jobs.tasks.models import Task
from eventreg.jobs.tasks.states import TaskState
from eventreg.web.locale import current_language


def title_of(task: Task) -> tuple[str, str | None]:
    """What it makes, and the language of that where it is not the reader's."""
    language = current_language()
    if own := task.title_in(language):
        return own, None
    return task.title, task.language if task.language != language else None


def state_name(state: TaskState) -> str:
    names: dict[TaskState, str] = {
        TaskState.WAITING: _("waits"),
        TaskState.RUNNING: _("in progress"),
        TaskState.DONE: _("ready"),
        TaskState.FAILED: _("failed"),
        TaskState.CANCELLED: _("cancelled"),
    }
    return names[state]


def size_words(size: int) -> str:
    """Bytes as people say them: ``340 kB``, ``1,2 MB``."""
    if size < 1_000_000:
        return f"{format_decimal(max(1, round(size / 1000)))} kB"
    return f"{format_decimal(round(size / 1_000_000, 1))} MB"
