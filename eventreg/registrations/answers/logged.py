"""Answers in the log: in words, and only for those who may read them."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from eventreg.database import db
from eventreg.events.models import Event
from eventreg.events.questions.models import Question, QuestionVersion
from eventreg.events.questions.rules import may_read
from eventreg.events.questions.states import UPLOADS
from eventreg.events.questions.texts import in_language
from eventreg.events.questions.words import answer_text
from eventreg.registrations.answers.services import LOGGED
from eventreg.registrations.models import Registration, RegistrationChange
from eventreg.web.locale import current_language
from eventreg.web.roles import Role


class LoggedAnswers:
    """Says what changed about answers; asks the database only if some did.

    :param by: whose reading it is; ``None``: the person's own.
    """

    def __init__(self, registration: Registration, *, by: Role | None) -> None:
        self._registration, self._by = registration, by

    def words(self, field: str, pair: list[Any]) -> tuple[str, str, str] | None:
        """The question, the old and the new answer; ``None``: not for this reader."""
        found = self._wordings.get(key_of(field))
        if found is None:
            return None
        language, first = current_language(), self._registration.event.language
        newest = found[max(found)]
        label = in_language(newest["labels"], language, first).text
        return label, *(_text(found, one, language, first) for one in pair)  # type: ignore[return-value]

    @cached_property
    def _wordings(self) -> dict[str, dict[int, Mapping[str, Any]]]:
        """Each wording of the questions in the log, by key and version."""
        keys = _logged_keys(self._registration.changes)
        rows = db.session.execute(
            sa.select(Question, QuestionVersion)
            .join(QuestionVersion, QuestionVersion.question_id == Question.id)
            .where(
                Question.event_id == self._registration.event_id,
                Question.key.in_(keys),
            )
        )
        found: dict[str, dict[int, Mapping[str, Any]]] = {}
        for question, wording in rows:
            if self._by is None or may_read(question, self._by):
                by_version = found.setdefault(question.key, {})
                by_version[wording.version] = wording.snapshot
        return found


def is_logged_answer(field: str) -> bool:
    """Whether a line of the log is about an answer."""
    return field.startswith(LOGGED)


def key_of(field: str) -> str:
    """Of the question that a line of the log is about."""
    return field.removeprefix(LOGGED)


def logged_in(changes: Any) -> sa.ColumnElement[bool]:
    """Whether these changes tell of answers."""
    return sa.cast(changes, sa.Text).contains(LOGGED)


def forget(event: Event, key: str) -> None:
    """Take answers to the question with this key out of the log."""
    gone = LOGGED + key
    changes = db.session.scalars(
        sa.select(RegistrationChange)
        .join(RegistrationChange.registration)
        .where(
            Registration.event_id == event.id,
            logged_in(RegistrationChange.changes),
        )
    )
    for change in changes:
        change.changes = {k: v for k, v in change.changes.items() if k != gone}


def _logged_keys(changes: Iterable[RegistrationChange]) -> set[str]:
    return {
        key_of(field)
        for change in changes
        for field in change.changes
        if is_logged_answer(field)
    }


def _text(
    wordings: Mapping[int, Mapping[str, Any]],
    logged: Mapping[str, Any] | None,
    language: str,
    first: str,
) -> str:
    if logged is None or logged["version"] not in wordings:
        return "–"
    snapshot = wordings[logged["version"]]
    if snapshot["kind"] in UPLOADS:
        return _("a file")
    return answer_text(snapshot, logged["value"], language=language, first=first)
