"""What was typed as the answer to a question, as it is kept; or why it cannot be."""

import re
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.events.questions.models import Question
from eventreg.events.questions.numbers import plain, read_number
from eventreg.events.questions.rules import NO, YES
from eventreg.events.questions.states import UPLOADS, QuestionKind
from eventreg.events.questions.texts import said
from eventreg.events.questions.words import number_words
from eventreg.people.forms.countries import countries
from eventreg.web.dates import format_day
from eventreg.web.fields import (
    clean_text,
    lower,
    mail_problem,
    readable_mail,
    squeeze,
)
from eventreg.web.locale import current_language
from eventreg.web.phones import has_extension, read_phone

#: What was sent for one question: a text, several, a box, or nothing.
Raw = str | bool | Sequence[str] | None

#: Characters, whatever staff set.
LONGEST = {
    QuestionKind.SHORT_TEXT: 400,
    QuestionKind.LONG_TEXT: 5_000,
    QuestionKind.WEB_ADDRESS: 400,
    QuestionKind.EMAIL: 254,
    QuestionKind.PHONE: 60,
}
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{8,64}")
_HOST = re.compile(r"(?:[\w-]{1,63}\.)+[\w-]{2,63}")


class Unreadable(ValueError):
    """No answer to this question; ``str(error)`` tells the person what to do."""


def read(
    question: Question,
    raw: Raw,
    *,
    keeps: Collection[str] = (),
    required: bool | None = None,
) -> Any:
    """The answer as it is stored: text, number, bool, keys, ISO date, code, token.

    :param raw: what was typed; of a date also day, month and year as three texts.
    :param keeps: keys of choices that are offered no more, but were chosen before.
    :param required: there must be an answer; ``None``: as the question says.
    :returns: ``None`` when nothing was answered and nothing need be.
    :raises Unreadable: it cannot be an answer, or there must be one.
    """
    value = _READERS[question.kind](question, raw, keeps)
    if value is None and (question.required if required is None else required):
        raise Unreadable(
            _("Answer “%(question)s”", question=said(question, question.labels))
        )
    return value


def still_fits(question: Question, answer: Any) -> Any:
    """``answer``, if the question as it is now could hold it, else ``None``.

    It may have been given when the question was of another kind.
    """
    known = {choice.key for choice in question.choices}
    fits = {
        QuestionKind.YES_NO: isinstance(answer, bool),
        QuestionKind.NUMBER: type(answer) in {int, float},
        QuestionKind.ONE_OF: isinstance(answer, str) and answer in known,
        QuestionKind.SEVERAL_OF: isinstance(answer, list) and known.issuperset(answer),
        QuestionKind.DATE: isinstance(answer, str) and bool(_ISO.fullmatch(answer)),
    }.get(question.kind, isinstance(answer, str))
    return answer if fits else None


def fits_now(question: Question, answer: Any, *, given_as: QuestionKind) -> bool:
    """Whether the question as it is now holds ``answer`` with the same meaning.

    :param given_as: the kind that the question had when it was answered.
    """
    if question.kind is given_as:
        return still_fits(question, answer) is not None
    if {question.kind, given_as} <= UPLOADS:
        return True
    if not {question.kind, given_as} <= LONGEST.keys():
        return False
    with suppress(Unreadable):
        return bool(read(question, answer, required=False) == answer)
    return False


def _one(raw: Raw) -> str:
    """One clean line."""
    if isinstance(raw, bool) or raw is None:
        return ""
    text = raw if isinstance(raw, str) else next(iter(raw), "")
    return squeeze(str(text)) or ""


def _short(question: Question, raw: Raw, _keeps: Collection[str]) -> str | None:
    return _within(question, _one(raw))


def _long(question: Question, raw: Raw, _keeps: Collection[str]) -> str | None:
    text = raw if isinstance(raw, str) else _one(raw)
    return _within(question, clean_text(text) or "")


def _within(question: Question, text: str) -> str | None:
    """``text`` if it is as long as it may be."""
    if not text:
        return None
    least, most = int(question.least or 0), _most_characters(question)
    if len(text) > most:
        raise Unreadable(
            ngettext(
                "Use %(num)s character or fewer; now there are %(now)s",
                "Use %(num)s characters or fewer; now there are %(now)s",
                most,
                now=len(text),
            )
        )
    if len(text) < least:
        raise Unreadable(
            ngettext(
                "Use at least %(num)s character",
                "Use at least %(num)s characters",
                least,
            )
        )
    return text


def _most_characters(question: Question) -> int:
    most = LONGEST[question.kind]
    return min(most, int(question.most)) if question.most else most


def _number(question: Question, raw: Raw, _keeps: Collection[str]) -> Any:
    typed = _one(raw)
    if not typed:
        return None
    number = read_number(typed, current_language())
    if number is None:
        raise Unreadable(_("Enter a number in figures, like 12 or 2.5"))
    least, most = (Decimal(x) if x else None for x in (question.least, question.most))
    if least is not None and number < least:
        raise Unreadable(_("Enter %(least)s or more", least=_written(question.least)))
    if most is not None and number > most:
        raise Unreadable(_("Enter %(most)s or less", most=_written(question.most)))
    return plain(number)


def _written(limit: str | None) -> str:
    return number_words(limit, current_language()) if limit else ""


def _yes_no(_question: Question, raw: Raw, _keeps: Collection[str]) -> bool | None:
    if isinstance(raw, bool):
        return raw
    typed = _one(raw)
    if typed and typed not in {YES, NO}:
        raise Unreadable(_("Choose yes or no"))
    return typed == YES if typed else None


def _one_of(question: Question, raw: Raw, keeps: Collection[str]) -> str | None:
    key = _one(raw)
    if key and key not in _known(question, keeps):
        raise Unreadable(_("Choose only from the options"))
    return key or None


def _several_of(
    question: Question, raw: Raw, keeps: Collection[str]
) -> list[str] | None:
    texts = [raw] if isinstance(raw, str) else ([] if isinstance(raw, bool) else raw)
    wanted = {squeeze(str(key)) or "" for key in texts or ()} - {""}
    known = _known(question, keeps)
    if not wanted.issubset(known):
        raise Unreadable(_("Choose only from the options"))
    if wanted:
        _check_count(question, len(wanted))
    return [key for key in known if key in wanted] or None


def _check_count(question: Question, count: int) -> None:
    if question.most and count > int(question.most):
        most = int(question.most)
        raise Unreadable(
            ngettext("Choose at most %(num)s", "Choose at most %(num)s", most)
        )
    if question.least and count < int(question.least):
        least = int(question.least)
        raise Unreadable(
            ngettext("Choose at least %(num)s", "Choose at least %(num)s", least)
        )


def _known(question: Question, keeps: Collection[str]) -> list[str]:
    return [
        choice.key
        for choice in question.choices
        if choice.retired_at is None or choice.key in keeps
    ]


def _date(question: Question, raw: Raw, _keeps: Collection[str]) -> str | None:
    day = read_day(raw)
    if day is None:
        return None
    if question.least and day < date.fromisoformat(question.least):
        first = format_day(date.fromisoformat(question.least))
        raise Unreadable(_("Enter %(day)s or a later day", day=first))
    if question.most and day > date.fromisoformat(question.most):
        last = format_day(date.fromisoformat(question.most))
        raise Unreadable(_("Enter %(day)s or an earlier day", day=last))
    return day.isoformat()


def read_day(raw: Raw) -> date | None:
    """A day in any usual spelling, or as three texts; ``None`` if empty.

    :raises Unreadable: there is no such day.
    """
    if isinstance(raw, str) or raw is None or isinstance(raw, bool):
        typed = _one(raw)
        if not typed:
            return None
        parts = re.split(r"\s*[-./\s]\s*", typed.strip(" ."))
        if len(parts) == 3 and len(parts[0]) != 4:
            parts.reverse()
    else:
        parts = [squeeze(str(part)) or "" for part in raw][::-1]
        if not any(parts):
            return None
    with suppress(ValueError):
        year, month, day = (int(p) for p in parts if p.isdecimal() and len(p) <= 4)
        if year >= 1000:
            return date(year, month, day)
    raise Unreadable(_("Enter a day that exists, with its year in four figures"))


def _country(_question: Question, raw: Raw, _keeps: Collection[str]) -> str | None:
    code = _one(raw)
    if code and code not in countries("en"):
        raise Unreadable(_("Choose a country from the list"))
    return code or None


def _phone(_question: Question, raw: Raw, _keeps: Collection[str]) -> str | None:
    typed = _one(raw)
    if not typed:
        return None
    is_short = len(typed) <= LONGEST[QuestionKind.PHONE]
    number = read_phone(typed, current_language()) if is_short else None
    if number is None:
        if has_extension(typed):
            raise Unreadable(_("Enter the phone number without an extension"))
        raise Unreadable(
            _("Enter a phone number with country code, like +49 241 123456")
        )
    return number


def _email(_question: Question, raw: Raw, _keeps: Collection[str]) -> str | None:
    typed = lower(_one(raw)) or ""
    if typed and (problem := mail_problem(typed)):
        raise Unreadable(problem)
    return readable_mail(typed) or None


def _web_address(_question: Question, raw: Raw, _keeps: Collection[str]) -> str | None:
    typed = _one(raw)
    if not typed:
        return None
    address = (
        typed if re.match(r"[a-zA-Z][\w+.-]*:(?!\d)", typed) else f"https://{typed}"
    )
    if not _is_web_address(address):
        raise Unreadable(_("Enter a web address like https://example.org"))
    return address


def _is_web_address(address: str) -> bool:
    if len(address) > LONGEST[QuestionKind.WEB_ADDRESS] or re.search(r"\s|\\", address):
        return False
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    is_plain = parts.username is None and parts.password is None
    return (
        parts.scheme in {"http", "https"} and is_plain and bool(_HOST.fullmatch(host))
    )


def _upload(_question: Question, raw: Raw, _keeps: Collection[str]) -> str | None:
    token = _one(raw)
    if token and not _TOKEN.fullmatch(token):
        raise Unreadable(_("Choose the file once more"))
    return token or None


_READERS: dict[QuestionKind, Callable[[Question, Raw, Collection[str]], Any]] = {
    QuestionKind.SHORT_TEXT: _short,
    QuestionKind.LONG_TEXT: _long,
    QuestionKind.NUMBER: _number,
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.ONE_OF: _one_of,
    QuestionKind.SEVERAL_OF: _several_of,
    QuestionKind.DATE: _date,
    QuestionKind.COUNTRY: _country,
    QuestionKind.PHONE: _phone,
    QuestionKind.EMAIL: _email,
    QuestionKind.WEB_ADDRESS: _web_address,
    QuestionKind.FILE: _upload,
    QuestionKind.PICTURE: _upload,
}
