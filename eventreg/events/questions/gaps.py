"""What of an event's questions stands in its first language only."""

from collections.abc import Iterator, Sequence

from flask_babel import ngettext

from eventreg.events.gaps import lacks, words_for
from eventreg.events.models import Event
from eventreg.events.questions import queries
from eventreg.events.questions.models import Question, QuestionSection
from eventreg.events.rules import Missing, Part


def of_questions(event: Event) -> Iterator[Missing]:
    """A sentence for each language that questions or headings lack."""
    if len(event.languages) < 2:
        return
    questions, sections = queries.questions(event), queries.sections(event)
    for language in event.languages[1:]:
        words = words_for(event, language)
        if count := _lacking(questions, event, language):
            sentence = ngettext(
                "%(missing)s text of %(num)s question missing: %(shown)s is shown",
                "%(missing)s text of %(num)s questions missing: %(shown)s is shown",
                count,
                **words,
            )
            yield Missing(sentence, Part.QUESTIONS)
        if count := _lacking(sections, event, language):
            sentence = ngettext(
                "%(missing)s text of %(num)s section of the questions missing: "
                "%(shown)s is shown",
                "%(missing)s text of %(num)s sections of the questions missing: "
                "%(shown)s is shown",
                count,
                **words,
            )
            yield Missing(sentence, Part.QUESTIONS)


def missing_in(row: Question | QuestionSection) -> list[str]:
    """The languages of the event that ``row`` is not written in, in their order."""
    event = row.event
    return [code for code in event.languages[1:] if _is_lacking(row, event, code)]


def _lacking(
    rows: Sequence[Question] | Sequence[QuestionSection], event: Event, language: str
) -> int:
    return sum(_is_lacking(row, event, language) for row in rows)


def _is_lacking(row: Question | QuestionSection, event: Event, language: str) -> bool:
    texts = [row.labels, row.helps]
    if isinstance(row, Question):
        texts += [choice.labels for choice in row.offered]
    return lacks(texts, event.language, language)
