"""The questions of an event as a part of the forms of registrations."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from wtforms import FormField

from eventreg.events.models import SeatPool
from eventreg.events.questions.earlier import Stored
from eventreg.events.questions.forms.answers import AnswersForm, answers_form
from eventreg.events.questions.forms.asked import Asked
from eventreg.events.questions.forms.uploading import UploadQuestion
from eventreg.events.questions.models import (
    Question,
    QuestionChoice,
    QuestionSection,
)
from eventreg.events.questions.rules import condition_keys, in_order
from eventreg.events.questions.texts import said
from eventreg.events.values import Words
from eventreg.registrations.forms.places import too_few_words

AnyForm = TypeVar("AnyForm", bound="Answering")

#: What the parts are called in a form: asked of this person, and once per party.
OWN, PARTY = "answers", "party_answers"


@dataclass(frozen=True)
class Group:
    """The questions under one heading, each with the form that it stands on."""

    section: QuestionSection | None
    asked: list[tuple[Asked, AnswersForm]] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.section.key if self.section else ""

    @property
    def label(self) -> Words:
        section = self.section
        return said(section, section.labels) if section else Words("")

    @property
    def help(self) -> Words:
        section = self.section
        return said(section, section.helps) if section else Words("")


class Answering:
    """What a form does with the questions of its event; it may have none."""

    @property
    def answer_forms(self) -> list[AnswersForm]:
        fields: dict[str, Any] = self._fields  # type: ignore[attr-defined]
        return [fields[name].form for name in (OWN, PARTY) if name in fields]

    @property
    def given(self) -> dict[str, Any]:
        """What is kept of what was answered, by key, once the form is valid."""
        return {
            key: value
            for form in self.answer_forms
            for key, value in form.answers.items()
        }

    @property
    def keeping(self) -> set[str]:
        """Keys of the questions whose stored answer stays as it was given."""
        return {key for form in self.answer_forms for key in form.keeping}

    @property
    def upload_fields(self) -> list[UploadQuestion]:
        """Those that ask for files; the form that has some is sent in parts."""
        return [
            asked
            for form in self.answer_forms
            for asked in form
            if isinstance(asked, UploadQuestion)
        ]

    @property
    def new_files(self) -> list[UploadQuestion]:
        """Good files that have just come and are not put away yet."""
        return [field for field in self.upload_fields if field.checked is not None]

    def check_files(self) -> None:
        """Look at the files that came with a form that is not sent yet."""
        for form in self.answer_forms:
            for asked in form:
                if isinstance(asked, UploadQuestion) and (asked.data or asked.lost):
                    asked.validate(form)

    @property
    def question_groups(self) -> list[Group]:
        """All questions to show, in order, under their headings."""
        shown = [(f, form) for form in self.answer_forms for f in form.fields()]
        found = {f.question: (f, form) for f, form in shown}
        groups: list[Group] = []
        for question in in_order(found):
            if not groups or groups[-1].section is not question.section:
                groups.append(Group(question.section))
            groups[-1].asked.append(found[question])
        return groups

    def chosen_places(self) -> Iterator[tuple[Any, QuestionChoice, SeatPool]]:
        """The answers that need a place, with their field."""
        for form in self.answer_forms:
            for key, value in form.answers.items():
                asked = form[key]
                for choice in asked.question.choices:
                    if choice.pool and choice.key in condition_keys(value):
                        yield asked, choice, choice.pool


def refuse_full_answers(forms: Iterable[Answering]) -> None:
    """Say so where a choice has no place left when all before got theirs."""
    chosen = [place for form in forms for place in form.chosen_places()]
    wanted = Counter(pool for _asked, _choice, pool in chosen)
    taken: Counter[SeatPool] = Counter()
    for asked, choice, pool in chosen:
        taken[pool] += 1
        if taken[pool] > pool.free and choice.key not in asked.keeps:
            words = said(choice.question, choice.labels).text
            asked.refuse(choice, too_few_words(words, pool, wanted[pool]))


def asking(
    form: type[AnyForm],
    questions: Sequence[Question],
    *,
    before: Any = None,
    stored: Stored | None = None,
    optional: bool = False,
    holds: bool = True,
    unseen: Sequence[Question] = (),
    **others: Any,
) -> type[AnyForm]:
    """``form`` with fields that ask ``questions``; itself where there are none.

    :param questions: of one stage, in order.
    :param before: the field of ``form`` that they stand before; ``None``: at the end.
    :param stored: what the person answered already.
    :param optional: nobody must answer.
    :param holds: the person has the places of what was answered already.
    :param unseen: questions that the reader must not see; what was answered to them
        still decides which of ``questions`` are asked.
    :param others: more fields, or other ones under the same name.
    """
    if not questions:
        return form
    fields: dict[str, Any] = {}
    for name, per_party in ((OWN, False), (PARTY, True)):
        alike = [each for each in questions if each.per_party is per_party]
        if alike:
            hidden = [each for each in unseen if each.per_party is per_party]
            part = answers_form(
                alike,
                stored=stored,
                before=hidden,
                given=stored.everything if stored else None,
                optional=optional,
                holds=holds,
            )
            fields[name] = _before(before, part)
    return type(form.__name__, (form,), {**fields, **others})


def _before(other: Any, form: type[AnswersForm]) -> Any:
    """WTForms orders fields by this number, and mistakes are listed in order."""
    part = FormField(form)
    if other is not None:
        part.creation_counter = other.creation_counter - 0.5
    return part
