"""A long sign-up form page by page: which page asks what, and what was sent of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from eventreg.events.questions.models import Question
from eventreg.registrations.forms.asking import Answering
from eventreg.registrations.forms.sign_up import SignUpForm
from eventreg.web.meanwhile import print_of

#: More questions than this do not stand on one page.
MOST_ON_A_PAGE = 12
#: The page about the people, and the one for questions without a section.
PEOPLE, ABOUT = "people", "about"

#: Names and values as a browser sends them, in its order.
Pairs = Sequence[tuple[str, str]]

_ANSWER = re.compile(r"(?:^|-)(?:party_)?answers-([^-]+?)(?:_tick)?(?:-|$)")
_COMPANION = re.compile(r"companions-(\d{1,3})-")
#: Of the buttons and the proof; nothing that a person said.
_NOT_TYPED = {"csrf_token", "party", "draft", "back", "later"}


def is_long(questions: Sequence[Question]) -> bool:
    """Whether a form with these questions is filled in page by page."""
    sections = {question.section_id for question in questions} - {None}
    return len(sections) > 1 or len(questions) > MOST_ON_A_PAGE


def page_of(question: Question) -> str:
    """The page that asks ``question``."""
    return question.section.key if question.section else ABOUT


def pages(questions: Iterable[Question]) -> list[str]:
    """The pages of questions, in order."""
    return list(dict.fromkeys(map(page_of, questions)))


class Where:
    """Which page a name, or the target of a mistake, belongs to."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self._pages: Mapping[str, str] = {q.key: page_of(q) for q in questions}

    def __call__(self, name: str) -> str:
        found = _ANSWER.search(name)
        return self._pages.get(found[1], "") if found else PEOPLE

    def merged(self, kept: Pairs, sent: Pairs, page: str) -> list[tuple[str, str]]:
        """What was kept, with what ``page`` sent instead of what it had sent before.

        Answers go with the companion who was taken off the form.
        """
        new = [
            (name, value)
            for name, value in sent
            if name not in _NOT_TYPED and self(name) == page
        ]
        old = [(name, value) for name, value in kept if self(name) not in {page, ""}]
        if page == PEOPLE:
            there = _companions(new)
            old = [pair for pair in old if _companions([pair]) <= there]
        return [*old, *new]


def _companions(pairs: Iterable[tuple[str, str]]) -> set[str]:
    """The numbers of the companions that these are about."""
    found = (_COMPANION.match(name) for name, _value in pairs)
    return {match[1] for match in found if match}


def sent_as(pairs: Pairs) -> "MultiDict[str, str]":
    """Pairs as a form takes them in."""
    return MultiDict([(str(name), str(value)) for name, value in pairs])


def seen_as(pairs: Pairs) -> str:
    """A print of what the last page shows; alike whenever the same was typed."""
    return print_of(sorted((name, value) for name, value in pairs if name != "shown"))


def parts_of(form: SignUpForm) -> list[Answering]:
    """The form's parts that ask questions: the lead's, and each companion's."""
    return [form, *form.others]


def show_only(form: SignUpForm, questions: Sequence[Question], page: str) -> None:
    """Let the form show the questions of ``page`` and nothing else."""
    keys = frozenset(q.key for q in questions if page_of(q) == page)
    for part in parts_of(form):
        for answers in part.answer_forms:
            answers.only = keys


def with_files(
    form: SignUpForm, kept: Pairs, where: Where, page: str
) -> list[tuple[str, str]]:
    """``kept``, with the tokens of the files on ``page``, once they are put away."""
    fields = [
        field
        for part in parts_of(form)
        for field in part.upload_fields
        if where(field.name) == page
    ]
    told = {name for f in fields for name in (f.kept_name, f.remove_name)}
    held = [(field.kept_name, field.answer) for field in fields if field.answer]
    return [*(pair for pair in kept if pair[0] not in told), *held]


def shown_pages(form: SignUpForm, questions: Sequence[Question]) -> list[str]:
    """The pages on which somebody is asked something, given what is answered."""
    asked = {
        key
        for part in parts_of(form)
        for answers in part.answer_forms
        for key in answers.shown
    }
    return pages(q for q in questions if q.key in asked)


def keep_errors_of(form: SignUpForm, where: Where, page: str) -> None:
    """Forget mistakes on other pages than ``page``; they are told there."""
    for part in parts_of(form):
        for answers in part.answer_forms:
            for field in answers:
                if where(field.name) != page:
                    field.errors = []
    if page != PEOPLE:
        for field in _people_fields(form):
            field.errors = []
    form.companions.gather()


def _people_fields(form: SignUpForm) -> Iterable[Any]:
    people: list[Any] = [form, *form.others]
    for part in people:
        for field in part:
            if field.type not in {"FormField", "Companions"}:
                yield field
