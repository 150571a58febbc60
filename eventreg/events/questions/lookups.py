"""What questions ask of the room that has the answers."""

from collections.abc import Callable, Mapping

from eventreg.events.models import Event
from eventreg.events.questions.models import Question

#: How many answers each question of an event has, by its id.
Counts = Callable[[Event], Mapping[int, int]]

_counts: list[Counts] = []


def supply_counts(function: Counts) -> None:
    """Say who counts answers; the room that has them calls this once."""
    _counts[:] = [function]


def answer_counts(event: Event) -> Mapping[int, int]:
    """How many answers each question has; empty while nobody counts."""
    for count in _counts:
        return count(event)
    return {}


def answer_count(event: Event, question: Question) -> int:
    """How many answers there are to ``question``."""
    return answer_counts(event).get(question.id, 0)
