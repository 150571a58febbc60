"""Adding a standard set: what is there already is left alone."""

from dataclasses import replace

from eventreg.audit.actors import Actor
from eventreg.events.models import Event
from eventreg.events.questions import queries
from eventreg.events.questions.models import Question
from eventreg.events.questions.services.sections import add_section
from eventreg.events.questions.services.writing import add
from eventreg.events.questions.standard import StandardQuestion, StandardSet
from eventreg.events.questions.states import QuestionKind
from eventreg.events.questions.written import Written, WrittenChoice
from eventreg.events.services.editing import locked
from eventreg.people.lists import named_sectors
from eventreg.web.locale import LANGUAGES, current_language

#: Fewer are no choice.
FEWEST = 2


def add_set(event: Event, wanted: StandardSet, *, by: Actor) -> list[Question]:
    """The questions of ``wanted`` that ``event`` does not ask yet.

    :returns: those that were added; none when all are there.
    """
    event = locked(event)
    there = {row.standard: row for row in queries.questions(event) if row.standard}
    missing = [one for one in wanted.questions if one.written.standard not in there]
    section = _section(event, wanted, by=by) if missing and wanted.is_section else ""
    added = []
    for one in missing:
        written = replace(_written(one, there, wanted), section=section)
        question = there[one.written.standard] = add(event, written, by=by)
        added.append(question)
    return added


def _written(
    one: StandardQuestion, there: dict[str, Question], wanted: StandardSet
) -> Written:
    written = _with_sectors(one.written) if one.has_sectors else one.written
    first = there.get(one.shown_if)
    if first is None:
        return written
    answers = _answers(one, wanted, first)
    return replace(written, shown_if=first.key, shown_if_answers=answers)


def _answers(
    one: StandardQuestion, wanted: StandardSet, first: Question
) -> tuple[str, ...]:
    """The keys at this event of the answers that ``one`` waits for."""
    pattern = next(q for q in wanted.questions if q.written.standard == one.shown_if)
    labels = {
        name: choice.labels
        for name, choice in zip(pattern.choices, pattern.written.choices, strict=True)
    }
    keys = {str(choice.labels): choice.key for choice in first.offered}
    return tuple(
        keys.get(str(labels[name]), "") if name in labels else name
        for name in one.shown_if_answers
    )


def _section(event: Event, wanted: StandardSet, *, by: Actor) -> str:
    for section in queries.sections(event):
        if section.labels == wanted.labels:
            return section.key
    return add_section(event, labels=wanted.labels, helps={}, by=by).key


def _with_sectors(written: Written) -> Written:
    """The network's sectors to choose from; without any, a line to fill in."""
    by_language = {code: dict(named_sectors(code)) for code in LANGUAGES}
    codes = [code for code, _name in named_sectors(current_language())]
    if len(codes) < FEWEST:
        return replace(written, kind=QuestionKind.SHORT_TEXT)
    choices = (
        WrittenChoice({lang: names[code] for lang, names in by_language.items()})
        for code in codes
    )
    return replace(written, choices=tuple(choices))
