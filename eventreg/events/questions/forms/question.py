"""What staff write about a question, on one page."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from eventreg.errors import DomainError
from eventreg.events.forms.fields import line, text
from eventreg.events.questions import kinds
from eventreg.events.questions.forms.limits import (
    as_text,
    drop_limits_of,
    limit_fields,
)
from eventreg.events.questions.forms.rows import (
    FIRST_ROWS,
    MORE_ROWS,
    change_rows,
    choice_rows,
    row_data,
)
from eventreg.events.questions.models import Question, QuestionSection
from eventreg.events.questions.rules import check_choices
from eventreg.events.questions.states import (
    CONDITIONAL,
    WITH_CHOICES,
    Audience,
    DeleteAfter,
    QuestionKind,
    Stage,
)
from eventreg.events.questions.texts import label, said
from eventreg.events.questions.words import choice_names
from eventreg.events.questions.written import Written, WrittenChoice, written_of
from eventreg.events.questions.wrong import WrongQuestion
from eventreg.web.fields import ChecksField
from eventreg.web.forms import first_error
from eventreg.web.locale import language_name
from eventreg.web.meanwhile import Watched

LONGEST_LABEL, LONGEST_HELP = 300, 600


class QuestionForm(Watched):
    """See ``question_form``."""

    question_kind: QuestionKind
    #: Of the standard question that it began as.
    standard = ""
    languages: Sequence[str] = ()
    #: Questions whose answer this one may wait for, by key.
    earlier: dict[str, Question] = {}  # noqa: RUF012 (replaced, never changed)

    def words(self, code: str) -> Any:
        return self[f"label_{code}"]

    def help(self, code: str) -> Any:
        return self[f"help_{code}"]

    @property
    def rows(self) -> list[Any]:
        """The rows of answers to choose from."""
        return [entry.form for entry in self._fields.get("choices", ())]

    def change(self, wish: str) -> int | None:
        """Another row, or one a place up. :returns: with which row to go on."""
        return change_rows(self.choices, wish) if self.rows else None

    def offer_answers(self) -> None:
        """Show the answers of the question that is waited for, if one is chosen."""
        if "shown_if" not in self:
            return
        first = self.earlier.get(self.shown_if.data)
        if first is None:
            del self.shown_if_answers
        else:
            self.shown_if_answers.choices = _pairs(choice_names(first))

    def written(self) -> Written:
        """What was typed, once the form is valid."""
        given = {name: self._data(name) for name in ("section", "shown_if")}
        answers = self._data("shown_if_answers") or ()
        return Written(
            kind=self.question_kind,
            labels=self._by_language("label"),
            helps=self._by_language("help"),
            required=self.required.data,
            per_party=self.per_party.data,
            own_tick=self.own_tick.data,
            least=as_text(self._data("least")),
            most=as_text(self._data("most")),
            stage=Stage(self.stage.data),
            audience=Audience(self.audience.data),
            in_inbox=self.in_inbox.data,
            delete_after=DeleteAfter(self.delete_after.data),
            section=given["section"] or "",
            shown_if=given["shown_if"] or "",
            shown_if_answers=tuple(answers),
            choices=tuple(self._written_choices()),
            standard=self.standard,
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Where something else is wrong, the answers to choose from are told too."""
        is_valid: bool = super().validate(extra_validators)
        if not is_valid and self.rows and not self.choices.errors:
            choices = list(self._written_choices())
            try:
                check_choices(self.question_kind, choices, first=self.languages[0])
            except WrongQuestion as error:
                self.blame(error)
        return is_valid

    def blame(self, error: DomainError) -> bool:
        """Of an answer to choose from, its own row; else as any form."""
        if not isinstance(error, WrongQuestion) or error.field != "choices":
            return super().blame(error)
        if not self.rows:
            return False
        wrong = self._row_of(error.choice).words(self.languages[0])
        # The list was asked for its errors before: it must know of this one too.
        wrong.errors = self.choices.errors = [*wrong.errors, str(error)]
        return True

    def refuse_overtaken(self, field: Any) -> None:
        """Of the answers to choose from all at once: they may have moved."""
        if field.short_name != "choices":
            super().refuse_overtaken(field)
            return
        first = f"words_{self.languages[0]}"
        names = [row.get(first, "") for row in field.object_data]
        sentence = _(
            "The answers to choose from were changed meanwhile. Now they are: "
            "%(answers)s. Save once more to replace them by yours",
            answers=", ".join(filter(None, names)),
        )
        self.form_errors.append(sentence)

    def _row_of(self, choice: int | None) -> Any:
        """The row that the ``choice``-th answer stands in, or would stand in."""
        if choice is None:
            return self.rows[0]
        given = [row for row in self.rows if row.written()]
        empty = [row for row in self.rows if not row.written()]
        return [*given, *empty][min(choice, len(self.rows) - 1)]

    def visible_errors(self) -> list[tuple[str, str]]:
        """Of rows each mistake on its own, with the number of the answer."""
        own = [pair for pair in super().visible_errors() if pair[0] != "choices"]
        own = [pair for pair in own if not pair[0].startswith("choices-")]
        return own + [
            (field.id, _in_answer(number, first_error(field.errors)))
            for number, row in enumerate(self.rows, start=1)
            for field in row
            if field.errors
        ]

    def _data(self, name: str) -> Any:
        return self[name].data if name in self else None

    def _by_language(self, name: str) -> dict[str, str]:
        return {code: self[f"{name}_{code}"].data or "" for code in self.languages}

    def _written_choices(self) -> Iterable[WrittenChoice]:
        return filter(None, (row.written() for row in self.rows))


def _in_answer(number: int, sentence: str) -> str:
    return _("Answer %(number)s: %(sentence)s", number=number, sentence=sentence)


def question_form(
    languages: Sequence[str],
    kind: QuestionKind,
    *,
    question: Question | None = None,
    earlier: Sequence[Question] = (),
    sections: Sequence[QuestionSection] = (),
    section: str = "",
) -> QuestionForm:
    """The form for a question of ``kind``, filled in from ``question``.

    :param languages: of the event, its first one first.
    :param earlier: questions before it, for it to wait for.
    :param sections: of the event; ``section`` is the key of the one to begin with.
    """
    fields = {
        **_texts(languages),
        **limit_fields(kind),
        **_asking(sections),
        **_waiting([row for row in earlier if row.kind in CONDITIONAL]),
        "question_kind": kind,
        "standard": question.standard if question else "",
        "languages": list(languages),
        "earlier": {row.key: row for row in earlier},
    }
    if question is not None:
        fields["kind"] = _select(_l("Kind"), QuestionKind, _kind_name)
    if kind in WITH_CHOICES:
        fields["choices"] = choice_rows(languages)
    known: dict[str, Any] = _known(question) if question else {"section": section}
    known["choices"] = _rows(question)
    form: QuestionForm = type("QuestionForm", (QuestionForm,), fields)(data=known)
    if question is not None:
        drop_limits_of(question, form, kind)
    if "choices" in form and not form.rows:
        # It was of another kind when the page was sent.
        for _row in range(FIRST_ROWS):
            form.choices.append_entry()
    form.offer_answers()
    return form


def _texts(languages: Sequence[str]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for code in languages:
        is_first = code == languages[0]
        words = {"language": language_name(code)}
        needed = _l("Enter the question") if is_first else ""
        fields[f"label_{code}"] = line(
            _l("Question (%(language)s)", **words), LONGEST_LABEL, required=needed
        )
        fields[f"help_{code}"] = text(
            _l("Help below it (%(language)s, optional)", **words), LONGEST_HELP
        )
    return fields


def _asking(sections: Sequence[QuestionSection]) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "required": BooleanField(_l("Must be answered")),
        "per_party": BooleanField(_l("Asked once per party")),
        "own_tick": BooleanField(_l("Opens behind an own tick")),
        "stage": RadioField(
            _l("When it is asked"), **_options(Stage, kinds.stage_words)
        ),
        "audience": _select(
            _l("Who reads the answers"), Audience, kinds.audience_words
        ),
        "in_inbox": BooleanField(_l("Show the answer in the inbox")),
        "delete_after": _select(
            _l("When the answers are deleted"), DeleteAfter, kinds.delete_words
        ),
    }
    if sections:
        choices = [(row.key, said(row, row.labels).text) for row in sections]
        fields["section"] = SelectField(
            _l("Section"),
            default="",
            choices=_pairs([("", _l("None: before all sections")), *choices]),
        )
    return fields


def _waiting(earlier: Sequence[Question]) -> dict[str, Any]:
    if not earlier:
        return {}
    choices = [(row.key, label(row).text) for row in earlier]
    return {
        "shown_if": SelectField(
            _l("Asked only after an answer to"),
            default="",
            choices=_pairs([("", _l("No other question: always asked")), *choices]),
        ),
        "shown_if_answers": ChecksField(
            _l("If the answer is one of these"), choices=[]
        ),
    }


def _select(label: Any, of: type[StrEnum], words: Callable[[Any], str]) -> SelectField:
    return SelectField(label, **_options(of, words))


def _options(of: type[StrEnum], words: Callable[[Any], str]) -> dict[str, Any]:
    """All of an enum to choose from, the first one chosen."""
    choices = [(str(member), words(member)) for member in of]
    return {"choices": _pairs(choices), "default": choices[0][0]}


def _pairs(choices: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    return [SelectChoice(value, words) for value, words in choices]


def _kind_name(kind: QuestionKind) -> str:
    return kinds.kind_words(kind).name


def _known(question: Question) -> dict[str, Any]:
    written = written_of(question)
    known: dict[str, Any] = {
        name: getattr(written, name)
        for name in (*_SAME, "section", "shown_if", "least", "most")
    }
    known["shown_if_answers"] = list(written.shown_if_answers)
    for code in question.event.languages:
        known[f"label_{code}"] = written.labels.get(code, "")
        known[f"help_{code}"] = written.helps.get(code, "")
    return known


_SAME = (
    *("kind", "required", "per_party", "own_tick"),
    *("stage", "audience", "in_inbox", "delete_after"),
)


def _rows(question: Question | None) -> list[dict[str, Any]]:
    if question is None:
        return row_data((), FIRST_ROWS)
    choices = written_of(question).choices
    return row_data(choices, MORE_ROWS if choices else FIRST_ROWS)
