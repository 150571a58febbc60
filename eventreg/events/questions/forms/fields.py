"""One field for each kind of question.

A field's ``data`` is what the control shows, its ``answer`` what is stored.
"""

from collections.abc import Collection, Sequence
from typing import Any

from flask_babel import gettext as _
from wtforms import (
    FileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.fields.core import Field, UnboundField

from eventreg.events.questions.models import Question, QuestionChoice
from eventreg.events.questions.reading import Raw, Unreadable, read
from eventreg.events.questions.rules import NO, YES, condition_keys
from eventreg.events.questions.states import UPLOADS, WITH_CHOICES, QuestionKind
from eventreg.events.questions.texts import label, said
from eventreg.events.values import Seats, Words
from eventreg.people.forms.countries import CountryField
from eventreg.uploads import Checked, Upload, checked, keep
from eventreg.uploads import queries as uploads
from eventreg.uploads.errors import BadFile
from eventreg.uploads.limits import ACCEPT_FILES, ACCEPT_PICTURES
from eventreg.web.fields import ChecksField, clean_text
from eventreg.web.locale import current_language
from eventreg.web.phones import readable_phone

#: So many choices are boxes to see at once; more become a list to open.
MOST_BOXES = 12


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
    """

    #: The control is a group; its first part takes the focus.
    is_group = False

    def __init__(
        self,
        *args: Any,
        question: Question,
        keeps: Collection[str] = (),
        optional: bool = False,
        **kw: Any,
    ) -> None:
        self.question, self.keeps = question, keeps
        self.is_required = question.required and not optional
        self.answer: Any = None
        super().__init__(label(question).text, *args, **kw)
        if self.is_required:
            self.flags.required = True

    @property
    def words(self) -> Words:
        return label(self.question)

    @property
    def help(self) -> Words:
        return said(self.question, self.question.helps)

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
        raw = self.raw(valuelist)
        required = self.is_required
        self.answer = read(self.question, raw, keeps=self.keeps, required=required)
        self.data = self.shown(self.answer)

    def shown(self, answer: Any) -> Any:
        """What the control holds for ``answer``."""
        return "" if answer is None else str(answer)

    def typed(self, valuelist: list[Any]) -> Any:
        """What the control shows again if that is no answer."""
        return clean_text(str(valuelist[0])) if valuelist else ""

    def raw(self, valuelist: list[Any]) -> Raw:
        return str(valuelist[0]) if valuelist else None


class LineQuestion(Asked, StringField):
    """One line: a short text, an address, a phone number, a number."""

    def shown(self, answer: Any) -> Any:
        if isinstance(answer, float) and current_language() in {"de", "tr"}:
            return str(answer).replace(".", ",")
        if answer and self.question.kind is QuestionKind.PHONE:
            return readable_phone(answer)
        return super().shown(answer)


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


def map_str(values: Sequence[Any]) -> list[str]:
    return [str(value) for value in values]


class _Choosing(Asked):
    """What fields with choices share: only what is there, and has a place left."""

    is_group = True

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata(valuelist)
        wanted = [self.answer] if isinstance(self.answer, str) else self.answer or []
        for choice in self.question.offered:
            if choice.key in wanted and self.is_full(choice):
                self.data = self.shown(self._without(choice.key))
                self.answer = None
                words = said(self.question, choice.labels)
                raise Unreadable(
                    _("“%(choice)s” is full. Choose without it", choice=words)
                )

    def refuse(self, choice: QuestionChoice) -> None:
        """Take ``choice`` away, which filled up meanwhile, and say so."""
        words = said(self.question, choice.labels)
        self.answer = self._without(choice.key)
        self.data = self.shown(self.answer)
        self.choices = self.options()
        full = _("“%(choice)s” is full. Choose without it", choice=words)
        self.errors: list[Any] = [*self.errors, full]

    def _without(self, key: str) -> Any:
        if isinstance(self.answer, str):
            return None
        return [other for other in self.answer if other != key]

    def is_full(self, choice: QuestionChoice) -> bool:
        """Whether only those who have it already can choose it."""
        return bool(
            choice.pool and choice.pool.free < 1 and choice.key not in self.keeps
        )

    def pre_validate(self, form: Any) -> None:
        """``read`` has looked already."""

    def options(self) -> list[SelectChoice]:
        """What the control offers."""
        return self.offered()

    def offered(self) -> list[SelectChoice]:
        """The choices as boxes, with what is left of each."""
        return [
            self._option(choice)
            for choice in self.question.choices
            if choice.retired_at is None or choice.key in self.keeps
        ]

    def _option(self, choice: QuestionChoice) -> SelectChoice:
        words = said(self.question, choice.labels)
        shown: dict[str, Any] = {}
        if words.lang:
            shown["lang"] = words.lang
        if choice.pool is not None:
            is_full = self.is_full(choice)
            shown["note"] = _("full") if is_full else Seats.of(choice.pool).left
            shown["disabled"] = is_full
        return SelectChoice(choice.key, words.text, render_kw=shown)


class BoxesQuestion(_Choosing, RadioField):
    """One of a few."""

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, validate_choice=False, **kw)
        self.choices = self.options()


class ListQuestion(_Choosing, SelectField):
    """One of many."""

    is_group = False

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, validate_choice=False, **kw)
        self.choices = self.options()

    def options(self) -> list[SelectChoice]:
        nothing = SelectChoice("", _("Choose an answer"))
        return [nothing, *map(_in_a_list, self.offered())]


def _in_a_list(choice: SelectChoice) -> SelectChoice:
    """An option has no room for a note; it goes behind the words."""
    note = choice.render_kw.pop("note", "")
    words = f"{choice.label} – {note}" if note else choice.label
    return SelectChoice(choice.value, words, render_kw=choice.render_kw)


class YesNoQuestion(Asked, RadioField):
    """Yes or no; neither unless the person says so."""

    is_group = True

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, validate_choice=False, **kw)
        self.choices = [SelectChoice(YES, _("Yes")), SelectChoice(NO, _("No"))]

    def pre_validate(self, form: Any) -> None:
        """``read`` has looked already."""

    def shown(self, answer: Any) -> str:
        return "" if answer is None else (YES if answer else NO)


class SeveralQuestion(_Choosing, ChecksField):
    """As many as like."""

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, validate_choice=False, **kw)
        self.choices = self.options()

    def shown(self, answer: Any) -> list[str]:
        return list(answer or [])

    def typed(self, valuelist: list[Any]) -> list[str]:
        return map_str(valuelist)

    def raw(self, valuelist: list[Any]) -> Raw:
        return map_str(valuelist)


class UploadQuestion(Asked, FileField):
    """A file or picture, checked as soon as the form is.

    ``answer`` is the token of its upload: of what was answered before, of what was
    chosen before the form came back, or of what ``keep`` has just put away.
    """

    checked: Checked | None = None
    #: Chosen before the form came back, or to be taken off.
    kept_token, is_removed = "", False

    @property
    def kept_name(self) -> str:
        return f"{self.name}-kept"

    @property
    def remove_name(self) -> str:
        return f"{self.name}-remove"

    @property
    def held(self) -> Upload | None:
        """What the page names as chosen."""
        return uploads.by_token(self.answer) if self.answer else None

    @property
    def attributes(self) -> dict[str, str]:
        pictures = self.question.kind is QuestionKind.PICTURE
        return {"accept": ACCEPT_PICTURES if pictures else ACCEPT_FILES}

    def process(self, formdata: Any, *args: Any, **kw: Any) -> None:
        if formdata:
            self.kept_token = str(formdata.get(self.kept_name) or "")[:64]
            self.is_removed = bool(formdata.get(self.remove_name))
        super().process(formdata, *args, **kw)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """What was sent before stays until another file comes, or it is taken off."""
        self.data = next((v for v in valuelist if getattr(v, "filename", "")), None)
        if self.is_removed:
            self.answer = None
        elif self.kept_token and uploads.unheld(self.kept_token):
            self.answer = self.kept_token
        if self.data is None and self.answer is None and self.is_required:
            read(self.question, None)

    def pre_validate(self, _form: Any) -> None:
        if not self.data:
            return
        is_picture = self.question.kind is QuestionKind.PICTURE
        self.data.stream.seek(0)
        try:
            self.checked = checked(
                self.data.stream, self.data.filename, pictures_only=is_picture
            )
        except BadFile as error:
            raise ValidationError(str(error)) from None

    def keep(self) -> None:
        """Put away what was sent. Inside ``write_tx()``."""
        if self.checked is not None:
            self.answer = keep(self.checked).token
            self.checked = None


_FIELDS: dict[QuestionKind, type[Asked]] = {
    QuestionKind.LONG_TEXT: LinesQuestion,
    QuestionKind.YES_NO: YesNoQuestion,
    QuestionKind.SEVERAL_OF: SeveralQuestion,
    QuestionKind.DATE: DayQuestion,
    QuestionKind.COUNTRY: CountryQuestion,
}


def field_for(
    question: Question, *, stored: Any = None, optional: bool = False
) -> UnboundField:
    """A field that asks ``question``; its words are the reader's.

    :param stored: what the person answered before. Choices among it stay open,
        though they are full or offered no more.
    :param optional: nobody must answer.
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
        question=question, keeps=keeps, optional=optional, default=lambda: stored
    )
    return unbound
