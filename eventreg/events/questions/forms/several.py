"""Several new questions on one page: their words, their kinds, their answers."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, SelectField, ValidationError
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice

from eventreg.errors import DomainError
from eventreg.events.forms.fields import line, text
from eventreg.events.questions import kinds
from eventreg.events.questions.forms.question import LONGEST_LABEL
from eventreg.events.questions.forms.rows import LONGEST
from eventreg.events.questions.models import QuestionSection
from eventreg.events.questions.rules import MOST_CHOICES
from eventreg.events.questions.states import WITH_CHOICES, QuestionKind
from eventreg.events.questions.texts import said
from eventreg.events.questions.written import Written, WrittenChoice
from eventreg.events.questions.wrong import WrongQuestion
from eventreg.web.fields import Rows, squeeze
from eventreg.web.forms import Form, first_error

#: Rows to begin with, how many more a button brings, and when it is enough.
FIRST_ROWS, MORE_ROWS, MOST_ROWS = 6, 3, 30


class NewQuestionRow(PlainForm):
    """One question in the first language of the event; all else by default."""

    class Meta(Form.Meta):
        #: The form around it carries the proof.
        csrf = False

    label = line(_l("Question"), LONGEST_LABEL)
    kind = SelectField(_l("Kind"), default=QuestionKind.SHORT_TEXT)
    answers = text(_l("Answers to choose from"), MOST_CHOICES * LONGEST)
    required = BooleanField(_l("Must be answered"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [
            SelectChoice(str(kind), kinds.kind_words(kind).name)
            for kind in QuestionKind
        ]

    @property
    def is_empty(self) -> bool:
        """Nothing was typed: a kind alone is no question."""
        return not (self.label.data or self.answers.data)

    @property
    def lines(self) -> list[str]:
        """The answers that were typed, one a line."""
        lines = map(squeeze, (self.answers.data or "").splitlines())
        return [line for line in lines if line]

    def written(self, language: str, section: str) -> Written:
        kind = QuestionKind(self.kind.data)
        lines = self.lines if kind in WITH_CHOICES else ()
        return Written(
            kind=kind,
            labels={language: self.label.data or ""},
            required=self.required.data,
            section=section,
            choices=tuple(WrittenChoice({language: line}) for line in lines),
        )

    def validate_answers(self, field: Any) -> None:
        if any(len(line) > LONGEST for line in self.lines):
            message = _l("Use %(most)s characters or fewer for each answer")
            raise ValidationError(message % {"most": LONGEST})
        if self.lines and self.kind.data not in WITH_CHOICES:
            raise ValidationError(
                _l(
                    "Only “One of several answers” and “Several of several answers” "
                    "have answers to choose from: choose one of these, or empty this"
                )
            )


class SeveralForm(Form):
    """See ``several_form``."""

    language = ""

    @property
    def rows(self) -> list[NewQuestionRow]:
        return [entry.form for entry in self.questions]

    @property
    def filled(self) -> list[NewQuestionRow]:
        return [row for row in self.rows if not row.is_empty]

    def more(self) -> int | None:
        """A few more rows, if the page can hold them. :returns: the first new one."""
        first = len(self.rows)
        for _row in range(min(MORE_ROWS, MOST_ROWS - first)):
            self.questions.append_entry()
        return first if len(self.rows) > first else None

    def written(self) -> list[Written]:
        section = self.section.data if "section" in self else ""
        return [row.written(self.language, section) for row in self.filled]

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        is_valid: bool = super().validate(*args, **kwargs)
        if self.filled:
            return is_valid
        wrong = self.rows[0].label
        self._say(wrong, _l("Enter at least one question"))
        return False

    def blame(self, error: DomainError) -> bool:
        """At the row of the question that is wrong."""
        if not isinstance(error, WrongQuestion) or error.question is None:
            return super().blame(error)
        row = self.filled[error.question]
        self._say(row.answers if error.field == "choices" else row.label, str(error))
        return True

    def _say(self, field: Any, sentence: Any) -> None:
        """The rows have been asked for their errors: they must know of this too."""
        field.errors = self.questions.errors = [*field.errors, sentence]

    def visible_errors(self) -> list[tuple[str, str]]:
        """Each with the number of its question."""
        return [
            (field.id, _in_question(number, first_error(field.errors)))
            for number, row in enumerate(self.rows, start=1)
            for field in row
            if field.errors
        ]


def _in_question(number: int, sentence: str) -> str:
    return _("Question %(number)s: %(sentence)s", number=number, sentence=sentence)


def several_form(language: str, sections: Sequence[QuestionSection]) -> SeveralForm:
    """A form for several questions in ``language``.

    :param sections: of the event; the questions go to the end of one of them.
    """
    fields: dict[str, Any] = {
        "language": language,
        "questions": Rows(FormField(NewQuestionRow), max_entries=MOST_ROWS),
    }
    if sections:
        choices = [(row.key, said(row, row.labels).text) for row in sections]
        fields["section"] = SelectField(
            _l("Section"),
            default=sections[-1].key,
            choices=[
                SelectChoice("", _l("None: before all sections")),
                *(SelectChoice(*pair) for pair in choices),
            ],
        )
    data: dict[str, Any] = {"questions": [{} for _row in range(FIRST_ROWS)]}
    form: SeveralForm = type("SeveralForm", (SeveralForm,), fields)(data=data)
    if not form.rows:
        form.questions.append_entry()  # a forged form sends none
    return form
