"""Which questions are asked, given what was answered; who reads the answers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from eventreg.errors import DomainError
from eventreg.events.questions.models import Question
from eventreg.events.questions.states import (
    CONDITIONAL,
    WITH_CHOICES,
    Audience,
    QuestionKind,
)
from eventreg.events.questions.texts import label
from eventreg.events.questions.written import Written, WrittenChoice
from eventreg.events.questions.wrong import WrongQuestion
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


def is_protected(question: Question) -> bool:
    """Whether each reading of its answers is noted: not everybody is to know them."""
    is_for_travel = question.audience in (Audience.OFFICE_TRAVEL, Audience.TRAVEL)
    return is_for_travel or question.own_tick


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


def unasked(questions: Sequence[Question], answers: Answers) -> frozenset[str]:
    """Keys of those that were answered, but would not be asked by ``answers``.

    Some condition was put on them since. The questions are of one stage, in order.
    """
    shown: list[Question] = []
    for per_party in (False, True):
        alike = [each for each in questions if each.per_party is per_party]
        shown += asked(alike, answers)
    return frozenset(q.key for q in questions if q.key in answers and q not in shown)


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
    if isinstance(value, str):
        return {value}
    return set(value) if isinstance(value, list) else set()


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
        raise WrongQuestion(
            _(
                "A question can only wait for an earlier yes or no, or choice, that "
                "is asked at the same time and of the same people."
            ),
            "shown_if",
        )
    wanted = set(question.shown_if_answers)
    if not wanted or not wanted.issubset(condition_answers(first)):
        sentence = _("Choose the answers that show this question.")
        raise WrongQuestion(sentence, "shown_if_answers")


def check_order(questions: Sequence[Question]) -> None:
    """Hold all conditions against the order in which the questions stand.

    :raises DomainError: some question would wait for a later one, or for one that
        can no longer be waited for.
    """
    for question in questions:
        first = question.shown_if
        if question.is_retired or first is None:
            continue
        wanted = set(question.shown_if_answers)
        if first not in conditions_for(question, questions):
            raise WrongQuestion(
                _(
                    "“%(second)s” waits for an answer to “%(first)s”: it must come "
                    "later, at the same time and for the same people.",
                    first=label(first),
                    second=label(question),
                ),
                _what_parts(first, question),
            )
        if not wanted or not wanted.issubset(condition_answers(first)):
            raise WrongQuestion(
                _(
                    "“%(second)s” waits for answers to “%(first)s” that would no "
                    "longer be there.",
                    first=label(first),
                    second=label(question),
                ),
                "choices",
            )


def _what_parts(first: Question, second: Question) -> str:
    """Which field of ``first`` keeps ``second`` from waiting for it."""
    if first.kind not in CONDITIONAL:
        return "kind"
    if first.stage is not second.stage:
        return "stage"
    return "per_party" if first.per_party is not second.per_party else "section"


def check_not_awaited(question: Question, questions: Iterable[Question]) -> None:
    """Refuse to take away what another question waits for.

    :raises DomainError: one does.
    """
    for other in waiting_for(question, questions):
        raise DomainError(
            _(
                "“%(second)s” waits for an answer to this question. Change or "
                "remove that one first.",
                second=label(other),
            )
        )


def waiting_for(question: Question, questions: Iterable[Question]) -> list[Question]:
    """Those on the form that wait for an answer to ``question``, in order."""
    return [q for q in questions if q.shown_if is question and not q.is_retired]


#: More fits no form, and no condition can be chosen from it.
MOST_CHOICES = 60
_FEWEST = {QuestionKind.ONE_OF: 2, QuestionKind.SEVERAL_OF: 1}


def check_written(written: Written, *, first: str) -> None:
    """Hold what staff wrote against what a question needs.

    :param first: the first language of the event.
    :raises DomainError: words or choices are missing, or the limits make no sense.
    """
    if not written.labels.get(first):
        sentence = _("Enter the question in the first language of the event.")
        raise WrongQuestion(sentence, f"label_{first}")
    if written.kind in WITH_CHOICES:
        check_choices(written.kind, written.choices, first=first)
    _check_limits(written)


def check_choices(
    kind: QuestionKind, choices: Iterable[WrittenChoice], *, first: str
) -> None:
    """Hold the answers to choose from against what a question of ``kind`` needs.

    :raises DomainError: there are too few or too many, or words are missing.
    """
    words = [choice.labels.get(first, "") for choice in choices]
    if len(words) < _FEWEST[kind]:
        sentence = (
            _("Enter at least two answers to choose from.")
            if _FEWEST[kind] > 1
            else _("Enter at least one answer to choose from.")
        )
        raise WrongQuestion(sentence, "choices", choice=len(words))
    if len(words) > MOST_CHOICES:
        sentence = _("These are as many answers as a form can show.")
        raise WrongQuestion(sentence, "choices", choice=MOST_CHOICES)
    for number, one in enumerate(words):
        if not one:
            sentence = _("Enter each answer in the first language of the event.")
            raise WrongQuestion(sentence, "choices", choice=number)
        if _alike(one) in map(_alike, words[:number]):
            sentence = _("Two answers have the same words.")
            raise WrongQuestion(sentence, "choices", choice=number)


def _alike(words: str) -> str:
    """What answers share that people take for the same, but for capitals and spaces."""
    return " ".join(words.split()).casefold()


def _check_limits(written: Written) -> None:
    least, most = written.least, written.most
    if written.kind is not QuestionKind.DATE:
        wrong = least is not None and most is not None and float(least) > float(most)
    else:
        wrong = bool(least and most and least > most)
    if wrong:
        sentence = _("The smaller limit must not be above the larger one.")
        raise WrongQuestion(sentence, "most")
