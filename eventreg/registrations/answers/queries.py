"""Reading answers, each with its wording: the one place that says who reads which."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from eventreg.database import db
from eventreg.events.questions.earlier import Earlier, Stored
from eventreg.events.questions.models import (
    Question,
    QuestionSection,
    QuestionVersion,
)
from eventreg.events.questions.queries import asked_at, asked_later
from eventreg.events.questions.reading import fits_now
from eventreg.events.questions.rules import READERS, asked, may_read
from eventreg.events.questions.states import UPLOADS, QuestionKind, Stage
from eventreg.events.questions.texts import in_language
from eventreg.events.questions.words import answer_text
from eventreg.events.values import Words
from eventreg.registrations.answers.models import Answer
from eventreg.registrations.models import Registration
from eventreg.registrations.states import LIVE, State
from eventreg.uploads import Upload
from eventreg.web.locale import current_language
from eventreg.web.roles import Role


@dataclass(frozen=True)
class Given:
    """One answer as it was given, under the wording that it was given under."""

    question: Question
    snapshot: Mapping[str, Any]
    value: Any
    #: The file that the answer is.
    upload: Upload | None = None

    @property
    def kind(self) -> QuestionKind:
        """Of the question when it was answered."""
        return QuestionKind(self.snapshot["kind"])

    @property
    def label(self) -> Words:
        first = self.question.event.language
        return in_language(self.snapshot["labels"], current_language(), first)

    @property
    def text(self) -> str:
        """For the reader, in words; of a file its name."""
        if self.is_upload:
            return self.upload.name if self.upload else "–"
        first = self.question.event.language
        return answer_text(
            self.snapshot, self.value, language=current_language(), first=first
        )

    @property
    def is_upload(self) -> bool:
        return self.kind in UPLOADS

    @property
    def is_link(self) -> bool:
        return self.kind is QuestionKind.WEB_ADDRESS


def rows(registration_ids: Collection[int]) -> Sequence[Answer]:
    """The answers of these registrations, to all questions."""
    return db.session.scalars(
        sa.select(Answer).where(Answer.registration_id.in_(registration_ids))
    ).all()


def asked_of(registration: Registration, stage: Stage) -> list[Question]:
    """What this person is asked: what is asked once per party, only of its lead."""
    return _of(asked_at(registration.event, stage), registration)


def _of(questions: Sequence[Question], registration: Registration) -> list[Question]:
    return [
        question
        for question in questions
        if not question.per_party or registration.lead_id is None
    ]


def asked_now(registration: Registration) -> list[Question]:
    """Everything this person is asked by now; what comes later once there is a seat."""
    found = asked_of(registration, Stage.APPLICATION)
    if registration.state is State.CONFIRMED:
        found += asked_of(registration, Stage.AFTER_CONFIRMATION)
    return found


def may_answer(registration: Registration, *, by: Role) -> bool:
    """Whether an account with this role may answer anything for the person."""
    is_live = registration.state in LIVE
    return is_live and any(may_read(each, by) for each in asked_now(registration))


@dataclass(frozen=True)
class Open:
    """What the event asks those who have a seat: how much, and how much is open.

    ``owed`` of what is open must be answered.
    """

    asked: int
    unanswered: int
    owed: int


def open_questions(
    questions: Sequence[Question], given: Sequence[Given]
) -> Open | None:
    """What of ``questions`` somebody sees, and what is open; ``None``: nothing.

    :param questions: see ``asked_of``.
    :param given: what that person answered.
    """
    return _open(questions, {each.question.key: each.value for each in given})


def _open(questions: Sequence[Question], values: Mapping[str, Any]) -> Open | None:
    shown = asked(questions, values)
    if not shown:
        return None
    unanswered = [each for each in shown if each.key not in values]
    owed = sum(each.required for each in unanswered)
    return Open(len(shown), len(unanswered), owed)


def open_of_each(registrations: Sequence[Registration]) -> dict[int, Open]:
    """The same of many who have a seat, by id; no more queries for more of them."""
    if not registrations:
        return {}
    later = asked_later({each.event_id for each in registrations})
    values: dict[int, dict[str, Any]] = {each.id: {} for each in registrations}
    for number, key, value in db.session.execute(
        sa.select(Answer.registration_id, Question.key, Answer.value)
        .join(Answer.question)
        .where(Answer.registration_id.in_(values))
    ):
        values[number][key] = value
    found = {
        each.id: _open(_of(later[each.event_id], each), values[each.id])
        for each in registrations
    }
    return {id_: open_ for id_, open_ in found.items() if open_}


def own(registration: Registration) -> list[Given]:
    """All that the person answered, for the own page, in the order of the form."""
    return _given([registration.id]).get(registration.id, [])


def stored(registration: Registration) -> Stored:
    """All that the person answered, to fill in a form."""
    values: dict[str, Any] = {}
    earlier: dict[str, Earlier] = {}
    for each in own(registration):
        key = each.question.key
        if fits_now(each.question, each.value, given_as=each.kind):
            values[key] = each.value
        else:
            earlier[key] = Earlier(each.value, each.text)
    return Stored(values, earlier, lives_in=registration.country)


def of_one(registration: Registration, *, by: Role) -> list[Given]:
    """What this person answered, as far as an account with this role may read it."""
    return readable([registration.id], by=by).get(registration.id, [])


def file_of(given: Sequence[Given], token: str) -> Upload | None:
    """The file with this token among answers that somebody may read."""
    found = (one.upload for one in given if one.upload)
    return next((upload for upload in found if upload.token == token), None)


def readable(
    registration_ids: Collection[int], *, by: Role, in_inbox: bool = False
) -> dict[int, list[Given]]:
    """Answers that an account with this role may read, in one statement.

    :param in_inbox: only those that matter for the decision.
    :returns: by registration, in the order of the form; nobody without answers.
    """
    conditions: list[sa.ColumnElement[bool]] = [Question.audience.in_(_read_by(by))]
    if in_inbox:
        conditions.append(Question.in_inbox.is_(True))
    return _given(registration_ids, *conditions)


def readable_keys(event_id: int, *, by: Role) -> set[str]:
    """Keys of the questions of an event whose answers this role may read."""
    return set(
        db.session.scalars(
            sa.select(Question.key).where(
                Question.event_id == event_id, Question.audience.in_(_read_by(by))
            )
        )
    )


def _read_by(role: Role) -> list[Any]:
    return [audience for audience, roles in READERS.items() if role in roles]


def _given(
    registration_ids: Collection[int], *conditions: sa.ColumnElement[bool]
) -> dict[int, list[Given]]:
    if not registration_ids:
        return {}
    statement = (
        sa.select(Answer, QuestionVersion)
        .join(Answer.question)
        .outerjoin(Question.section)
        .join(
            QuestionVersion,
            sa.and_(
                QuestionVersion.question_id == Answer.question_id,
                QuestionVersion.version == Answer.version,
            ),
        )
        .where(Answer.registration_id.in_(registration_ids), *conditions)
        .options(
            joinedload(Answer.upload),
            contains_eager(Answer.question).options(
                contains_eager(Question.section), joinedload(Question.event)
            ),
        )
        .order_by(
            sa.func.coalesce(QuestionSection.position, -1),
            sa.func.coalesce(QuestionSection.id, 0),
            Question.position,
            Question.id,
        )
    )
    found: dict[int, list[Given]] = {}
    for answer, wording in db.session.execute(statement):
        given = Given(answer.question, wording.snapshot, answer.value, answer.upload)
        found.setdefault(answer.registration_id, []).append(given)
    return found
