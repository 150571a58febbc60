"""Questions for tests, put straight into the database with their first wording."""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from eventreg.database import db, write_tx
from eventreg.events.models import Event, SeatPool
from eventreg.events.questions.models import (
    Question,
    QuestionChoice,
    QuestionSection,
    QuestionVersion,
)
from eventreg.events.questions.states import WITH_CHOICES, QuestionKind
from eventreg.events.questions.words import snapshot
from eventreg.events.states import PoolKind
from eventreg.registrations.answers.models import Answer
from eventreg.registrations.models import Registration

_numbers = count(1)


def make_section(
    event: Event, label: str = "Catering", **columns: Any
) -> QuestionSection:
    """A heading of ``event``, after those that are there."""
    columns.setdefault("position", next(_numbers))
    section = QuestionSection(
        event_id=event.id, labels=dict.fromkeys(event.languages, label), **columns
    )
    with write_tx() as session:
        session.add(section)
    return section


def make_question(
    event: Event,
    kind: QuestionKind = QuestionKind.SHORT_TEXT,
    label: str = "",
    *,
    choices: Sequence[str] | Mapping[str, int | None] = (),
    shown_if: tuple[Question, Sequence[str]] | None = None,
    **columns: Any,
) -> Question:
    """A question of ``event``, after those that are there.

    :param choices: their words, which are their keys too; a number gives own places.
    :param shown_if: the question it waits for, and the keys of its answers.
    """
    number = next(_numbers)
    columns.setdefault("position", number)
    if kind in WITH_CHOICES and not choices:
        choices = ["red", "blue"]
    if shown_if:
        columns |= {"shown_if": shown_if[0], "shown_if_answers": list(shown_if[1])}
    words = dict.fromkeys(event.languages, label or f"Question {number}")
    columns.setdefault("labels", words)
    question = Question(event_id=event.id, kind=kind, **columns)
    with write_tx() as session:
        session.add(question)
        question.choices = _choices(event, choices)
        session.flush()
        question.versions = [QuestionVersion(version=1, snapshot=snapshot(question))]
    return question


def _choices(
    event: Event, choices: Sequence[str] | Mapping[str, int | None]
) -> list[QuestionChoice]:
    places = choices if isinstance(choices, Mapping) else dict.fromkeys(choices)
    return [
        QuestionChoice(
            key=word,
            position=position,
            labels=dict.fromkeys(event.languages, word),
            pool=None if seats is None else _pool(event, word, seats),
        )
        for position, (word, seats) in enumerate(places.items())
    ]


def _pool(event: Event, word: str, seats: int) -> SeatPool:
    names = dict.fromkeys(event.languages, word)
    return SeatPool(
        event_id=event.id, kind=PoolKind.ANSWER, names=names, capacity=seats
    )


def make_answer(
    registration: Registration, question: Question, value: Any, **columns: Any
) -> Answer:
    """What ``registration`` answered, under the wording of now."""
    columns.setdefault("version", question.version)
    answer = Answer(
        registration_id=registration.id,
        question_id=question.id,
        value=value,
        **columns,
    )
    with write_tx():
        db.session.add(answer)
    return answer
