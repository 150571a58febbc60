"""Which questions are asked, given what was answered; who reads the answers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from eventreg.errors import DomainError
from eventreg.events.questions.models import Question
from eventreg.events.questions.states import CONDITIONAL, Audience, QuestionKind
from eventreg.web.roles import Role

#: Answers by the key of their question, as ``reading.read`` gives them.
Answers = Mapping[str, Any]

#: What a yes or no is called in a condition.
YES, NO = "yes", "no"

#: Which roles read the answers. The desk never does.
READERS: dict[Audience, frozenset[Role]] = {
    Audience.DIRECTOR_OFFICE: frozenset({Role.DIRECTOR, Role.OFFICE}),
    Audience.OFFICE_TRAVEL: frozenset({Role.OFFICE, Role.TRAVEL_LEAD}),
    Audience.TRAVEL: frozenset({Role.TRAVEL_LEAD}),
    Audience.ALL_STAFF: frozenset({Role.DIRECTOR, Role.OFFICE, Role.TRAVEL_LEAD}),
}


def may_read(question: Question, role: Role) -> bool:
    """Whether an account with ``role`` sees what people answered."""
    return role in READERS[question.audience]


def in_order(questions: Iterable[Question]) -> list[Question]:
    """As they stand on the form: those without a section first."""
    return sorted(questions, key=_place)


def _place(question: Question) -> tuple[int, int, int, int]:
    section = question.section
    before = (-1, 0) if section is None else (section.position, section.id or 0)
    return (*before, question.position, question.id or 0)


def asked(questions: Iterable[Question], answers: Answers) -> list[Question]:
    """Those of ``questions`` that are shown, given ``answers``; in their order.

    A question that waits for a hidden one is hidden too. The questions are of one
    stage, all asked per person or all per party.
    """
    shown: list[Question] = []
    for question in questions:
        if not question.is_retired and _is_met(question, shown, answers):
            shown.append(question)
    return shown


def _is_met(question: Question, shown: list[Question], answers: Answers) -> bool:
    first = question.shown_if
    if first is None:
        return True
    if first not in shown:
        return False
    return bool(condition_keys(answers.get(first.key)) & {*question.shown_if_answers})


def condition_keys(value: Any) -> set[str]:
    """An answer in the words of conditions; empty while nothing was answered."""
    if value is None:
        return set()
    if isinstance(value, bool):
        return {YES if value else NO}
    return {value} if isinstance(value, str) else set(value)


def kept(questions: Iterable[Question], answers: Answers) -> dict[str, Any]:
    """What is stored of ``answers``: only those to questions that are shown."""
    return {
        question.key: answers[question.key]
        for question in asked(questions, answers)
        if answers.get(question.key) is not None
    }


def conditions_for(question: Question, questions: Sequence[Question]) -> list[Question]:
    """Which questions ``question`` may wait for: earlier ones asked alongside.

    :param questions: of the event, in order; a new question stands at the end.
    """
    earlier = []
    for other in questions:
        if other is question:
            break
        if _may_wait_for(question, other):
            earlier.append(other)
    return earlier


def _may_wait_for(question: Question, other: Question) -> bool:
    return (
        other.kind in CONDITIONAL
        and not other.is_retired
        and (other.stage, other.per_party) == (question.stage, question.per_party)
    )


def condition_answers(question: Question) -> list[str]:
    """The answers to ``question`` that a later one may wait for."""
    if question.kind is QuestionKind.YES_NO:
        return [YES, NO]
    return [choice.key for choice in question.offered]


def check_condition(question: Question, questions: Sequence[Question]) -> None:
    """Hold what ``question`` waits for against the form as it stands.

    :param questions: of the event, in order, ``question`` among them.
    :raises DomainError: it waits for a later question, for one that is asked of
        others or at another time, or for no answer that can be given.
    """
    first = question.shown_if
    if first is None:
        return
    if first not in conditions_for(question, questions):
        raise DomainError(
            _(
                "A question can only wait for an earlier yes or no, or choice, that "
                "is asked at the same time and of the same people."
            )
        )
    wanted = set(question.shown_if_answers)
    if not wanted or not wanted.issubset(condition_answers(first)):
        raise DomainError(_("Choose the answers that show this question."))


def check_order(questions: Sequence[Question]) -> None:
    """Hold all conditions against the order in which the questions stand.

    :raises DomainError: some question would wait for a later one.
    """
    for question in questions:
        if not question.is_retired:
            check_condition(question, questions)
