"""Long work that was asked for, as it stands at different moments."""

from itertools import count
from typing import Any

from eventreg import clock
from eventreg.database import write_tx
from eventreg.jobs.tasks import Made, files
from eventreg.jobs.tasks.kinds import KINDS
from eventreg.jobs.tasks.models import Task
from eventreg.jobs.tasks.states import OPEN, TaskState

_numbers = count(1)


def make_task(
    asked_by: str, state: TaskState = TaskState.WAITING, **columns: Any
) -> Task:
    """A job of the account with this reference; one that is done has its file."""
    number, now = next(_numbers), clock.now()
    values: dict[str, Any] = {
        "code": f"task-{number}",
        "kind": "badges.sheets",
        "values": {"number": number},
        "title": f"Badges: {number}",
        "language": "en",
        "back": "/manage",
        "asked_at": now,
        "ended_at": None if state in OPEN else now,
        "total": 9,
        "done": 4,
        **columns,
    }
    if state is TaskState.DONE:
        values |= {"file_name": "a.pdf", "media_type": "application/pdf", "size": 4}
    with write_tx() as session:
        task = Task(asked_by=asked_by, state=state, **values)
        session.add(task)
    if state is TaskState.DONE:
        files.write(task.code, b"%PDF")
    return task


def do(task: Task) -> tuple[Made, list[tuple[int, int]]]:
    """What a worker would make of it, and the steps it would note."""
    steps: list[tuple[int, int]] = []
    made = KINDS[task.kind].work(
        task.arguments, lambda done, total: steps.append((done, total))
    )
    return made, steps
