"""Keeping what people answered. Called inside ``write_tx()``; nothing commits."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from eventreg import clock
from eventreg.database import db
from eventreg.events.models import SeatPool
from eventreg.events.questions.models import Question
from eventreg.events.questions.reading import still_fits
from eventreg.events.questions.rules import Answers, condition_keys, kept
from eventreg.events.questions.states import UPLOADS
from eventreg.registrations.answers import queries
from eventreg.registrations.answers.models import Answer
from eventreg.registrations.models import Registration
from eventreg.uploads import queries as uploads
from eventreg.uploads.services import release

#: Old and new of one answer as the log keeps it: its wording and its value.
Change = list[dict[str, Any] | None]
#: Stands before a question's key where the log names what became different.
LOGGED = "question:"


def counted(questions: Sequence[Question], answers: Answers) -> dict[Question, Any]:
    """What is kept of ``answers``: to questions that are asked, and as they are now.

    :param questions: of one stage, in order; those asked of each person and those
        asked once per party do not wait for each other.
    :param answers: by key, as ``questions.reading.read`` gives them.
    """
    found: dict[str, Any] = {}
    for per_party in (False, True):
        alike = [each for each in questions if each.per_party is per_party]
        fitting = {each.key: still_fits(each, answers.get(each.key)) for each in alike}
        found |= kept(alike, fitting)
    return {each: found[each.key] for each in questions if each.key in found}


def kept_as_given(
    registration: Registration, questions: Sequence[Question], keys: Collection[str]
) -> dict[Question, Any]:
    """The stored answers to those of ``questions`` with these keys."""
    wanted = {each.id: each for each in questions if each.key in keys}
    if not wanted:
        return {}
    rows = queries.rows([registration.id])
    found = {row.question_id: row.value for row in rows}
    return {wanted[key]: found[key] for key in wanted.keys() & found.keys()}


def places(answers: Mapping[Question, Any]) -> list[SeatPool]:
    """The pools of the choices among ``answers`` that have own places."""
    return [
        choice.pool
        for question, value in answers.items()
        for choice in question.choices
        if choice.pool is not None and choice.key in condition_keys(value)
    ]


def begin(registration: Registration, answers: Mapping[Question, Any]) -> None:
    """Store the first answers of a registration, under the wording of now."""
    for question, value in answers.items():
        upload = uploads.unheld(value) if question.kind in UPLOADS else None
        if question.kind in UPLOADS and upload is None:
            continue  # a forged token, or a file that has been swept away
        row = Answer(
            registration_id=registration.id,
            question_id=question.id,
            version=question.version,
            value=value,
            upload=upload,
            given_at=clock.now(),
        )
        db.session.add(row)


def rewrite(
    registration: Registration,
    questions: Sequence[Question],
    answers: Mapping[Question, Any],
) -> dict[str, Change]:
    """Store other answers to ``questions``; those that stay keep their wording.

    :returns: what became different, for the log; by ``LOGGED`` and the key.
    """
    old = {row.question_id: row for row in queries.rows([registration.id])}
    changes: dict[str, Change] = {}
    fresh: dict[Question, Any] = {}
    for question in questions:
        row, value = old.get(question.id), answers.get(question)
        if (row.value if row else None) == value:
            continue
        new = None if value is None else _logged(question.version, value)
        before = _logged(row.version, row.value) if row else None
        changes[LOGGED + question.key] = [before, new]
        if row is not None:
            upload = row.upload
            db.session.delete(row)
            release(upload)
        if value is not None:
            fresh[question] = value
    db.session.flush()
    begin(registration, fresh)
    return changes


def _logged(version: int, value: Any) -> dict[str, Any]:
    return {"version": version, "value": value}
