"""The smallest and the largest that an answer may be, by kind of question."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.widgets import DateInput

from eventreg.events.forms.fields import WholeNumberField
from eventreg.events.questions.models import Question
from eventreg.events.questions.numbers import plain, read_number
from eventreg.events.questions.reading import LONGEST, Unreadable, read_day
from eventreg.events.questions.rules import MOST_CHOICES
from eventreg.events.questions.states import QuestionKind
from eventreg.web.fields import squeeze
from eventreg.web.locale import current_language


class NumberField(StringField):
    """A number as the reader writes it; ``data`` as it is stored, or ``None``."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = squeeze(valuelist[0]) if valuelist else ""
        self.data = None
        if not typed:
            return
        number = read_number(typed, current_language())
        if number is None:
            raise ValueError(_l("Enter a number in figures, like 12 or 2.5"))
        self.data = str(plain(number))

    def _value(self) -> str:
        if self.data is None and self.raw_data:
            return squeeze(self.raw_data[0]) or ""
        return self.data or ""


class DayField(StringField):
    """A day, as ISO writes it, or ``None``; chosen as the browser shows days."""

    widget = DateInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        try:
            day = read_day(str(valuelist[0])) if valuelist else None
        except Unreadable as error:
            raise ValueError(str(error)) from None
        self.data = day and day.isoformat()

    def _value(self) -> str:
        if self.data is None and self.raw_data:
            return squeeze(self.raw_data[0]) or ""
        return self.data or ""


class CountField(WholeNumberField):
    """A whole number that is stored as text, or ``None``."""

    def process_data(self, value: Any) -> None:
        self.data = int(value) if value else None


def limit_fields(kind: QuestionKind) -> dict[str, Any]:
    """``least`` and ``most``, as far as ``kind`` has them."""
    if kind is QuestionKind.NUMBER:
        return {
            "least": NumberField(_l("Smallest number (optional)")),
            "most": NumberField(_l("Largest number (optional)")),
        }
    if kind is QuestionKind.DATE:
        return {
            "least": DayField(_l("Earliest day (optional)")),
            "most": DayField(_l("Latest day (optional)")),
        }
    if kind is QuestionKind.SEVERAL_OF:
        return {
            "least": _count(_l("Choose at least (optional)"), MOST_CHOICES),
            "most": _count(_l("Choose at most (optional)"), MOST_CHOICES),
        }
    if kind in {QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT}:
        return {"most": _count(_l("Characters at most (optional)"), LONGEST[kind])}
    return {}


#: What the limits of a kind count; of two kinds alike they stay with the question.
_MEASURES = {
    QuestionKind.NUMBER: "number",
    QuestionKind.DATE: "day",
    QuestionKind.SEVERAL_OF: "choices",
    QuestionKind.SHORT_TEXT: "characters",
    QuestionKind.LONG_TEXT: "characters",
}


def drop_limits_of(question: Question, form: Any, kind: QuestionKind) -> None:
    """Take limits out of ``form`` that were written for another kind.

    Whoever makes a number out of a date has not said that it begins in 2027.
    """
    if _MEASURES.get(question.kind) == _MEASURES.get(kind):
        return
    for name in ("least", "most"):
        stored = getattr(question, name)
        if stored and name in form and form[name].raw_data in ([stored], None):
            form[name].data, form[name].raw_data = None, []
            form[name].process_errors = []


def _count(label: Any, most: int) -> CountField:
    return CountField(label, least=1, most=most, needed=False)


def as_text(limit: Any) -> str | None:
    """A limit as the question keeps it."""
    return None if limit is None else str(limit)
