"""Where a task can stand."""

from enum import StrEnum


class TaskState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


#: Something will still happen by itself.
OPEN = frozenset({TaskState.WAITING, TaskState.RUNNING})
#: Whoever asked may have it tried once more.
CAN_START_AGAIN = frozenset({TaskState.FAILED, TaskState.CANCELLED})
