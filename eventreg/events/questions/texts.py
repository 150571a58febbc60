"""The texts of questions, in the reader's language or the event's first one."""

from collections.abc import Mapping

from eventreg.events.questions.models import Question, QuestionSection
from eventreg.events.values import Words
from eventreg.web.locale import current_language


def said(
    about: Question | QuestionSection, words: Mapping[str, str], language: str = ""
) -> Words:
    """``words`` in ``language``; ``lang`` says so where they are in another one.

    :param about: whose words these are; its event's first language fills gaps.
    :param language: empty: the reader's.
    """
    return in_language(words, language or current_language(), about.event.language)


def in_language(words: Mapping[str, str], language: str, first: str) -> Words:
    """``words`` in ``language``, else in ``first``, else in any there is."""
    if text := words.get(language):
        return Words(text)
    found = first if words.get(first) else next(iter(words), first)
    return Words(words.get(found, ""), found)


def label(question: Question, language: str = "") -> Words:
    return said(question, question.labels, language)
