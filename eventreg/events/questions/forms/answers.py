"""The questions of an event as a form, or as a part of one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms import Form as PlainForm

from eventreg.events.questions.earlier import Stored
from eventreg.events.questions.forms.asked import Asked
from eventreg.events.questions.forms.fields import field_for
from eventreg.events.questions.models import Question
from eventreg.events.questions.reading import still_fits
from eventreg.events.questions.rules import Answers, asked, kept, unasked
from eventreg.events.questions.words import condition_words
from eventreg.web.forms import Form

#: More of a question does not stand before a mistake.
LONGEST_NAME = 80
#: Behind the key of a question: the tick that opens it.
TICK = "_tick"


@dataclass(frozen=True)
class WaitsFor:
    """What a page says of a question that waits for another one on it."""

    #: Of the control; the keys of its answers, with spaces between them.
    name: str
    answers: str
    sentence: str


class AnswersForm(PlainForm):
    """A field for each question, by its key; see ``answers_form``.

    All questions stand on the page, those that wait for another answer with
    words that say so; a script hides them meanwhile. What counts is decided
    here: an answer to a question that is not asked is neither checked nor kept.
    """

    #: In order: those that have a field, after those of earlier pages.
    questions: Sequence[Question] = ()
    before: Sequence[Question] = ()
    #: Keys of the questions to show, where others stand on other pages.
    only: frozenset[str] | None = None
    #: What was answered on earlier pages.
    given: Answers = {}  # noqa: RUF012 (replaced as a whole, never changed)
    #: Keys of the questions that were answered, and have not been asked since some
    #: condition was put on them.
    unasked: frozenset[str] = frozenset()

    class Meta(Form.Meta):
        #: The form around it carries the proof.
        csrf = False

    #: Where the person lives, unless the form around it asks that.
    lives_in = ""

    def process(self, formdata: Any = None, *args: Any, **kw: Any) -> None:
        """Phone numbers are read as they are dialled where the person lives."""
        around = self._prefix.rstrip("-").rpartition("-")[0]
        name = f"{around}-country" if around else "country"
        country = (formdata.get(name) if formdata else None) or self.lives_in
        for field in self:
            if isinstance(field, Asked):
                field.country = country
        super().process(formdata, *args, **kw)

    def fields(self) -> Iterator[Asked]:
        """Those to show, in order: not what an earlier page has ruled out."""
        decided, here = self.shown, self._here()
        for question in self.questions:
            waits_here = question.shown_if and question.shown_if.key in here
            if question.key in here and (waits_here or question.key in decided):
                yield self._fields[question.key]

    @property
    def shown(self) -> set[str]:
        """Keys of the questions that are asked, given what is answered."""
        return {question.key for question in self._asked()}

    def _here(self) -> set[str]:
        """Keys of those on the page."""
        keys = {question.key for question in self.questions}
        return keys if self.only is None else keys & self.only

    def waits_for(self, field: Asked) -> "WaitsFor | None":
        """The answer on this page that ``field`` waits for, if it does."""
        first = field.question.shown_if
        if first is None or first.key not in self._here():
            return None
        return WaitsFor(
            name=self._fields[first.key].name,
            answers=" ".join(field.question.shown_if_answers),
            sentence=condition_words(field.question),
        )

    def still_there(self, field: Asked) -> str:
        """What was answered to a question that is not asked any more; or nothing."""
        if field.question.key not in self.unasked:
            return ""
        if field.earlier:
            return field.earlier.text
        return str(field.said_of(field.object_data))

    def tick(self, question: Question) -> BooleanField | None:
        """The tick that opens ``question``, if it has one."""
        return self._fields.get(question.key + TICK)

    @property
    def answers(self) -> dict[str, Any]:
        """What is kept of what was answered, by key of the question."""
        found = kept([*self.before, *self.questions], self._given())
        stays = self.keeping
        return {
            q.key: found[q.key]
            for q in self.questions
            if q.key in found and q.key not in stays
        }

    @property
    def keeping(self) -> set[str]:
        """Keys of the questions whose stored answer stays, whatever they ask now."""
        shown = self.shown
        return {q.key for q in self.questions if self._keeps(q, shown)}

    def _keeps(self, question: Question, shown: set[str]) -> bool:
        field = self._fields[question.key]
        if question.key not in shown:
            return question.key in self.unasked and not field.is_dropped
        return bool(field.keeps_earlier) and not self._is_closed(question)

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        shown = {question.key for question in self._asked()}
        for question in self.questions:
            field = self._fields[question.key]
            if question.key not in shown or self._is_closed(question):
                field.errors = []
            elif self.tick(question) is not None and field.is_empty:
                field.errors = field.errors or [_nothing_told()]
        return not self.errors

    def visible_errors(self) -> list[tuple[str, str]]:
        """As of the form around it; each says which question it is about."""
        wrong = (field for field in self if field.errors)
        found = Form.visible_errors(self)
        return [
            (target, _about(field, sentence))
            for field, (target, sentence) in zip(wrong, found, strict=True)
        ]

    def _asked(self) -> list[Question]:
        return asked([*self.before, *self.questions], self._given())

    def _given(self) -> dict[str, Any]:
        own = {
            question.key: _counting(self._fields[question.key])
            for question in self.questions
            if not self._is_closed(question)
        }
        return {**self.given, **own}

    def _is_closed(self, question: Question) -> bool:
        tick = self.tick(question)
        return tick is not None and not tick.data


def _counting(field: Asked) -> Any:
    """The answer by which later questions are asked."""
    return (
        field.earlier.value if field.keeps_earlier and field.earlier else field.answer
    )


def _nothing_told() -> str:
    """What to do where the tick is set, and nothing follows."""
    return _(
        "Answer this, or untick “%(tick)s”", tick=_("Yes, I would like to tell you")
    )


def _about(field: Any, sentence: str) -> str:
    """``sentence`` with the question before it, unless it names it anyway."""
    words = field.words.text if isinstance(field, Asked) else ""
    if not words or words in sentence:
        return sentence
    return f"{shorten(words, LONGEST_NAME, placeholder='…')} – {sentence}"


def answers_form(
    questions: Sequence[Question],
    *,
    stored: Stored | None = None,
    before: Sequence[Question] = (),
    given: Answers | None = None,
    optional: bool = False,
    holds: bool = True,
) -> type[AnswersForm]:
    """A form that asks ``questions``; for ``FormField``, or alone with a prefix.

    :param questions: in order, of one stage, all asked per person or all per party.
    :param stored: what the person answered before; it is filled in, and choices
        among it stay open though they are full. Its other half stands beside.
    :param before: the questions of earlier pages, with their answers in ``given``.
    :param optional: nobody must answer.
    :param holds: the person has the places of the choices in ``stored``.
    """
    stored = stored or Stored()
    fields: dict[str, Any] = {}
    for question in questions:
        answer = still_fits(question, stored.values.get(question.key))
        earlier = stored.earlier.get(question.key)
        if question.own_tick:
            fields[question.key + TICK] = BooleanField(
                _l("Yes, I would like to tell you"),
                default=answer is not None or earlier is not None,
            )
        fields[question.key] = field_for(
            question, stored=answer, earlier=earlier, optional=optional, holds=holds
        )
    held: Mapping[str, Any] = {
        "questions": list(questions),
        "before": list(before),
        "given": given or {},
        "lives_in": stored.lives_in,
        "unasked": unasked([*before, *questions], stored.everything),
    }
    return type("AnswersForm", (AnswersForm,), {**fields, **held})
