"""Adding a question and changing it; each wording is kept for its answers."""

from collections.abc import Sequence

from flask_babel import gettext as _

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db
from eventreg.errors import DomainError
from eventreg.events.models import Event
from eventreg.events.questions import queries, rules
from eventreg.events.questions.models import Question, QuestionVersion
from eventreg.events.questions.services.choices import set_choices
from eventreg.events.questions.services.found import (
    next_position,
    question_of,
    section_of,
)
from eventreg.events.questions.words import snapshot
from eventreg.events.questions.written import PLAIN, Written, merged
from eventreg.events.questions.wrong import WrongQuestion
from eventreg.events.services.editing import locked

#: More than this nobody answers.
MOST_QUESTIONS = 100


def add(event: Event, written: Written, *, by: Actor) -> Question:
    """A question at the end of its section.

    :raises DomainError: it lacks words or choices, its limits make no sense, or it
        waits for what it cannot wait for.
    """
    event = locked(event)
    if len(queries.questions(event)) >= MOST_QUESTIONS:
        raise DomainError(_("These are as many questions as a form can hold."))
    question = Question(
        event=event, position=next_position(event), labels={}, helps={}, version=1
    )
    db.session.add(question)
    _write(event, question, written, by=by)
    question.versions = [QuestionVersion(version=1, snapshot=snapshot(question))]
    db.session.flush()
    _record("question.added", event, question, by=by)
    return question


def add_several(
    event: Event, several: Sequence[Written], *, by: Actor
) -> list[Question]:
    """All of ``several`` in their order, or none.

    :raises WrongQuestion: as for ``add``; it says which of them is wrong.
    """
    added = []
    for number, written in enumerate(several):
        try:
            added.append(add(event, written, by=by))
        except WrongQuestion as error:
            error.question = number
            raise
    return added


def edit(event: Event, key: str, written: Written, *, by: Actor) -> Question:
    """Change a question; ``version`` rises if its words, choices or limits do.

    :raises DomainError: as for ``add``, or another question waits for it.
    :raises Gone: it is not on the form any more.
    """
    event = locked(event)
    question = question_of(event, key)
    before = snapshot(question)
    _write(event, question, written, by=by)
    after = snapshot(question)
    if after != before:
        question.version += 1
        question.versions.append(
            QuestionVersion(version=question.version, snapshot=after)
        )
    _record("question.changed", event, question, by=by)
    return question


def _write(event: Event, question: Question, written: Written, *, by: Actor) -> None:
    rules.check_written(written, first=event.language)
    for name in PLAIN:
        setattr(question, name, getattr(written, name))
    languages = event.languages
    question.labels = merged(question.labels, written.labels, languages=languages)
    question.helps = merged(question.helps, written.helps, languages=languages)
    section = section_of(event, written.section)
    if question.id is not None and question.section is not section:
        question.position = next_position(event)
    question.section = section
    db.session.flush()
    set_choices(event, question, written.choices, by=by)
    _set_condition(event, question, written)
    rules.check_order(queries.questions(event))


def _set_condition(event: Event, question: Question, written: Written) -> None:
    first = question_of(event, written.shown_if) if written.shown_if else None
    question.shown_if = first
    wanted = set(written.shown_if_answers) if first else set()
    known = rules.condition_answers(first) if first else []
    question.shown_if_answers = [key for key in known if key in wanted]
    db.session.flush()
    rules.check_condition(question, queries.questions(event))


def _record(act: str, event: Event, question: Question, *, by: Actor) -> None:
    record(act, event.slug, by=by, changes={question.key: [None, question.version]})
