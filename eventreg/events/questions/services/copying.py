"""The questions of one event for another one."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.events import signals
from eventreg.events.models import Event
from eventreg.events.questions import queries
from eventreg.events.questions.models import Question, QuestionSection
from eventreg.events.questions.services.sections import add_section
from eventreg.events.questions.services.writing import add
from eventreg.events.questions.states import QuestionKind
from eventreg.events.questions.written import Written, written_of
from eventreg.events.services.editing import locked
from eventreg.events.states import PoolKind


def copy_all(event: Event, *, copy: Event, by: Actor, **_more: Any) -> int:
    """All questions of ``event`` for ``copy``, which was made after it.

    Made to be called when an event is copied: places of choices that came along
    without their questions are made anew with them.

    :returns: how many.
    """
    for pool in copy.pools_of(PoolKind.ANSWER):
        copy.pools.remove(pool)
    db.session.flush()
    keys = {row.key for row in queries.questions(event)}
    copies = _copies(event, copy, keys, by=by)
    signals.questions_copied.send(event, copy=copy, keys=copies, by=by)
    return len(copies)


def copy_some(old: Event, new: Event, keys: Collection[str], *, by: Actor) -> int:
    """Those questions of ``old`` whose keys are given, in their order.

    A question whose condition is not copied along is asked always.

    :returns: how many.
    :raises DomainError: more than a form can hold.
    """
    return len(_copies(old, new, keys, by=by))


def _copies(
    old: Event, new: Event, keys: Collection[str], *, by: Actor
) -> dict[str, str]:
    """The key of each copy by that of its pattern."""
    new = locked(new)
    days = (new.starts_local.date() - old.starts_local.date()).days
    copies: dict[str, Question] = {}
    for question in queries.questions(old):
        if question.key not in keys:
            continue
        written = _for(new, question, days)
        written = replace(written, section=_section(new, question.section, by=by))
        first = question.shown_if
        if first is not None and first.key in copies:
            written = _rewired(written, question, copies[first.key])
        copies[question.key] = add(new, written, by=by)
    return {key: copy.key for key, copy in copies.items()}


def _for(event: Event, question: Question, days: int) -> Written:
    """``question`` as a new one of ``event``, asked always."""
    written = written_of(question)
    if not written.labels.get(event.language):
        written = _with_first_words(written, question, event.language)
    if written.kind is QuestionKind.DATE:
        written = replace(
            written, least=_moved(written.least, days), most=_moved(written.most, days)
        )
    choices = tuple(replace(choice, key="") for choice in written.choices)
    return replace(written, choices=choices, shown_if="", shown_if_answers=())


def _with_first_words(written: Written, question: Question, language: str) -> Written:
    """Under another first language: the words there are, until somebody translates."""
    first = question.event.language

    def filled(labels: dict[str, str]) -> dict[str, str]:
        words = labels.get(first) or next(iter(labels.values()))
        return {language: words, **labels}

    choices = tuple(replace(c, labels=filled(c.labels)) for c in written.choices)
    return replace(written, labels=filled(written.labels), choices=choices)


def _moved(day: str | None, days: int) -> str | None:
    return day and (date.fromisoformat(day) + timedelta(days)).isoformat()


def _rewired(written: Written, question: Question, copy: Question) -> Written:
    """``written`` waits for ``copy`` as ``question`` does for its pattern."""
    pattern = question.shown_if.offered if question.shown_if else []
    pairs = zip(pattern, copy.offered, strict=True)
    new = {old_choice.key: choice.key for old_choice, choice in pairs}
    # Yes and no are called the same everywhere.
    answers = tuple(new.get(key, key) for key in question.shown_if_answers)
    return replace(written, shown_if=copy.key, shown_if_answers=answers)


def _section(event: Event, pattern: QuestionSection | None, *, by: Actor) -> str:
    """The section of ``event`` with the same words, made if need be."""
    if pattern is None:
        return ""
    labels = dict(pattern.labels)
    labels.setdefault(event.language, next(iter(labels.values())))
    for section in queries.sections(event):
        if section.labels == labels:
            return section.key
    return add_section(event, labels=labels, helps=pattern.helps, by=by).key
