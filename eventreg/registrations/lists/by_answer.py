"""Who sits or rides together, because they gave the same answer."""

import re
from collections.abc import Sequence

from flask_babel import gettext as _

from eventreg.events.models import Event
from eventreg.events.questions.models import Question
from eventreg.events.questions.queries import questions
from eventreg.events.questions.rules import READERS, may_read
from eventreg.events.questions.states import Audience, QuestionKind
from eventreg.registrations.answers import queries as answers
from eventreg.registrations.models import Registration
from eventreg.web.roles import Role

#: Answers that many people have in common.
_KINDS = {
    QuestionKind.SHORT_TEXT,
    QuestionKind.NUMBER,
    QuestionKind.ONE_OF,
    QuestionKind.SEVERAL_OF,
}


def groupable(event: Event) -> list[Question]:
    """Questions whose answers may stand on a paper that lies about.

    Everybody who makes lists may read them, and nobody ticked anything for them.
    """
    return [
        question
        for question in questions(event)
        if question.kind in _KINDS
        and not question.own_tick
        and all(may_read(question, role) for role in READERS[Audience.ALL_STAFF])
    ]


def groups(
    registrations: Sequence[Registration], question: Question
) -> list[tuple[str, list[Registration]]]:
    """Everybody by answer, in the order of ``registrations``; at last who gave none.

    "Table 2" comes before "Table 10". One statement.
    """
    given = answers.readable([each.id for each in registrations], by=Role.OFFICE)
    found: dict[str, list[Registration]] = {}
    for each in registrations:
        words = _answers(given.get(each.id, ()), question)
        for word in words or [""]:
            found.setdefault(word, []).append(each)
    by_answer = sorted(found.items(), key=lambda pair: (not pair[0], _natural(pair[0])))
    return [(word or _("Without an answer"), people) for word, people in by_answer]


def _answers(given: Sequence[answers.Given], question: Question) -> list[str]:
    """What one person said; several things only where several may be chosen."""
    said = next((one for one in given if one.question.id == question.id), None)
    if said is None:
        return []
    several = said.value if said.kind is QuestionKind.SEVERAL_OF else [said.value]
    texts = (
        answers.Given(said.question, said.snapshot, value, None).text
        if said.kind is not QuestionKind.SEVERAL_OF
        else answers.Given(said.question, said.snapshot, [value], None).text
        for value in several
    )
    return list(dict.fromkeys(" ".join(text.split()) for text in texts))


def _natural(words: str) -> list[tuple[int, str]]:
    return [
        (int(part), "") if part.isdecimal() else (0, part.casefold())
        for part in re.split(r"(\d+)", words)
    ]
