"""The form as it stands, for whoever holds the event's lock."""

from eventreg.errors import Gone
from eventreg.events.models import Event
from eventreg.events.questions import queries
from eventreg.events.questions.models import Question, QuestionSection


def question_of(event: Event, key: str, *, retired: bool = False) -> Question:
    """The question with this key.

    :raises Gone: it was removed meanwhile, or is another event's.
    """
    for question in queries.questions(event, retired=True):
        if question.key == key and question.is_retired is retired:
            return question
    raise Gone


def section_of(event: Event, key: str) -> QuestionSection | None:
    """The section with this key; ``None`` for an empty one.

    :raises Gone: as above.
    """
    if not key:
        return None
    for section in queries.sections(event):
        if section.key == key:
            return section
    raise Gone


def next_position(event: Event) -> int:
    """After all questions, those taken off the form included."""
    rows = queries.questions(event, retired=True)
    return 1 + max((question.position for question in rows), default=-1)
