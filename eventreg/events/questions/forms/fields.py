"""One field for each kind of question."""

from typing import Any

from flask_babel import gettext as _
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.fields.core import UnboundField

from eventreg.events.questions.earlier import Earlier
from eventreg.events.questions.forms.asked import Asked, map_str, no_answer
from eventreg.events.questions.forms.choosing import (
    BoxesQuestion,
    ListQuestion,
    SeveralQuestion,
)
from eventreg.events.questions.forms.uploading import UploadQuestion
from eventreg.events.questions.models import Question
from eventreg.events.questions.reading import LONGEST, Raw
from eventreg.events.questions.rules import NO, YES, condition_keys
from eventreg.events.questions.states import UPLOADS, WITH_CHOICES, QuestionKind
from eventreg.people.forms.countries import CountryField
from eventreg.web.fields import clean_text
from eventreg.web.locale import current_language
from eventreg.web.phones import read_phone, readable_phone

#: So many choices are boxes to see at once; more become a list to open.
MOST_BOXES = 12


class LineQuestion(Asked, StringField):
    """One line: a short text, an address, a number."""

    def shown(self, answer: Any) -> Any:
        if isinstance(answer, float) and current_language() in {"de", "tr"}:
            return str(answer).replace(".", ",")
        return super().shown(answer)


class PhoneQuestion(Asked, StringField):
    """A phone number; without code it is one of where the person lives."""

    def shown(self, answer: Any) -> str:
        return readable_phone(answer) if answer else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata(valuelist)
        # Not as it was read: with another country it is another number.
        self.data = self.typed(valuelist)

    def raw(self, valuelist: list[Any]) -> Raw:
        typed = str(valuelist[0]) if valuelist else ""
        is_short = len(typed) <= LONGEST[QuestionKind.PHONE]
        found = is_short and read_phone(typed, current_language(), self.country)
        return found or typed


class LinesQuestion(Asked, TextAreaField):
    """Several lines."""


class CountryQuestion(Asked, CountryField):
    """A country, by its name."""

    def pre_validate(self, form: Any) -> None:
        """``read`` has looked already."""


class DayQuestion(Asked):
    """Day, month and year, three controls of one name; a whole date is read too."""

    is_group = True

    def shown(self, answer: Any) -> list[str]:
        return [str(int(part)) for part in answer.split("-")[::-1]] if answer else []

    def typed(self, valuelist: list[Any]) -> list[str]:
        return [clean_text(str(value)) or "" for value in valuelist][:3]

    def raw(self, valuelist: list[Any]) -> Raw:
        return str(valuelist[0]) if len(valuelist) == 1 else map_str(valuelist)

    @property
    def parts(self) -> list[tuple[str, str, int]]:
        """Name, what it shows and how wide it is, of each control."""
        held = [*(self.data or []), "", "", ""]
        names = ((_("Day"), 2), (_("Month"), 2), (_("Year"), 4))
        return [
            (name, value, size)
            for (name, size), value in zip(names, held, strict=False)
        ]


class YesNoQuestion(Asked, RadioField):
    """Yes or no; neither unless the person says so."""

    is_group = True

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, validate_choice=False, **kw)
        self.choices = [SelectChoice(YES, _("Yes")), SelectChoice(NO, _("No"))]
        if self.may_be_none:
            self.choices.append(no_answer())

    def pre_validate(self, form: Any) -> None:
        """``read`` has looked already."""

    def shown(self, answer: Any) -> str:
        return "" if answer is None else (YES if answer else NO)


_FIELDS: dict[QuestionKind, type[Asked]] = {
    QuestionKind.LONG_TEXT: LinesQuestion,
    QuestionKind.YES_NO: YesNoQuestion,
    QuestionKind.SEVERAL_OF: SeveralQuestion,
    QuestionKind.DATE: DayQuestion,
    QuestionKind.COUNTRY: CountryQuestion,
    QuestionKind.PHONE: PhoneQuestion,
}


def field_for(
    question: Question,
    *,
    stored: Any = None,
    earlier: Earlier | None = None,
    optional: bool = False,
    holds: bool = True,
) -> UnboundField:
    """A field that asks ``question``; its words are the reader's.

    :param stored: what the person answered before. Choices among it stay open,
        though they are full or offered no more.
    :param earlier: what the person answered before that it cannot hold any more.
    :param optional: nobody must answer.
    :param holds: the person has the places of the choices in ``stored``.
    """
    if question.kind in UPLOADS:
        field: type[Asked] = UploadQuestion
    elif question.kind is QuestionKind.ONE_OF:
        is_long = len(question.offered) > MOST_BOXES
        field = ListQuestion if is_long else BoxesQuestion
    else:
        field = _FIELDS.get(question.kind, LineQuestion)
    keeps = condition_keys(stored) if question.kind in WITH_CHOICES else set()
    unbound: UnboundField = field(
        question=question,
        keeps=keeps,
        optional=optional,
        earlier=earlier,
        holds=holds,
        default=lambda: stored,
    )
    return unbound
