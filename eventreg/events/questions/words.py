"""Wordings to keep, and what answers and conditions are called."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.events.questions.models import Question
from eventreg.events.questions.rules import NO, YES
from eventreg.events.questions.states import WITH_CHOICES, QuestionKind
from eventreg.events.questions.texts import in_language, label, said
from eventreg.people.territories import country_name
from eventreg.web.dates import format_date
from eventreg.web.fields import readable_mail
from eventreg.web.phones import readable_phone

#: Kinds for which staff say how long an answer may be.
_WRITTEN = {QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT}


def snapshot(question: Question) -> dict[str, Any]:
    """How the question reads now, in plain JSON, for ``QuestionVersion``."""
    return {
        "kind": str(question.kind),
        "labels": dict(question.labels),
        "helps": dict(question.helps),
        "least": question.least,
        "most": question.most,
        "choices": [
            {"key": choice.key, "labels": dict(choice.labels)}
            for choice in question.offered
        ],
    }


def condition_words(question: Question) -> str:
    """When the question is asked, in words; empty: always."""
    first = question.shown_if
    if first is None:
        return ""
    return _(
        "Only if you answer “%(question)s” with: %(answers)s",
        question=label(first),
        answers=", ".join(answer_names(first, question.shown_if_answers)),
    )


def answer_names(question: Question, keys: Iterable[str]) -> list[str]:
    """What the answers with these keys are called, in their order."""
    wanted = set(keys)
    return [words for key, words in choice_names(question) if key in wanted]


def choice_names(question: Question) -> list[tuple[str, str]]:
    """Key and words of each answer that can be chosen."""
    if question.kind is QuestionKind.YES_NO:
        return [(YES, _("Yes")), (NO, _("No"))]
    return [
        (choice.key, said(question, choice.labels).text) for choice in question.offered
    ]


def answer_text(
    snapshot: Mapping[str, Any], value: Any, *, language: str, first: str
) -> str:
    """An answer for people to read, under the wording that it was given under.

    :param snapshot: of that ``QuestionVersion``.
    :param first: the first language of the event, which fills gaps.
    """
    kind = QuestionKind(snapshot["kind"])
    if kind in WITH_CHOICES:
        keys = [value] if isinstance(value, str) else value
        words = {row["key"]: row["labels"] for row in snapshot["choices"]}
        return ", ".join(
            in_language(words[key], language, first).text
            for key in keys
            if key in words
        )
    if kind in _TEXTS:
        return _TEXTS[kind](value, language)
    return str(value)


def limits_words(question: Question, language: str) -> str:
    """What an answer must keep to, before anybody answers; empty: nothing.

    Numbers and days from where to where, how many to choose, how long a text.
    """
    if question.kind is QuestionKind.SEVERAL_OF:
        return _how_many(int(question.least or 0), int(question.most or 0))
    if question.kind in _WRITTEN and question.most:
        longest = int(question.most)
        return ngettext(
            "%(num)s character or fewer", "%(num)s characters or fewer", longest
        )
    say = {QuestionKind.NUMBER: number_words, QuestionKind.DATE: _day}.get(
        question.kind
    )
    if say is None:
        return ""
    least, most = (x and say(x, language) for x in (question.least, question.most))
    are_days = question.kind is QuestionKind.DATE
    return (_days_between if are_days else _between)(least, most)


def _how_many(least: int, most: int) -> str:
    """:param least: and ``most``: 0 is no limit."""
    if least and least == most:
        return ngettext("Choose exactly %(num)s", "Choose exactly %(num)s", most)
    if least and most:
        return _("Choose %(least)s to %(most)s", least=least, most=most)
    if least:
        return ngettext("Choose at least %(num)s", "Choose at least %(num)s", least)
    if most:
        return ngettext("Choose at most %(num)s", "Choose at most %(num)s", most)
    return ""


def _between(least: str | None, most: str | None) -> str:
    if least and most:
        return _("From %(least)s to %(most)s", least=least, most=most)
    if least:
        return _("%(least)s or more", least=least)
    return _("%(most)s or less", most=most) if most else ""


def _days_between(first: str | None, last: str | None) -> str:
    if first and last:
        return _("From %(first)s to %(last)s", first=first, last=last)
    if first:
        return _("%(day)s or later", day=first)
    return _("%(day)s or earlier", day=last) if last else ""


def number_words(stored: str, language: str) -> str:
    """A limit as people write numbers."""
    return _number(Decimal(stored), language)


def _day(stored: str, _language: str) -> str:
    return format_date(date.fromisoformat(stored))


def _number(value: Any, language: str) -> str:
    return str(format_decimal(value, locale=language))


_TEXTS: dict[QuestionKind, Callable[[Any, str], str]] = {
    QuestionKind.YES_NO: lambda value, _language: _("Yes") if value else _("No"),
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: lambda value, _language: format_date(date.fromisoformat(value)),
    QuestionKind.COUNTRY: country_name,
    QuestionKind.EMAIL: lambda value, _language: readable_mail(value),
    QuestionKind.PHONE: lambda value, _language: readable_phone(value),
}
