"""What the fields of all kinds of question share.

A field's ``data`` is what the control shows, its ``answer`` what is stored.
"""

from collections.abc import Collection, Sequence
from typing import Any

from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice
from wtforms.fields.core import Field

from eventreg.events.questions.earlier import Earlier
from eventreg.events.questions.models import Question
from eventreg.events.questions.reading import Raw, read
from eventreg.events.questions.states import QuestionKind
from eventreg.events.questions.texts import label, said
from eventreg.events.questions.words import answer_text, limits_words, snapshot
from eventreg.events.values import Words
from eventreg.web.fields import clean_text
from eventreg.web.locale import current_language

_ATTRIBUTES: dict[QuestionKind, dict[str, str]] = {
    QuestionKind.LONG_TEXT: {"rows": "4"},
    QuestionKind.NUMBER: {"inputmode": "decimal", "size": "12"},
    QuestionKind.PHONE: {"type": "tel"},
    QuestionKind.EMAIL: {"type": "email", "spellcheck": "false"},
    QuestionKind.WEB_ADDRESS: {"inputmode": "url", "spellcheck": "false"},
}


class Asked(Field):
    """What the fields of all kinds share.

    :param keeps: keys of choices that the person has, though they are full or
        offered no more.
    :param optional: whoever fills it in need not answer what must be answered.
    :param earlier: what was answered when the question was of another kind; it
        stays until something new is answered, or it is taken off.
    :param holds: the person has the places of the choices in ``keeps``, not only
        the wish for them.
    """

    #: The control is a group; its first part takes the focus.
    is_group = False
    #: What was answered before is to go.
    is_dropped = False
    #: Where the person lives, by its code; empty: unknown.
    country = ""

    def __init__(
        self,
        *args: Any,
        question: Question,
        keeps: Collection[str] = (),
        optional: bool = False,
        earlier: Earlier | None = None,
        holds: bool = True,
        **kw: Any,
    ) -> None:
        self.question, self.keeps, self.earlier = question, keeps, earlier
        self.holds = holds
        self.is_required = question.required and not optional
        self.answer: Any = None
        super().__init__(label(question).text, *args, **kw)
        if self.is_required:
            self.flags.required = True

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return self.answer is None and not self.keeps_earlier

    @property
    def keeps_earlier(self) -> bool:
        """Whether what was answered before stays the answer."""
        return bool(self.earlier) and not self.is_dropped and self.answer is None

    @property
    def must_answer(self) -> bool:
        """Whether there is no answer yet, and there must be one."""
        return self.is_required and not self.keeps_earlier

    @property
    def may_be_none(self) -> bool:
        """Whether round buttons, which cannot be let go, need a way back to none.

        An own tick is that way already.
        """
        return not self.is_required and not self.question.own_tick

    @property
    def drop_name(self) -> str:
        """Of the tick that takes off what was answered before."""
        return f"{self.name}-drop"

    def process(self, formdata: Any, *args: Any, **kw: Any) -> None:
        self.is_dropped = bool(formdata and formdata.get(self.drop_name))
        super().process(formdata, *args, **kw)

    def said_of(self, answer: Any) -> str:
        """``answer``, as it is stored, for people to read."""
        return answer_text(
            snapshot(self.question),
            answer,
            language=current_language(),
            first=self.question.event.language,
        )

    @property
    def words(self) -> Words:
        return label(self.question)

    @property
    def help(self) -> Words:
        return said(self.question, self.question.helps)

    @property
    def limits(self) -> str:
        """From where to where an answer may go; or nothing."""
        return limits_words(self.question, current_language())

    @property
    def section_words(self) -> dict[str, Words]:
        """Heading and text of the question's section."""
        section = self.question.section
        if section is None:
            return {}
        return {
            "label": said(section, section.labels),
            "help": said(section, section.helps),
        }

    @property
    def attributes(self) -> dict[str, str]:
        """What the control needs to know for a keyboard that fits."""
        return _ATTRIBUTES.get(self.question.kind, {})

    def process_data(self, value: Any) -> None:
        """``value`` is an answer, as it is stored."""
        self.answer = value
        self.data = self.shown(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = self.typed(valuelist)
        self.answer = None
        if self._is_untouched:
            self.answer = self.object_data
            return
        raw = self.raw(valuelist)
        required = self.must_answer
        self.answer = read(self.question, raw, keeps=self.keeps, required=required)
        self.data = self.shown(self.answer)

    @property
    def _is_untouched(self) -> bool:
        """Whether an answer stands as it was given, perhaps under other limits."""
        stored = self.object_data
        return stored is not None and self.data == self.shown(stored)

    def shown(self, answer: Any) -> Any:
        """What the control holds for ``answer``."""
        return "" if answer is None else str(answer)

    def typed(self, valuelist: list[Any]) -> Any:
        """What the control shows again if that is no answer."""
        return clean_text(str(valuelist[0])) if valuelist else ""

    def raw(self, valuelist: list[Any]) -> Raw:
        return str(valuelist[0]) if valuelist else None


def no_answer() -> SelectChoice:
    """The round button that leads back to none."""
    return SelectChoice("", _("No answer"), render_kw={})


def map_str(values: Sequence[Any]) -> list[str]:
    return [str(value) for value in values]
