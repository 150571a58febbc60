"""What of an event's questions stands in its first language only."""

from collections.abc import Iterator, Sequence

from flask_babel import ngettext

from eventreg.events.gaps import in_words, lacks, with_days, words_for
from eventreg.events.models import Event
from eventreg.events.questions import queries
from eventreg.events.questions.models import ByLanguage, Question, QuestionSection
from eventreg.events.rules import Missing, Part
from eventreg.events.states import EventState


def of_questions(event: Event) -> Iterator[Missing]:
    """A sentence for each language that questions or headings lack."""
    if len(event.languages) < 2:
        return
    questions, sections = queries.questions(event), queries.sections(event)
    for language in event.languages[1:]:
        words = words_for(event, language)
        if count := _lacking(questions, event, language):
            sentence = ngettext(
                "%(missing)s text of %(num)s question missing: %(shown)s is shown.",
                "%(missing)s text of %(num)s questions missing: %(shown)s is shown.",
                count,
                **words,
            )
            yield Missing(sentence, Part.QUESTIONS)
        if count := _lacking(sections, event, language):
            sentence = ngettext(
                "%(missing)s text of %(num)s section of the questions missing: "
                "%(shown)s is shown.",
                "%(missing)s text of %(num)s sections of the questions missing: "
                "%(shown)s is shown.",
                count,
                **words,
            )
            yield Missing(sentence, Part.QUESTIONS)


def of_question_days(event: Event) -> Iterator[Missing]:
    """Questions and headings whose own words name a day that is over, or that the
    event was on.
    """
    if event.state is not EventState.DRAFT and event.previous_starts_at is None:
        return
    rows = [(row.labels, _texts(row)) for row in queries.questions(event)]
    if found := with_days(event, rows):
        sentence = ngettext(
            "Please read this question again, it names a day: %(found)s",
            "Please read these questions again, they name days: %(found)s",
            len(found),
            found=in_words(found),
        )
        yield Missing(sentence, Part.QUESTIONS, is_odd=True)
    heads = [(row.labels, _texts(row)) for row in queries.sections(event)]
    if found := with_days(event, heads):
        sentence = ngettext(
            "Please read this section of the questions again, it names a day: "
            "%(found)s",
            "Please read these sections of the questions again, they name days: "
            "%(found)s",
            len(found),
            found=in_words(found),
        )
        yield Missing(sentence, Part.QUESTIONS, is_odd=True)


def missing_in(row: Question | QuestionSection) -> list[str]:
    """The languages of the event that ``row`` is not written in, in their order."""
    event = row.event
    return [code for code in event.languages[1:] if _is_lacking(row, event, code)]


def _lacking(
    rows: Sequence[Question] | Sequence[QuestionSection], event: Event, language: str
) -> int:
    return sum(_is_lacking(row, event, language) for row in rows)


def _is_lacking(row: Question | QuestionSection, event: Event, language: str) -> bool:
    return lacks(_texts(row), event.language, language)


def _texts(row: Question | QuestionSection) -> list[ByLanguage]:
    texts = [row.labels, row.helps]
    if isinstance(row, Question):
        texts += [choice.labels for choice in row.offered]
    return texts
