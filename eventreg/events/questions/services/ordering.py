"""The order of questions and sections, one step at a time."""

from collections.abc import Sequence

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.questions import queries, rules
from eventreg.events.questions.models import Question, QuestionSection
from eventreg.events.questions.services.found import question_of, section_of
from eventreg.events.services.editing import locked

UP, DOWN = -1, 1


def move(event: Event, key: str, step: int, *, by: Actor) -> None:
    """Move a question ``UP`` or ``DOWN``; past the edge of its section into the next.

    At the very end nothing happens.

    :raises DomainError: a question would stand before the one it waits for.
    """
    event = locked(event)
    question = question_of(event, key)
    columns = _columns(event)
    here = next(column for column in columns if question in column)
    place = here.index(question)
    if 0 <= place + step < len(here):
        here[place], here[place + step] = here[place + step], here[place]
    else:
        beside = columns.index(here) + step
        if not 0 <= beside < len(columns):
            return
        here.remove(question)
        columns[beside].insert(0 if step == DOWN else len(columns[beside]), question)
    _settle(event, columns)
    record("question.moved", event.slug, by=by, changes={key: [None, step]})


def move_section(event: Event, key: str, step: int, *, by: Actor) -> None:
    """Move a section with its questions; those without one stay first.

    :raises DomainError: as for ``move``.
    """
    event = locked(event)
    moved, rows = section_of(event, key), list(queries.sections(event))
    place = next(i for i, row in enumerate(rows) if row is moved)
    if not 0 <= place + step < len(rows):
        return
    rows[place], rows[place + step] = rows[place + step], rows[place]
    for position, row in enumerate(rows):
        row.position = position
    db.session.flush()
    rules.check_order(queries.questions(event))
    record("question.section-moved", event.slug, by=by, changes={key: [None, step]})


def _columns(event: Event) -> list[list[Question]]:
    """The questions of each section in order, those without one first."""
    rows = queries.questions(event)
    places: list[QuestionSection | None] = [None, *queries.sections(event)]
    return [[row for row in rows if row.section is place] for place in places]


def _settle(event: Event, columns: Sequence[Sequence[Question]]) -> None:
    """Write down the order, and in which section each question stands now."""
    places: list[QuestionSection | None] = [None, *queries.sections(event)]
    for place, column in zip(places, columns, strict=True):
        for position, question in enumerate(column):
            question.section, question.position = place, position
    db.session.flush()
    rules.check_order(queries.questions(event))
