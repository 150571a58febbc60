"""Answers that may stand on badges, where everybody reads them."""

from collections.abc import Collection, Mapping, Sequence

from flask_babel import force_locale

from eventreg.events.models import Event
from eventreg.events.questions import queries as questions
from eventreg.events.questions.models import Question
from eventreg.events.questions.rules import may_read
from eventreg.events.questions.states import QuestionKind
from eventreg.events.questions.texts import label
from eventreg.registrations.answers import queries as answers
from eventreg.registrations.models import Registration
from eventreg.web.roles import Role

#: Before the key of a question among the fields of a design.
PREFIX = "answer:"

#: Short enough to be read, and nothing by which somebody is reached.
_KINDS = {
    QuestionKind.SHORT_TEXT,
    QuestionKind.NUMBER,
    QuestionKind.ONE_OF,
    QuestionKind.SEVERAL_OF,
    QuestionKind.COUNTRY,
}


def may_stand_on_badges(question: Question) -> bool:
    """Not what is told only after an own tick, nor what the office may not read."""
    is_open = not question.own_tick and may_read(question, Role.OFFICE)
    return is_open and question.kind in _KINDS


def choices(event: Event) -> dict[str, str]:
    """Fields that a design of ``event`` may have, with the words of the questions."""
    return {
        f"{PREFIX}{question.key}": str(label(question))
        for question in questions.questions(event)
        if may_stand_on_badges(question)
    }


def renamed(fields: Sequence[str], keys: Mapping[str, str]) -> list[str]:
    """``fields`` for an event that asks the same under other keys.

    :param keys: the new ones by the old; what is not asked any more falls away.
    """
    new = {f"{PREFIX}{old}": f"{PREFIX}{key}" for old, key in keys.items()}
    return [new.get(f, f) for f in fields if f in new or not f.startswith(PREFIX)]


def chosen(
    registrations: Sequence[Registration], fields: Collection[str], language: str
) -> dict[int, list[tuple[str, str]]]:
    """Of each registration field and words of its answers, in the order of the form.

    One statement, and none where no answer is chosen.
    """
    keys = {f.removeprefix(PREFIX) for f in fields if f.startswith(PREFIX)}
    if not keys:
        return {}
    given = answers.readable([each.id for each in registrations], by=Role.OFFICE)
    with force_locale(language):
        return {
            who: [
                (f"{PREFIX}{one.question.key}", one.text)
                for one in several
                if one.question.key in keys and may_stand_on_badges(one.question)
            ]
            for who, several in given.items()
        }
