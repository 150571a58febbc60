"""Machinery for tests of questions."""

import pytest

from eventreg.database import write_tx
from eventreg.events.questions import queries, services
from eventreg.events.questions.states import QuestionKind
from eventreg.events.questions.written import Written, WrittenChoice, written_of
from tests.factories import make_event


@pytest.fixture
def office(sign_in):
    """The client is somebody of the office."""
    return sign_in("office")


@pytest.fixture
def event(app):
    """In English first, and in German."""
    return make_event(languages=["en", "de"])


@pytest.fixture
def ask(english, ole):
    """``ask(event, "Which dish?", kind, choices=[…])``: a question as staff add it."""

    def add(event, label="Which dish?", kind="short_text", *, choices=(), **values):
        written = Written(
            kind=QuestionKind(kind),
            labels={event.language: label},
            choices=tuple(
                WrittenChoice({event.language: words}, places=places)
                for words, places in dict_of(choices).items()
            ),
            **values,
        )
        with write_tx():
            return services.add(event, written, by=ole)

    return add


def dict_of(choices):
    return choices if isinstance(choices, dict) else dict.fromkeys(choices)


@pytest.fixture
def change(english, ole):
    """``change(question, required=True)``: as staff edit it, all else as it was."""
    from dataclasses import replace

    def edit(question, **values):
        written = replace(written_of(question), **values)
        with write_tx():
            return services.edit(question.event, question.key, written, by=ole)

    return edit


@pytest.fixture
def form_of():
    """``form_of(event)``: the words of its questions, in the order of the form."""

    def labels(event):
        language = event.language
        return [row.labels[language] for row in queries.questions(event)]

    return labels
