"""What questions ask of the room that has the answers."""

from collections.abc import Callable, Mapping

from eventreg.events.models import Event
from eventreg.events.questions.models import Question

#: How many answers each question of an event has, by its id.
Counts = Callable[[Event], Mapping[int, int]]

#: How many answered a question of whom its condition would not ask it now.
Unasked = Callable[[Question], int]

_counts: list[Counts] = []
_unasked: list[Unasked] = []


def supply_counts(function: Counts) -> None:
    """Say who counts answers; the room that has them calls this once."""
    _counts[:] = [function]


def supply_unasked(function: Unasked) -> None:
    """Say who knows what people answered before a condition was put on a question."""
    _unasked[:] = [function]


def unasked_count(question: Question) -> int:
    """How many answers there are from people who are not asked ``question`` now."""
    for count in _unasked if question.shown_if else ():
        return count(question)
    return 0


def answer_counts(event: Event) -> Mapping[int, int]:
    """How many answers each question has; empty while nobody counts."""
    for count in _counts:
        return count(event)
    return {}


def answer_count(event: Event, question: Question) -> int:
    """How many answers there are to ``question``."""
    return answer_counts(event).get(question.id, 0)
